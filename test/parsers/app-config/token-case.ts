import { expect, test } from 'vitest'
import { inspectAppLine } from '../../../src/parsers/app-config/inspect-batch.ts'

/** One app and what its configuration must mean; lists that are left out must be empty. */
export interface TokenCase {
  readonly name: string
  readonly framework?: string
  readonly files: Readonly<Record<string, string>>
  readonly env?: string
  readonly variables?: Readonly<Record<string, string>>
  readonly accepted?: readonly string[]
  readonly minted?: readonly string[]
  readonly audiences?: readonly string[]
  readonly jwks?: readonly string[]
  readonly unresolved?: readonly string[]
}

export const inspect = (one: TokenCase): Readonly<Record<string, unknown>> => {
  const { framework = 'auto', files, env = 'production', variables = {} } = one
  const answer: unknown = JSON.parse(
    inspectAppLine(JSON.stringify({ id: 'case', framework, files, env, envVars: variables }), 'salt'),
  )
  return answer as Readonly<Record<string, unknown>>
}

const sorted = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value)

export const testTokens = (cases: readonly TokenCase[]): void => {
  for (const one of cases) {
    test(one.name, () => {
      const answer = inspect(one)
      const lists = ['issuersAccepted', 'issuersMinted', 'audiences', 'jwks', 'unresolved']
      const wanted = [one.accepted, one.minted, one.audiences, one.jwks, one.unresolved]
      expect(Object.fromEntries(lists.map(key => [key, sorted(answer[key])]))).toEqual(
        Object.fromEntries(lists.map((key, i) => [key, sorted(wanted[i] ?? [])])),
      )
    })
  }
}
