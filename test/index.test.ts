import { expect, test } from 'vitest'
import * as library from '../src/index.ts'

test('the public surface', () => {
  expect(Object.keys(library)).toMatchSnapshot()
})

test('the whole run is one function of the library', async () => {
  const tree = library.mapTree({
    'env/stg/main.tf': 'terraform {\n  backend "s3" {}\n}\n',
    'env/prd/main.tf': 'terraform {\n  backend "s3" {}\n}\n',
  })
  const { config } = await library.discover(tree, library.detectors)
  const analysis = await library.analyze(tree, config, { salt: 'salt' })
  expect(analysis.comparisons).toMatchObject([{ staging: 'stg', production: 'prd', findings: [] }])
  expect(JSON.parse(library.renderJson(analysis))).toMatchObject({ schema: 'sotsu/check/1' })
})
