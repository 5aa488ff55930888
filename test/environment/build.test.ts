import { describe, expect, test } from 'vitest'
import { buildEnvironment } from '../../src/environment/build.ts'
import type { EvaluatedApp, EvaluatedResource, EvaluatedSource } from '../../src/model/evaluated.ts'
import type { Written } from '../helpers/evaluated.ts'
import { app, cfn, configured, place, plain, ref, refIn, sourceOf, template, tf, unset } from '../helpers/evaluated.ts'

const build = (sources: readonly EvaluatedSource[], apps: readonly EvaluatedApp[] = []) =>
  buildEnvironment({
    name: 'staging',
    sources,
    apps: apps.map(each => configured(each)),
    declaredLinks: [],
    diagnostics: [],
  })

describe('names of records', () => {
  const zone = tf('aws_route53_zone.main', { name: 'example.com' })
  const inZone = ref('aws_route53_zone.main', 'zone_id')
  test.each<[string, Written, Written, string]>([
    ['relative', 'api', inZone, 'api.example.com'],
    ['full', 'api.example.com', inZone, 'api.example.com'],
    ['full, with a dot', 'API.example.com.', inZone, 'api.example.com'],
    ['the apex', '', inZone, 'example.com'],
    ['the end of a text, not of a label', 'notexample.com', inZone, 'notexample.com'],
    ['partly known, full', template(unset('var.name'), '.example.com'), inZone, '?var.name.example.com'],
    ['partly known, relative', template(unset('var.name'), '-api'), inZone, '?var.name-api.example.com'],
    ['not known', unset('var.name'), inZone, '?var.name'],
    ['a zone that is not there: a name with dots is taken as written', 'api.example.com', 'Z1', 'api.example.com'],
    [
      'a zone that is not there: a single label is relative',
      'api',
      'Z1',
      'api.?name of the zone of aws_route53_record.r',
    ],
  ])('%s', (_name, name, zoneId, expected) => {
    const model = build([
      sourceOf([zone, tf('aws_route53_record.r', { zone_id: zoneId, name, type: 'A', records: ['192.0.2.1'] })]),
    ])
    expect(model.entities['dns-record'].map(record => plain(record.name))).toEqual([expected])
  })

  test('in CloudFormation they are full, and the zone may be named', () => {
    const record = (name: string, hosted: string) =>
      cfn('R', 'AWS::Route53::RecordSet', { Name: name, Type: 'A', HostedZoneName: hosted })
    const zoneOf = (resources: readonly EvaluatedResource[]) =>
      build([sourceOf(resources)]).entities['dns-record'].map(each => [plain(each.name), plain(each.zone)])
    const hostedZone = (id: string) => cfn(id, 'AWS::Route53::HostedZone', { Name: 'example.com' })
    expect(zoneOf([hostedZone('Zone'), record('api.other', 'example.com.')])).toEqual([['api.other', '<Zone>']])
    expect(zoneOf([hostedZone('A'), hostedZone('B'), record('api.other', 'example.com.')])).toEqual([
      ['api.other', 'example.com.'],
    ])
  })
})

test('what a name of another source leads to keeps its attribute, without the front of dual-stack names', () => {
  const model = build([
    sourceOf([
      tf('aws_lb.edge', { name: 'edge' }),
      tf('aws_ssm_parameter.dns', { name: '/dns', value: ref('aws_lb.edge', 'dns_name') }),
    ]),
    sourceOf([
      tf('data.aws_ssm_parameter.dns', { name: '/dns' }, { source: 'app' }),
      tf(
        'aws_route53_record.a',
        {
          name: 'a.example.com',
          type: 'A',
          alias: [{ name: template('dualstack.', refIn('app', 'data.aws_ssm_parameter.dns', 'value')) }],
        },
        { source: 'app' },
      ),
      tf(
        'aws_route53_record.b',
        {
          name: 'b.example.com',
          type: 'A',
          alias: [{ name: 'dualstack.edge-123456789.eu-west-1.elb.amazonaws.com.' }],
        },
        { source: 'app' },
      ),
      tf(
        'aws_route53_record.c',
        {
          name: 'c.example.com',
          type: 'A',
          alias: [{ name: 'internal-edge-0123456789abcdef.elb.eu-west-1.amazonaws.com' }],
        },
        { source: 'app' },
      ),
      tf(
        'aws_route53_record.d',
        { name: 'd.example.com', type: 'A', alias: [{ name: 'other-123456789.eu-west-1.elb.amazonaws.com' }] },
        { source: 'app' },
      ),
    ]),
  ])
  expect(model.entities['dns-record'].map(record => plain(record.alias?.target))).toEqual([
    '<aws_lb.edge dns_name>',
    '<aws_lb.edge dns_name>',
    '<aws_lb.edge dns_name>',
    'other-123456789.eu-west-1.elb.amazonaws.com',
  ])
})

describe('task definitions of services', () => {
  const task = tf('aws_ecs_task_definition.api', { family: 'stg-api', container_definitions: '[]' })
  const found = '<aws_ecs_task_definition.api>'
  test.each<[string, Written, unknown]>([
    ['a reference', ref('aws_ecs_task_definition.api', 'arn'), '<aws_ecs_task_definition.api arn>'],
    ['its family', 'stg-api', found],
    ['its family and revision', 'stg-api:7', found],
    ['an ARN', 'arn:aws:ecs:eu-west-1:111122223333:task-definition/stg-api:7', found],
    [
      'a text with a reference in it',
      template('stg-api:', ref('aws_ecs_task_definition.api', 'revision')),
      '<aws_ecs_task_definition.api revision>',
    ],
    ['its family and a revision that is not known', template('stg-api:', unset('var.revision')), found],
    ['another family', 'stg-web', 'stg-web'],
  ])('%s', (_name, written, expected) => {
    const model = build([sourceOf([task, tf('aws_ecs_service.api', { name: 'api', task_definition: written })])])
    expect(model.entities.service.map(service => plain(service.taskDefinition))).toEqual([expected])
  })
})

test('entities keep the order of sources and resources; what is not modelled is counted', () => {
  const model = build([
    sourceOf([
      tf('aws_lb.b', {}, { source: 'two' }),
      tf('aws_lb.a', {}, { source: 'two' }),
      tf('aws_wafv2_web_acl.x', {}, { source: 'two' }),
    ]),
    sourceOf([
      tf('aws_lb.c', {}, { source: 'one' }),
      tf('aws_wafv2_web_acl.y', {}, { source: 'one' }),
      tf('aws_cognito_identity_pool.p', {}, { source: 'one' }),
      tf('aws_s3_bucket.b', {}, { source: 'one' }),
    ]),
  ])
  expect(model.entities['load-balancer'].map(({ address }) => address)).toEqual([
    { source: 'two', name: 'aws_lb.b' },
    { source: 'two', name: 'aws_lb.a' },
    { source: 'one', name: 'aws_lb.c' },
  ])
  expect([...model.unmodelled]).toEqual([
    ['aws_cognito_identity_pool', 1],
    ['aws_wafv2_web_acl', 2],
  ])
})

test('diagnostics of all inputs are there, each once', () => {
  const trouble = { severity: 'error', summary: 'Unreadable', detail: 'x', at: place('main.tf', 3) } as const
  const other = { ...trouble, at: place('main.tf', 4) }
  const model = buildEnvironment({
    name: 'staging',
    sources: [{ ...sourceOf([]), diagnostics: [trouble] }],
    apps: [configured({ ...app('api', 'x.toml'), diagnostics: [other] })],
    declaredLinks: [],
    diagnostics: [{ ...trouble }],
  })
  expect(model.diagnostics).toEqual([trouble, other])
})
