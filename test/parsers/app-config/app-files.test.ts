import { expect, test } from 'vitest'
import { mapTree } from '../../../src/io/map-tree.ts'
import type { SourceTree } from '../../../src/model/source-tree.ts'
import { detectFramework } from '../../../src/parsers/app-config/detect-framework.ts'
import { evaluateApp } from '../../../src/parsers/app-config/evaluate-app.ts'

/** A tree that says how often each file was read. */
const countingTree = (files: Readonly<Record<string, string>>) => {
  const reads = new Map<string, number>()
  const tree = mapTree(files)
  const counting: SourceTree = {
    list: directory => tree.list(directory),
    read: path => {
      reads.set(path, (reads.get(path) ?? 0) + 1)
      return tree.read(path)
    },
  }
  return { tree: counting, reads }
}

const evaluate = (tree: SourceTree, dir: string, profile: string) =>
  evaluateApp({ tree, dir, name: 'api', framework: 'auto', profile, variables: new Map(), salt: 's' })

const files = {
  'api/package.json': '{"dependencies":{"config":"3"}}',
  'api/config/default.yaml': 'jwt: { issuer: https://id.stg.example.com }\n',
  'api/config/production.yaml': 'jwt: { issuer: https://id.example.com }\n',
  'api/config/staging.yaml': 'jwt: [broken\n',
  'api/src/auth.js': "const config = require('config')\njwt.verify(t, k, { issuer: config.get('jwt.issuer') })\n",
}

test('what does not depend on the environment is read once for all of them', () => {
  const { tree, reads } = countingTree(files)
  detectFramework(tree, 'api')
  const issuers = ['development', 'staging', 'production'].map(profile =>
    evaluate(tree, 'api', profile).issuersAccepted.map(value => value.kind === 'known' && value.value),
  )
  evaluate(tree, '', 'production')
  expect(issuers.at(-1)).toEqual(['https://id.example.com'])
  expect(issuers[0]).toEqual(['https://id.stg.example.com'])
  expect([...reads.values()].every(count => count === 1)).toBe(true)
})

test('each environment is told what is wrong with the files that it reads, and only that', () => {
  const { tree } = countingTree(files)
  const troubles = (profile: string) => evaluate(tree, 'api', profile).diagnostics.map(({ at }) => at.file)
  expect(troubles('production')).toEqual([])
  expect(troubles('staging')).toContain('api/config/staging.yaml')
})

test('of too many files those nearest to the top are read, and a warning says so', () => {
  const many = Object.fromEntries(
    Array.from({ length: 5_100 }, (_, i) => [`app/generated/${Math.floor(i / 100)}/f${i}.json`, '{}'] as const),
  )
  const { tree, reads } = countingTree({
    ...many,
    'app/.env': 'JWT_ISSUER=https://id.example.com\n',
    'app/package.json': '{}',
  })
  const app = evaluate(tree, 'app', 'production')
  expect(reads.get('app/.env')).toBe(1)
  expect(app.settings.map(({ key }) => key)).toEqual(['JWT_ISSUER'])
  expect(app.diagnostics.map(({ summary }) => summary)).toContain('Too many files for one app')
})

test('an alias means the latest anchor of its name', () => {
  const yaml = 'one: &x { a: first }\ntwo: *x\nthree: &x { a: second }\nfour: *x\n&k five: *k\n'
  const { tree } = countingTree({
    'config/default.yaml': yaml,
    'package.json': '{"dependencies":{"config":"3"}}',
    'a.js': "require('config')",
  })
  const settings = new Map(
    evaluate(tree, '', 'production').settings.map(({ key, value }) => [key, value.kind === 'known' && value.value]),
  )
  expect(settings.get('two.a')).toBe('first')
  expect(settings.get('four.a')).toBe('second')
  expect(settings.get('five')).toBe('five')
})
