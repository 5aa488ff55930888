import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition, ListenerRule } from '../../src/model/entity.ts'
import type { Request } from '../../src/model/trace.ts'
import { matchCondition } from '../../src/trace/conditions.ts'
import { routingDecisions } from '../../src/trace/routing-decisions.ts'
import { at, entity, ref, text, unset } from '../helpers/model.ts'
import { randomRules, smallRequests } from './random-rules.ts'

const host = (...values: readonly string[]): Condition => ({
  at: at(),
  field: 'host-header',
  values: values.map(each => text(each)),
})
const path = (...values: readonly string[]): Condition => ({
  at: at(),
  field: 'path-pattern',
  values: values.map(each => text(each)),
})
const method = (...values: readonly string[]): Condition => ({
  at: at(),
  field: 'http-request-method',
  values: values.map(each => text(each)),
})
const header = (name: string, ...values: readonly string[]): Condition => ({
  at: at(),
  field: 'http-header',
  name: text(name),
  values: values.map(each => text(each)),
})
const source = (range: string): Condition => ({ at: at(), field: 'source-ip', values: [text(range)] })
const query = (key: string, value: string): Condition => ({
  at: at(),
  field: 'query-string',
  pairs: [{ key: text(key), value: text(value) }],
})

const rules = (...lists: readonly (readonly Condition[])[]): readonly ListenerRule[] =>
  lists.map((conditions, index) =>
    entity('listener-rule', `r${index + 1}`, {
      listener: ref('aws_lb_listener.https'),
      priority: text(index + 1),
      conditions,
      actions: [],
      transforms: [],
    }),
  )

const takes = ({ conditions }: ListenerRule, request: Request): boolean =>
  conditions.every(condition => matchCondition(condition, request) === 'yes')

const taker = (list: readonly ListenerRule[], request: Request): ListenerRule | undefined =>
  list.find(rule => takes(rule, request))

const answer = (list: readonly ListenerRule[]): readonly string[] =>
  routingDecisions(list).map(({ rule, isReached, blockedBy }) =>
    [rule?.address.name ?? 'default', isReached, ...blockedBy.map(({ address }) => address.name)].join(' '),
  )

describe('rules behind others', () => {
  test.each([
    ['one that takes all', rules([path('/*')], [path('/a')]), ['r1 yes', 'r2 no r1', 'default no r1']],
    [
      'two that together take all, and one that takes nothing from it',
      rules([path('/a/*')], [method('GET')], [path('/b')], [path('/a/x', '/b')]),
      ['r1 yes', 'r2 yes', 'r3 yes', 'r4 no r1 r3', 'default yes'],
    ],
    [
      'hosts and paths that only together take it',
      rules(
        [host('*.example.com'), path('/a*')],
        [host('*.example.com'), path('/b')],
        [host('www.example.com'), path('/ab', '/b')],
      ),
      ['r1 yes', 'r2 yes', 'r3 no r1 r2', 'default yes'],
    ],
    [
      'a question mark is one character and never none',
      rules([path('/a?')], [path('/a')], [path('/ab')]),
      ['r1 yes', 'r2 yes', 'r3 no r1', 'default yes'],
    ],
    [
      'hosts in any case',
      rules([host('WWW.example.com')], [host('www.Example.com')]),
      ['r1 yes', 'r2 no r1', 'default yes'],
    ],
    ['paths in their own', rules([path('/A')], [path('/a')]), ['r1 yes', 'r2 yes', 'default yes']],
    [
      'a header that one asks for',
      rules([header('X-Tier', 'gold', 'silver')], [header('x-tier', 'GOLD')], [header('x-tier', '*')]),
      ['r1 yes', 'r2 no r1', 'r3 yes', 'default yes'],
    ],
    [
      'an address range leaves open what is behind it',
      rules([source('0.0.0.0/0')], [path('/a')], [path('/a'), source('0.0.0.0/0')]),
      ['r1 yes', 'r2 undetermined', 'r3 no r1', 'default yes'],
    ],
    [
      'a query does not: a request may have none',
      rules([query('a', '*')], [path('/a')]),
      ['r1 yes', 'r2 yes', 'default yes'],
    ],
    [
      'a pattern that is not known leaves it open',
      rules([{ at: at(), field: 'path-pattern', values: [unset('var.path')] }], [path('/a')]),
      ['r1 yes', 'r2 undetermined', 'default yes'],
    ],
  ] as const)('%s', (_, list, expected) => {
    expect(answer(list)).toEqual(expected)
  })
})

test('each decision has a request that the rule takes, and no rule before it', () => {
  const list = rules(
    [host('api.example.com'), path('/v1/*'), method('POST')],
    [host('api.example.com'), path('/v1/*')],
    [host('*.example.com')],
  )
  const decisions = routingDecisions(list)
  expect(decisions.every(({ request }) => request !== undefined)).toBe(true)
  for (const { rule, request } of decisions) expect(request && taker(list, request)).toBe(rule)
})

test('says the same as trying every request', () => {
  const requests = smallRequests()
  fc.assert(
    fc.property(randomRules, list => {
      for (const { rule, isReached, request, blockedBy } of routingDecisions(list)) {
        expect(isReached).not.toBe('undetermined')
        const found = requests.some(each => taker(list, each) === rule)
        if (isReached === 'yes') {
          expect(request).toBeDefined()
          expect(request && taker(list, request)).toBe(rule)
        } else {
          expect(found).toBe(false)
          const isUncovered = (each: Request): boolean =>
            rule !== undefined && takes(rule, each) && !blockedBy.some(one => takes(one, each))
          expect(requests.some(isUncovered)).toBe(false)
        }
      }
    }),
    { numRuns: Number(process.env.SOTSU_RUNS ?? 40), seed: 11 },
  )
})
