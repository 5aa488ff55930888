import { describe, expect, test } from 'vitest'
import { correspond } from '../../src/align/correspondence.ts'
import { compareModels } from '../../src/align/differences.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import { known, type Scalar, type Value } from '../../src/model/value.ts'
import { app, at, entity, model, ref, shop, text } from '../helpers/model.ts'

const rootsOf = (staging: EnvironmentModel, production: EnvironmentModel) => {
  const { changes, roots } = compareModels({ staging, production, correspondence: correspond(staging, production) })
  expect(
    roots.reduce((sum, { count }) => sum + count, 0),
    'every difference is counted once',
  ).toBe(changes.length)
  for (const change of changes) expect(roots.some(({ key }) => key === change.root)).toBe(true)
  return roots
}

/** A setting that flows from an input of its own. */
const fromInput = (name: string, value: Scalar, file: string, line = 1): Value =>
  known(value, { at: at('main.tf'), origins: [{ kind: 'tfvars', name, at: at(file, line) }] })

const withSetting = (side: string, key: string, value: Value | undefined): EnvironmentModel =>
  model(side, [], { apps: [app('api', { settings: value ? [{ key, value }] : [] })] })

describe('kinds of roots', () => {
  test.each([
    ['an environment’s name', 'X', 'kumo-staging', 'kumo-production', 'identity'],
    ['an account', 'X', '111122223333', '444455556666', 'identity'],
    ['a region', 'X', 'ap-northeast-1', 'us-east-1', 'identity'],
    ['a host in one domain', 'X', 'https://stg.example.com/a', 'https://www.example.com/a', 'identity'],
    ['an id that AWS gave', 'X', 'vpc-0a1b2c3d4e5f60718', 'vpc-00000000000000001', 'identity'],
    ['a size', 'memory', 256, 1024, 'capacity'],
    ['an instance type', 'X', 't3.small', 'm5.xlarge', 'capacity'],
    ['a switch', 'X', false, true, 'toggle'],
    ['a switch as text', 'X', 'enabled', 'disabled', 'toggle'],
    ['a placeholder', 'X', 'secret-name', 'changeme', 'placeholder'],
    ['nothing', 'X', 'a-name', '', 'placeholder'],
    ['the other environment’s name', 'X', 'queue-of-production', 'queue-of-staging', 'other-environment'],
    ['a spelling', 'X', 'https://id.example.net/', 'https://ID.example.net', 'spelling'],
    ['another value', 'X', 'sha256', 'argon2', 'value'],
    ['a port', 'port', 8080, 9090, 'value'],
  ] as const)('%s', (_, key, one, other, kind) => {
    const [root, ...rest] = rootsOf(
      withSetting('staging', key, text(one, at('staging.env'))),
      withSetting('production', key, text(other, at('production.env'))),
    )
    expect(rest).toEqual([])
    expect(root).toMatchObject({ kind, count: 1, matters: !['identity', 'capacity'].includes(kind) })
  })

  test('a setting that only one side has', () => {
    expect(rootsOf(withSetting('staging', 'X', text('a')), withSetting('production', 'X', undefined))).toMatchObject([
      { kind: 'missing', production: undefined },
    ])
  })

  test('an equal secret on lines of their own is shared, and no difference', () => {
    const secret = (file: string): Value => ({ ...text('digest', at(file)), sensitive: true })
    expect(
      rootsOf(withSetting('staging', 'X', secret('a')), withSetting('production', 'X', secret('b'))),
    ).toMatchObject([{ kind: 'shared', count: 0, staging: { text: '(secret)' } }])
  })
})

test('differences that flow from one input are one', () => {
  const group = (side: string, index: number) =>
    entity('target-group', `aws_lb_target_group.g${index}`, {
      name: fromInput('var.size', side === 'staging' ? 'small-box' : 'large-box', `${side}.tfvars`, 3),
      hasOwnTargets: 'no',
      isLookup: false,
    })
  const side = (name: string) => model(name, [group(name, 1), group(name, 2), group(name, 3)])
  expect(rootsOf(side('staging'), side('production'))).toMatchObject([
    {
      name: 'var.size',
      source: 'input',
      count: 3,
      staging: { at: at('staging.tfvars', 3) },
      production: { at: at('production.tfvars', 3) },
    },
  ])
})

test('an input that both set alike explains nothing', () => {
  const value = (side: string, own: string): Value =>
    known(`api-${own}`, {
      at: at(`${side}.tf`, 7),
      origins: [{ kind: 'tfvars', name: 'var.prefix', at: at(`${side}.tfvars`) }],
    })
  const side = (name: string, own: string) => ({
    ...withSetting(name, 'X', value(name, own)),
    sources: [
      {
        kind: 'terraform' as const,
        id: 'infra',
        inputs: new Map([['prefix', fromInput('var.prefix', 'api', `${name}.tfvars`)]]),
        locals: new Map(),
        outputs: new Map(),
        conditions: new Map(),
        resources: [],
        diagnostics: [],
      },
    ],
  })
  expect(rootsOf(side('staging', 'blue'), side('production', 'green'))).toMatchObject([
    { source: 'line', kind: 'value' },
  ])
})

test('what only one side has is one root with all its fields', () => {
  const extra = entity('target-group', 'aws_lb_target_group.extra', {
    name: text('extra'),
    port: text(80),
    hasOwnTargets: 'no',
    isLookup: false,
  })
  expect(rootsOf(model('staging', []), model('production', [extra]))).toMatchObject([
    { kind: 'structure', source: 'existence', detail: 'only in production', count: 2 },
  ])
})

test('order and names of resources make no difference', () => {
  const rule = (values: readonly string[]) =>
    entity('listener-rule', 'aws_lb_listener_rule.a', {
      listener: ref('aws_lb_listener.https'),
      conditions: [{ at: at(), field: 'path-pattern', values: values.map(value => text(value)) }],
      actions: [],
      transforms: [],
    })
  expect(rootsOf(model('staging', [rule(['/a', '/b'])]), model('production', [rule(['/b', '/a'])]))).toEqual([])
})

test('two environments that differ in their domain only differ in identity only', () => {
  const roots = rootsOf(shop('staging'), shop('production'))
  expect(roots.length).toBeGreaterThan(0)
  expect(roots.filter(({ kind }) => kind !== 'identity')).toEqual([])
})
