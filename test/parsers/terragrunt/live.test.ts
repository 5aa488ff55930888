import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { diskTree } from '../../../src/io/disk-tree.ts'
import type { EvaluatedSource } from '../../../src/model/evaluated.ts'
import { formatLocation, startOf } from '../../../src/model/source-location.ts'
import { member } from '../../../src/model/value.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import { evaluateUnits } from '../../../src/parsers/terragrunt/evaluate-terragrunt.ts'
import { findStacks } from '../../../src/parsers/terragrunt/expand-stacks.ts'
import { findUnits } from '../../../src/parsers/terragrunt/find-units.ts'

const tree = diskTree(join(import.meta.dirname, '../../fixtures/terragrunt'))
const environmentVariables = new Map([['ACCOUNT_ID', { text: '111122223333', at: startOf('.env') }]])

const evaluate = async (dir: string): Promise<ReadonlyMap<string, EvaluatedSource>> => {
  const sources = await evaluateUnits({
    tree,
    dirs: findUnits(tree, dir),
    stacks: findStacks(tree, dir),
    environmentVariables,
    salt: 'test',
  })
  return new Map(sources.map(source => [source.id, source]))
}

const inputsOf = (source: EvaluatedSource | undefined): unknown =>
  Object.fromEntries([...(source?.inputs ?? [])].map(([name, value]) => [name, valueToJson(value)]))

describe('units of two environments', () => {
  let production: ReadonlyMap<string, EvaluatedSource>
  let staging: ReadonlyMap<string, EvaluatedSource>
  beforeAll(async () => {
    staging = await evaluate('live/staging')
    production = await evaluate('live/production')
  })

  test('every unit is found, and nothing else', () => {
    expect([...staging.keys()].toSorted()).toEqual(['live/staging/api', 'live/staging/edge', 'live/staging/network'])
  })

  test('nothing is amiss', () => {
    expect([...staging.values(), ...production.values()].flatMap(({ diagnostics }) => diagnostics)).toEqual([])
  })

  test('inputs come from the unit and what it includes, shallow and deep', () => {
    expect(inputsOf(staging.get('live/staging/api'))).toEqual({
      listener_arn: { $ref: 'aws_lb_listener.https.arn' },
      hosts: ['api.stg.example.com', 'admin.stg.example.com'],
      desired_count: 2,
      tags: { owner: 'api' },
    })
  })

  test('a variable file beats the inputs', () => {
    expect(inputsOf(production.get('live/production/api'))).toMatchObject({
      desired_count: 6,
      hosts: ['api.example.com', 'admin.example.com'],
    })
  })

  test('an output of another unit keeps its identity', () => {
    const [rule] = staging.get('live/staging/api')?.resources ?? []
    expect(member(rule?.values, 'listener_arn')).toMatchObject({
      kind: 'reference',
      to: { source: 'live/staging/edge', name: 'aws_lb_listener.https' },
      attribute: ['arn'],
    })
    const [balancer] = staging.get('live/staging/edge')?.resources ?? []
    const subnets = member(balancer?.values, 'subnets')
    expect(subnets && valueToJson(subnets)).toEqual([
      { $ref: 'aws_subnet.public[0].id' },
      { $ref: 'aws_subnet.public[1].id' },
    ])
  })

  test('a value knows the line that a person would change', () => {
    const domain = staging.get('live/staging/edge')?.inputs.get('domain')
    expect(domain?.from.origins.map(({ name, at }) => `${name} ${formatLocation(at)}`)).toEqual([
      'local.domain live/staging/env.hcl:4',
    ])
    const cidr = staging.get('live/staging/network')?.inputs.get('cidr')
    expect(cidr?.from.origins.map(({ kind, name, at }) => `${kind} ${name} ${formatLocation(at)}`)).toEqual([
      'argument inputs.cidr live/staging/network/terragrunt.hcl:10',
    ])
  })

  test('the state lies where the root says', () => {
    const { type, config } = staging.get('live/staging/api')?.backend ?? {}
    expect(type).toBe('s3')
    expect(config && valueToJson(config)).toEqual({
      bucket: 'acme-staging-state',
      key: 'staging/api/terraform.tfstate',
      region: 'eu-west-1',
    })
  })

  test('a generated provider says the region', () => {
    const [vpc] = staging.get('live/staging/network')?.resources ?? []
    expect(vpc?.region && valueToJson(vpc.region)).toBe('eu-west-1')
  })
})

test('a stack generates units that know each other', async () => {
  const sources = await evaluate('stacks/live')
  expect([...sources.keys()]).toEqual([
    'stacks/live/.terragrunt-stack/network',
    'stacks/live/.terragrunt-stack/services/api',
  ])
  const api = sources.get('stacks/live/.terragrunt-stack/services/api')
  expect(inputsOf(api)).toEqual({
    domain: 'api.stg.example.com',
    environment: 'staging',
    subnet_ids: [{ $ref: 'aws_subnet.public[0].id' }, { $ref: 'aws_subnet.public[1].id' }],
  })
  expect(api?.inputs.get('domain')?.from.origins.map(({ at }) => formatLocation(at))).toEqual([
    'stacks/live/terragrunt.stack.hcl:2',
  ])
  expect([...sources.values()].flatMap(({ diagnostics }) => diagnostics)).toEqual([])
})
