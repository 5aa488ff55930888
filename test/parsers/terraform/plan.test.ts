import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mapTree } from '../../../src/io/map-tree.ts'
import { formatLocation } from '../../../src/model/source-location.ts'
import { member } from '../../../src/model/value.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import type { PlannedInput } from '../../../src/parsers/terraform/evaluate-with-plan.ts'
import { evaluateWithPlan } from '../../../src/parsers/terraform/evaluate-with-plan.ts'
import { inspectRoot } from '../../../src/parsers/terraform/inspect-root.ts'
import type { Files } from './evaluate-files.ts'
import { originsOf, outputsOf, resourceAt, troubleOf, valuesAt } from './evaluate-files.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/terraform/plan/${name}`, import.meta.url), 'utf8')
const configuration: Files = { 'main.tf': fixture('main.tf'), 'm/main.tf': fixture('m/main.tf') }
const documents: Files = { 'plan.json': fixture('plan.json'), 'state.json': fixture('state.json') }

const evaluated = (files: Files, options: Partial<PlannedInput>) =>
  evaluateWithPlan({ tree: mapTree({ ...documents, ...files }), dir: '', id: 'root', salt: 'salt', ...options })

const text = (json: unknown): string => JSON.stringify(json, null, 1)
const planOf = (address: string, type: string, values: object, more: object = {}): string =>
  text({
    format_version: '1.2',
    planned_values: { root_module: { resources: [{ address, mode: 'managed', type, name: 'x', values }] } },
    ...more,
  })

describe('a plan beside its configuration', () => {
  const planned = evaluated(configuration, { planFile: 'plan.json' })

  test('was made with variables that no file has', async () => {
    const source = await planned
    expect(troubleOf(source)).toEqual([])
    expect(outputsOf(source)).toMatchObject({ host: 'plan.example' })
    expect(originsOf(source.outputs.get('host')?.value)).toEqual(['plan var.domain plan.json:1'])
    expect(originsOf(source.inputs.get('domain'))).toEqual(['plan var.domain plan.json:1'])
  })

  test('knows what was looked up while it was made', async () => {
    const source = await planned
    expect(valuesAt(source, 'terraform_data.read[1]')).toEqual({ input: 'shared.example/1' })
    const input = member(resourceAt(source, 'terraform_data.read[1]').values, 'input')
    expect(originsOf(input)).toEqual(['plan terraform_data.read[1].input plan.json:1'])
    expect(input && formatLocation(input.from.at)).toBe('main.tf:29')
  })

  test('leaves what is decided later as it was evaluated', async () => {
    expect(valuesAt(await planned, 'module.m["a"].terraform_data.inner')).toEqual({
      input: 'a.example',
      triggers_replace: { $ref: 'terraform_data.root.id' },
    })
  })

  test('shows no secret', async () => {
    const source = await planned
    expect(text(inspectRoot(source))).not.toContain('hunter2')
    expect(valuesAt(source, 'terraform_data.hidden')).toMatchObject({
      input: { password: { $sensitive: expect.any(String) }, user: 'u' },
    })
  })
})

describe('a state', () => {
  test('has what was decided, with the identity of whose it is', async () => {
    const source = await evaluated(configuration, { stateFile: 'state.json', vars: new Map([['domain', 'x']]) })
    const upstream = member(resourceAt(source, 'module.m["a"].terraform_data.inner').values, 'triggers_replace')
    expect(upstream).toMatchObject({
      kind: 'known',
      value: expect.stringMatching(/^[0-9a-f-]{36}$/),
      names: { to: { source: 'root', name: 'terraform_data.root' }, attribute: ['id'] },
    })
    expect(outputsOf(source).ids).toEqual({ a: expect.any(String), b: expect.any(String) })
  })

  test('keeps secrets that a provider copied to where nothing marks them', async () => {
    const source = await evaluated({}, { stateFile: 'state.json' })
    expect(text(inspectRoot(source))).not.toContain('hunter2')
    expect(valuesAt(source, 'terraform_data.hidden').output).toEqual({
      password: { $sensitive: expect.any(String) },
      user: 'u',
    })
  })

  test('may lack what the configuration has', async () => {
    const source = await evaluated(
      { 'main.tf': 'resource "aws_lb" "new" { name = "n" }\n' },
      { stateFile: 'state.json' },
    )
    expect(troubleOf(source)).toEqual([])
    expect(valuesAt(source, 'aws_lb.new')).toEqual({ name: 'n' })
  })

  test('a plan beats it', async () => {
    const files = {
      'old.json': text({
        format_version: '1.0',
        values: {
          root_module: {
            resources: [{ address: 'aws_lb.x', mode: 'managed', type: 'aws_lb', values: { name: 'old', arn: 'a' } }],
          },
        },
      }),
      'new.json': planOf('aws_lb.x', 'aws_lb', { name: 'new' }),
    }
    const source = await evaluated(files, { stateFile: 'old.json', planFile: 'new.json' })
    expect(valuesAt(source, 'aws_lb.x')).toEqual({ name: 'new', arn: 'a' })
  })
})

describe('a plan by itself', () => {
  const alone = evaluated({ 'aws.json': fixture('aws.json') }, { planFile: 'aws.json', dir: 'nowhere' })

  test('has managed resources as planned and data as found', async () => {
    const source = await alone
    expect(troubleOf(source)).toEqual([])
    expect(source.resources.map(({ mode, address }) => `${mode} ${address.name}`)).toEqual([
      'managed aws_acm_certificate.app',
      'managed aws_db_instance.main',
      'managed module.edge["a.b"].aws_lb.this[0]',
      'managed module.edge["a.b"].aws_lb_listener.https',
      'managed module.edge["a.b"].aws_lb_listener_rule.app',
      'data data.aws_route53_zone.main',
    ])
    expect(valuesAt(source, 'data.aws_route53_zone.main')).toMatchObject({ zone_id: 'Z0123456789' })
  })

  test('follows references through modules, as its configuration has them', async () => {
    const source = await alone
    expect(valuesAt(source, 'module.edge["a.b"].aws_lb_listener.https')).toMatchObject({
      port: 443,
      load_balancer_arn: { $ref: 'module.edge["a.b"].aws_lb.this[0].arn' },
      certificate_arn: { $ref: 'aws_acm_certificate.app.arn' },
      default_action: [{ type: 'fixed-response', fixed_response: [{ status_code: '404' }] }],
    })
    expect(outputsOf(source)).toEqual({ listener: { $ref: 'module.edge["a.b"].aws_lb_listener.https.arn' } })
  })

  test('names what decides where it is no plain reference, and leaves out what the provider fills in', async () => {
    const rule = valuesAt(await alone, 'module.edge["a.b"].aws_lb_listener_rule.app')
    expect(rule.action).toEqual([{ type: 'forward', target_group_arn: { $unknown: 'each.value, local.groups' } }])
    expect(valuesAt(await alone, 'module.edge["a.b"].aws_lb.this[0]')).toEqual({
      name: 'edge',
      internal: false,
      load_balancer_type: 'application',
    })
  })

  test('has regions of providers', async () => {
    const source = await alone
    expect(resourceAt(source, 'aws_acm_certificate.app').region).toMatchObject({ value: 'us-east-1' })
    expect(resourceAt(source, 'module.edge["a.b"].aws_lb.this[0]').region).toMatchObject({ value: 'eu-west-1' })
  })

  test('shows no secret, alone or inside other text', async () => {
    const source = await alone
    expect(text(inspectRoot(source))).not.toContain('correct-horse')
    expect(valuesAt(source, 'aws_db_instance.main').username).toBe('app')
  })
})

test('sets are paired by what they hold, whatever their order', async () => {
  const source = await evaluated(
    {
      'main.tf':
        'resource "aws_acm_certificate" "x" {\n  subject_alternative_names = [\n    "b.example",\n    "a.example",\n  ]\n}\n',
      'p.json': planOf('aws_acm_certificate.x', 'aws_acm_certificate', {
        subject_alternative_names: ['a.example', 'b.example'],
      }),
    },
    { planFile: 'p.json' },
  )
  expect(valuesAt(source, 'aws_acm_certificate.x')).toEqual({ subject_alternative_names: ['a.example', 'b.example'] })
})

test('instances that could not be told are those of the plan', async () => {
  const files = {
    'main.tf':
      'variable "on" {}\nresource "aws_lb" "x" {\n  count = var.on\n  name = "n"\n}\nresource "aws_lb" "y" {\n  count = var.on\n}\n',
    'p.json': planOf('aws_lb.x[1]', 'aws_lb', { name: 'n' }),
  }
  const source = await evaluated(files, { planFile: 'p.json' })
  expect(source.resources.map(({ address, exists }) => [address.name, exists])).toEqual([['aws_lb.x[1]', 'yes']])
})

test.each([
  ['no such file', {}, 'p.json:1 Cannot read a plan or state'],
  ['no JSON', { 'p.json': 'PK' }, 'p.json:1 Cannot read a plan or state'],
  ['other JSON', { 'p.json': '{"a":1}' }, 'p.json:1 Cannot read a plan or state'],
  ['a state as it is stored', { 'p.json': '{"version":4,"resources":[]}' }, 'p.json:1 Cannot read a plan or state'],
  ['a plan with errors', { 'p.json': planOf('aws_lb.x', 'aws_lb', {}, { errored: true }) }, 'p.json:1 Plan has errors'],
  [
    'a partial plan',
    { 'p.json': planOf('aws_lb.x', 'aws_lb', {}, { complete: false }) },
    'p.json:1 Plan is not complete',
  ],
  [
    'a plan that lacks a resource',
    { 'main.tf': 'resource "aws_lb" "y" {}\n', 'p.json': planOf('aws_lb.x', 'aws_lb', {}) },
    'main.tf:1 Plan does not have all resources',
  ],
] as const)('%s is told', async (_, files, trouble) => {
  expect(troubleOf(await evaluated({ 'main.tf': '', ...files }, { planFile: 'p.json' }))).toContain(trouble)
})

test('values of a plan are plain data', async () => {
  expect(valueToJson(resourceAt(await evaluated({}, { planFile: 'plan.json' }), 'terraform_data.root').values)).toEqual(
    {
      input: { host: 'plan.example', list: ['x', 'y'], none: null, port: 443 },
    },
  )
})
