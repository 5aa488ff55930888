import { expect, test } from 'vitest'
import { cfn, plain, ref, refIn, template, tf, unset } from '../helpers/evaluated.ts'
import { entitiesOf, testReading } from './read-cases.ts'

const recordSet = 'AWS::Route53::RecordSet'

testReading('zone', [
  {
    name: 'public, trailing dot',
    from: [
      tf('aws_route53_zone.main', { name: 'example.com.' }),
      cfn('Zone', 'AWS::Route53::HostedZone', { Name: 'example.com.' }),
    ],
    gives: [{ kind: 'zone', exists: 'yes', name: 'example.com', isPrivate: 'no', isLookup: false }],
  },
  {
    name: 'private',
    from: [
      tf('aws_route53_zone.main', { name: 'example.com', vpc: [{ vpc_id: 'vpc-1' }] }),
      cfn('Zone', 'AWS::Route53::HostedZone', { Name: 'example.com', VPCs: [{ VPCId: 'vpc-1' }] }),
    ],
    gives: [{ kind: 'zone', exists: 'yes', name: 'example.com', isPrivate: 'yes', isLookup: false }],
  },
  {
    name: 'private or not is not known',
    from: [
      tf('aws_route53_zone.main', { name: 'example.com', vpc: unset('var.vpcs') }),
      cfn('Zone', 'AWS::Route53::HostedZone', { Name: 'example.com', VPCs: unset('Vpcs') }),
    ],
    gives: [{ kind: 'zone', exists: 'yes', name: 'example.com', isPrivate: 'undetermined', isLookup: false }],
  },
  {
    name: 'looked up by name',
    from: [tf('data.aws_route53_zone.main', { name: 'example.com' })],
    gives: [{ kind: 'zone', exists: 'yes', name: 'example.com', isPrivate: 'no', isLookup: true }],
  },
  {
    name: 'looked up by id',
    from: [tf('data.aws_route53_zone.main', { zone_id: 'Z1' })],
    gives: [
      {
        kind: 'zone',
        exists: 'yes',
        name: '?data.aws_route53_zone.main.name',
        isPrivate: 'undetermined',
        isLookup: true,
      },
    ],
  },
])

testReading('dns-record', [
  {
    name: 'values',
    from: [
      tf('aws_route53_record.a', {
        zone_id: 'Z1',
        name: 'API.example.com.',
        type: 'CNAME',
        ttl: 60,
        records: ['a.example.net'],
      }),
      cfn('A', recordSet, {
        HostedZoneId: 'Z1',
        Name: 'API.example.com.',
        Type: 'CNAME',
        TTL: '60',
        ResourceRecords: ['a.example.net'],
      }),
    ],
    gives: [
      {
        kind: 'dns-record',
        exists: 'yes',
        name: 'api.example.com',
        recordType: 'CNAME',
        zone: 'Z1',
        values: ['a.example.net'],
        routing: 'simple',
      },
    ],
  },
  {
    name: 'alias',
    from: [
      tf('aws_route53_record.a', {
        name: 'api.example.com',
        type: 'A',
        alias: [{ name: ref('Lb', 'DNSName'), zone_id: 'Z9', evaluate_target_health: true }],
      }),
      cfn('A', recordSet, {
        Name: 'api.example.com',
        Type: 'A',
        AliasTarget: {
          DNSName: template('dualstack.', ref('Lb', 'DNSName')),
          HostedZoneId: 'Z9',
          EvaluateTargetHealth: 'true',
        },
      }),
    ],
    gives: [
      {
        kind: 'dns-record',
        exists: 'yes',
        name: 'api.example.com',
        recordType: 'A',
        alias: { target: '<Lb DNSName>', zoneId: 'Z9', evaluateTargetHealth: true },
        routing: 'simple',
      },
    ],
  },
  {
    name: 'an unknown alias block',
    from: [tf('aws_route53_record.a', { name: 'a.example.com', type: 'A', alias: unset('var.alias') })],
    gives: [
      {
        kind: 'dns-record',
        exists: 'yes',
        name: 'a.example.com',
        recordType: 'A',
        alias: { target: '?var.alias', zoneId: '?var.alias', evaluateTargetHealth: '?var.alias' },
        routing: 'simple',
      },
    ],
  },
  {
    name: 'weighted',
    from: [
      tf('aws_route53_record.a', {
        name: 'a.example.com',
        type: 'A',
        records: ['192.0.2.1'],
        set_identifier: 'blue',
        weighted_routing_policy: [{ weight: 90 }],
      }),
      cfn('A', recordSet, {
        Name: 'a.example.com',
        Type: 'A',
        ResourceRecords: ['192.0.2.1'],
        SetIdentifier: 'blue',
        Weight: '90',
      }),
    ],
    gives: [
      {
        kind: 'dns-record',
        exists: 'yes',
        name: 'a.example.com',
        recordType: 'A',
        values: ['192.0.2.1'],
        setIdentifier: 'blue',
        weight: 90,
        routing: 'weighted',
      },
    ],
  },
  {
    name: 'failover',
    from: [
      tf('aws_route53_record.a', {
        name: 'a.example.com',
        type: 'A',
        records: ['192.0.2.1'],
        set_identifier: 'one',
        failover_routing_policy: [{ type: 'SECONDARY' }],
      }),
      cfn('A', recordSet, {
        Name: 'a.example.com',
        Type: 'A',
        ResourceRecords: ['192.0.2.1'],
        SetIdentifier: 'one',
        Failover: 'SECONDARY',
      }),
    ],
    gives: [
      {
        kind: 'dns-record',
        exists: 'yes',
        name: 'a.example.com',
        recordType: 'A',
        values: ['192.0.2.1'],
        setIdentifier: 'one',
        failover: 'SECONDARY',
        routing: 'failover',
      },
    ],
  },
  {
    name: 'geolocation: a continent',
    from: [
      tf('aws_route53_record.a', {
        name: 'a.example.com',
        type: 'A',
        records: ['192.0.2.1'],
        set_identifier: 'one',
        geolocation_routing_policy: [{ continent: 'EU' }],
      }),
      cfn('A', recordSet, {
        Name: 'a.example.com',
        Type: 'A',
        ResourceRecords: ['192.0.2.1'],
        SetIdentifier: 'one',
        GeoLocation: { ContinentCode: 'EU' },
      }),
    ],
    gives: [
      {
        kind: 'dns-record',
        exists: 'yes',
        name: 'a.example.com',
        recordType: 'A',
        values: ['192.0.2.1'],
        setIdentifier: 'one',
        location: 'EU',
        routing: 'geolocation',
      },
    ],
  },
  {
    name: 'geolocation: all others',
    from: [
      tf('aws_route53_record.a', {
        name: 'a.example.com',
        type: 'A',
        records: ['192.0.2.1'],
        set_identifier: 'one',
        geolocation_routing_policy: [{ country: '*' }],
      }),
      cfn('A', recordSet, {
        Name: 'a.example.com',
        Type: 'A',
        ResourceRecords: ['192.0.2.1'],
        SetIdentifier: 'one',
        GeoLocation: { CountryCode: '*' },
      }),
    ],
    gives: [
      {
        kind: 'dns-record',
        exists: 'yes',
        name: 'a.example.com',
        recordType: 'A',
        values: ['192.0.2.1'],
        setIdentifier: 'one',
        location: '*',
        routing: 'geolocation',
      },
    ],
  },
  {
    name: 'several in one resource',
    from: [
      tf('aws_route53_records_exclusive.all', {
        zone_id: 'Z1',
        resource_record_set: [
          { name: 'a.example.com', type: 'A', resource_records: [{ value: '192.0.2.1' }] },
          {
            name: 'b.example.com',
            type: 'A',
            alias_target: [{ dns_name: 'dualstack.lb.example.net.', hosted_zone_id: 'Z9' }],
          },
        ],
      }),
      cfn('All', 'AWS::Route53::RecordSetGroup', {
        HostedZoneId: 'Z1',
        RecordSets: [
          { Name: 'a.example.com', Type: 'A', ResourceRecords: ['192.0.2.1'] },
          { Name: 'b.example.com', Type: 'A', AliasTarget: { DNSName: 'lb.example.net', HostedZoneId: 'Z9' } },
        ],
      }),
    ],
    gives: [
      {
        kind: 'dns-record',
        exists: 'yes',
        name: 'a.example.com',
        recordType: 'A',
        zone: 'Z1',
        values: ['192.0.2.1'],
        routing: 'simple',
      },
      {
        kind: 'dns-record',
        exists: 'yes',
        name: 'b.example.com',
        recordType: 'A',
        zone: 'Z1',
        alias: { target: 'lb.example.net', zoneId: 'Z9' },
        routing: 'simple',
      },
    ],
  },
])

test.each([
  [{ latency_routing_policy: [{ region: 'eu-west-1' }] }, { Region: 'eu-west-1' }, 'latency'],
  [{ failover_routing_policy: [{ type: 'PRIMARY' }] }, { Failover: 'PRIMARY' }, 'failover'],
  [{ geolocation_routing_policy: [{ country: 'JP' }] }, { GeoLocation: { CountryCode: 'JP' } }, 'geolocation'],
  [
    { geoproximity_routing_policy: [{ aws_region: 'eu-west-1' }] },
    { GeoProximityLocation: { AWSRegion: 'eu-west-1' } },
    'geoproximity',
  ],
  [{ cidr_routing_policy: [{ location_name: 'x' }] }, { CidrRoutingConfig: { LocationName: 'x' } }, 'cidr'],
  [{ multivalue_answer_routing_policy: true }, { MultiValueAnswer: 'true' }, 'multivalue'],
  [{ multivalue_answer_routing_policy: false }, { MultiValueAnswer: 'false' }, 'simple'],
])('routing policy %j', (terraform, cloudFormation, routing) => {
  const name = { name: 'a.example.com', type: 'A' }
  const of = (resource: ReturnType<typeof tf>) =>
    entitiesOf(resource)?.map(entity => 'routing' in entity && entity.routing)
  expect(of(tf('aws_route53_record.a', { ...name, ...terraform }))).toEqual([routing])
  expect(of(cfn('A', recordSet, { ...name, ...cloudFormation }))).toEqual([routing])
})

test('existence, its reason and the region are copied', () => {
  const decides = unset('var.enabled')
  const more = { exists: 'undetermined', existsBecause: decides, region: refIn('infra', 'region') } as const
  const [zone] = entitiesOf(tf('aws_route53_zone.main', { name: 'example.com' }, more)) ?? []
  expect(zone).toMatchObject(more)
  const [own] = entitiesOf(tf('aws_lb.main', { region: 'us-east-1' }, more)) ?? []
  expect(plain(own?.region)).toBe('us-east-1')
})
