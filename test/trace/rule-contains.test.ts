import { expect, test } from 'vitest'
import type { ListenerRule } from '../../src/model/entity.ts'
import { ruleContains } from '../../src/trace/rule-contains.ts'
import { at, entity, ref, text, unset } from '../helpers/model.ts'

const ruleFor = (...paths: readonly (string | undefined)[]) =>
  entity('listener-rule', 'aws_lb_listener_rule.x', {
    listener: ref('aws_lb_listener.https', 'arn'),
    priority: text(1),
    conditions: [
      { at: at(), field: 'path-pattern', values: paths.map(path => (path === undefined ? unset('path') : text(path))) },
    ],
    actions: [],
    transforms: [],
  }) as ListenerRule

type Paths = readonly (string | undefined)[]

test.each<[Paths, Paths, string]>([
  [['/a'], ['/a'], 'yes'],
  [['/a'], ['/b'], 'no'],
  // One text is never all that a pattern with wildcards matches.
  [['/a'], ['/a*'], 'no'],
  [['/a'], ['/?'], 'no'],
  [['/a*'], ['/a'], 'yes'],
  [['/a*'], ['/ab*'], 'yes'],
  [['/ab*'], ['/a*'], 'no'],
  [['/a?'], ['/ab'], 'yes'],
  [['/b', '/a*'], ['/a', '/ab'], 'yes'],
  [['/b', '/a*'], ['/a', '/c'], 'no'],
  [['*'], ['/a*'], 'yes'],
  [[undefined], ['/a'], 'undetermined'],
  // What is known decides where it can.
  [[undefined, '/a*'], ['/a'], 'yes'],
  [[undefined, '/b'], ['/a'], 'undetermined'],
  [['/b'], ['/a', undefined], 'no'],
])('%j takes all of %j: %s', (outer, inner, truth) => {
  expect(ruleContains(ruleFor(...outer), ruleFor(...inner))).toBe(truth)
})
