import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inspectAppLine } from '../../../src/parsers/app-config/inspect-batch.ts'

const corpus = new URL('../../../../shared/conformance/app-config/cases.json', import.meta.url)

interface Case {
  readonly id: string
  readonly framework: string
  readonly files: Readonly<Record<string, string>>
  readonly env: string
  readonly envVars: Readonly<Record<string, string>>
  readonly expect: Readonly<Record<string, readonly string[]>>
}

const asSet = (list: unknown): string => JSON.stringify([...new Set(Array.isArray(list) ? list : [])].sort())
const fields = ['issuersAccepted', 'issuersMinted', 'audiences', 'jwks', 'unresolved']

if (existsSync(corpus)) {
  const { cases } = JSON.parse(readFileSync(corpus, 'utf8')) as { readonly cases: readonly Case[] }
  describe('the app-config corpus', () => {
    test.each(cases.map(one => [one.id, one] as const))('%s', (_id, { expect: wanted, ...row }) => {
      const answer = JSON.parse(inspectAppLine(JSON.stringify(row), 'salt')) as Readonly<Record<string, unknown>>
      expect(Object.fromEntries(fields.map(field => [field, asSet(answer[field])]))).toEqual(
        Object.fromEntries(fields.map(field => [field, asSet(wanted[field])])),
      )
    })
  })
} else {
  test.skip('the app-config corpus does not stand beside this checkout (../shared/conformance/app-config)', () => {})
}
