import { describe, expect, test } from 'vitest'
import { correspond } from '../../src/align/correspondence.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { Request } from '../../src/model/trace.ts'
import type { Rule, RuleContext } from '../../src/rules/rule.ts'
import { parseRequest } from '../../src/trace/parse-request.ts'
import { compareRequests } from '../../src/trace/request-pairs.ts'
import { model, refactored, shop } from './model.ts'

export interface RuleCase {
  readonly name: string
  readonly staging: EnvironmentModel
  readonly production: EnvironmentModel
  /** Requests that must work, as staging and production URLs. */
  readonly requests?: readonly (readonly [string, string])[]
  /** Messages of the findings, in order; `undetermined: <names>` for each doubt, with what decides it. */
  readonly expect?: readonly string[]
}

const request = (url: string): Request => {
  const parsed = parseRequest(url)
  if (typeof parsed === 'string') throw new Error(parsed)
  return parsed
}

export const contextOf = ({ staging, production, requests = [] }: RuleCase): RuleContext => {
  const correspondence = correspond(staging, production)
  const journeys = requests.map(([one, other]) => ({ name: other, staging: request(one), production: request(other) }))
  return {
    staging,
    production,
    correspondence,
    traces: compareRequests({ staging, production, correspondence }, journeys),
  }
}

/** What a rule says, each subject once. */
const outcomesOf = (rule: Rule, given: RuleCase): readonly string[] => {
  const said = new Map<string, string>()
  for (const outcome of rule.check(contextOf(given))) {
    const text =
      outcome.kind === 'finding'
        ? outcome.data
        : `undetermined: ${[...new Set(outcome.decides.map(({ names }) => names))].join(', ')}`
    const before = said.get(outcome.subject)
    if (before === undefined || (before.startsWith('undetermined') && outcome.kind === 'finding'))
      said.set(outcome.subject, text)
    if (outcome.kind === 'finding')
      expect(outcome.evidence.length, 'a finding shows at least one line').toBeGreaterThan(0)
    else expect(outcome.decides.length, 'a doubt names what decides it').toBeGreaterThan(0)
  }
  return [...said.values()]
}

/** Pairs about which no rule has anything to say. */
const healthy: readonly RuleCase[] = [
  { name: 'only what should differ differs', staging: shop('staging'), production: shop('production') },
  { name: 'names and order differ', staging: shop('staging'), production: refactored(shop('production')) },
  { name: 'nothing is there', staging: model('staging', []), production: model('production', []) },
]

/** Every rule has cases in which it is silent, reports, and cannot tell; in addition to those in which every rule is silent. */
export const testRule = (
  rule: Rule,
  { silent, reports }: { readonly silent: readonly RuleCase[]; readonly reports: readonly RuleCase[] },
): void => {
  describe(rule.id, () => {
    test.each(healthy)('is silent: $name', given => {
      expect(outcomesOf(rule, given)).toEqual([])
    })
    test.each(silent)('is silent: $name', given => {
      expect(outcomesOf(rule, given)).toEqual([])
    })
    test.each(reports)('reports: $name', given => {
      expect(given.expect?.length).toBeGreaterThan(0)
      expect(outcomesOf(rule, given)).toEqual(given.expect)
    })
  })
}
