import { describe, expect, test } from 'vitest'
import { diskTree } from '../../../src/io/disk-tree.ts'
import { evaluateTerraform } from '../../../src/parsers/terraform/evaluate-terraform.ts'
import { originsOf, resourceAt, throughOf, troubleOf, valuesAt } from './evaluate-files.ts'

const tree = diskTree('test/fixtures/terraform/edge')
const evaluated = (environment: string) =>
  evaluateTerraform({ tree, dir: `environments/${environment}`, id: environment, salt: 'salt' })

describe('two environments of one module', () => {
  test('staging has one host', async () => {
    const staging = await evaluated('staging')
    expect(troubleOf(staging)).toEqual([])
    expect(staging.resources.map(({ address }) => address.name)).toEqual([
      'module.edge.data.aws_route53_zone.main',
      'module.edge.aws_lb.main',
      'module.edge.aws_acm_certificate.main',
      'module.edge.aws_lb_listener.https',
      'module.edge.aws_lb_target_group.main["user"]',
      'module.edge.aws_lb_listener_rule.host["user"]',
      'module.edge.aws_route53_record.host["stg.example.com"]',
    ])
    expect(valuesAt(staging, 'module.edge.aws_lb_listener_rule.host["user"]')).toEqual({
      listener_arn: { $ref: 'module.edge.aws_lb_listener.https.arn' },
      priority: 10,
      action: [{ type: 'forward', target_group_arn: { $ref: 'module.edge.aws_lb_target_group.main["user"].arn' } }],
      condition: [{ host_header: [{ values: ['stg.example.com'] }] }],
    })
  })

  test('production has a partner too, its own paths and a certificate in another region', async () => {
    const production = await evaluated('production')
    expect(troubleOf(production)).toEqual([])
    expect(valuesAt(production, 'module.edge.aws_lb_listener_rule.host["partner"]')).toMatchObject({
      priority: 10,
      condition: [
        { host_header: [{ values: ['partner.example.com'] }] },
        { path_pattern: [{ values: ['/v1/*', '/v2/*'] }] },
      ],
    })
    expect(valuesAt(production, 'module.edge.aws_acm_certificate.main')).toEqual({
      domain_name: 'partner.example.com',
      subject_alternative_names: ['app.example.com'],
    })
    expect(valuesAt(production, 'module.edge.aws_lb_listener.https')).toMatchObject({
      default_action: [{ fixed_response: [{ message_body: 'Service Not Found (production)!\n' }] }],
    })
    expect(resourceAt(production, 'module.edge.aws_acm_certificate.cdn[0]').region).toMatchObject({
      value: 'us-east-1',
    })
    expect(resourceAt(production, 'module.edge.aws_lb.main').region).toMatchObject({ value: 'ap-northeast-1' })
    expect(resourceAt(production, 'module.edge.aws_lb_listener_rule.host["user"]').ignoredChanges).toEqual(['action'])
  })

  test('a record’s name leads to the line that sets it', async () => {
    const production = await evaluated('production')
    const record = resourceAt(production, 'module.edge.aws_route53_record.host["partner.example.com"]')
    const name = record.values.entries.get('name')
    expect(record.at.file).toBe('modules/edge/main.tf')
    expect(name).toMatchObject({ kind: 'known', value: 'partner.example.com' })
    expect(originsOf(name)).toEqual(['tfvars var.hosts environments/production/terraform.tfvars:6'])
    expect(throughOf(name)).toEqual(['environments/production/main.tf:21'])
  })
})
