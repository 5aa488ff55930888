import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from '@cdktf/hcl2json'
import { describe, expect, it } from 'vitest'
import { readHcl } from '../../../../src/parsers/hcl/read-hcl.ts'
import { asHcl2json } from './as-hcl2json.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

const filesBelow = (directory: string): readonly string[] =>
  existsSync(directory)
    ? readdirSync(directory, { recursive: true, encoding: 'utf8' })
        .filter(name => /\.(tf|tfvars|hcl)$/.test(name))
        .sort()
        .map(name => join(directory, name))
    : []

/** JSON knows neither infinity nor which zero; hcl2json's numbers are float64 like JSON's. */
const plain = (tree: unknown): unknown => JSON.parse(JSON.stringify(tree))

/** hcl2json also evaluates signs before constants, and fails on some that Terraform reads without complaint. */
const isEvaluationError = (error: unknown): boolean => String(error).includes('convert expression')

const expectSameTree = async (text: string, label: string): Promise<void> => {
  const ours = readHcl('main.tf', text)
  let theirs: unknown
  try {
    theirs = await parse('main.tf', text)
  } catch (error) {
    if (!isEvaluationError(error)) expect(ours.diagnostics.length, `${label}: hcl2json refuses it`).toBeGreaterThan(0)
    return
  }
  expect(ours.diagnostics, label).toEqual([])
  expect(plain(asHcl2json(ours.body, text)), label).toEqual(plain(theirs))
}

describe('our reader and hcl2json see the same structure', () => {
  it('in the fixtures and examples', async () => {
    const files = ['examples', 'test/fixtures'].flatMap(name => filesBelow(join(root, name)))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) await expectSameTree(readFileSync(file, 'utf8'), file)
  })

  const corpus = join(root, '../shared/conformance/hcl')
  it.skipIf(!existsSync(corpus))('in the corpora beside the checkout (skipped without them)', async () => {
    for (const file of filesBelow(corpus)) await expectSameTree(readFileSync(file, 'utf8'), file)
    const cases: readonly { expr: string }[] = JSON.parse(readFileSync(join(corpus, 'expressions.json'), 'utf8'))
    for (const { expr } of cases) await expectSameTree(`locals {\n  v = ${expr}\n}\n`, expr)
  })
})
