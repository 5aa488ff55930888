import type { Entity } from '../../src/model/entity.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { Value } from '../../src/model/value.ts'
import { hostWithoutIpv6 } from '../../src/rules/dns/host-without-ipv6.ts'
import {
  at,
  behavior,
  changed,
  entity,
  model,
  ref,
  type Side,
  shop,
  shopEntities,
  text,
  unset,
  zones,
} from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'
import { input, source } from '../helpers/sources.ts'

const dualstack: Value = text('dualstack')

const aaaa = (side: Side, target: Value = ref('aws_lb.main', 'dns_name')): Entity =>
  entity('dns-record', 'aws_route53_record.www_ipv6', {
    name: text(`www.${zones[side]}`),
    recordType: text('AAAA'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    alias: { target },
    routing: 'simple',
  })

/** The shop, whose load balancer has addresses of this kind, with more. */
const withIpv6 = (side: Side, ipAddressType: Value | undefined, ...more: readonly Entity[]) =>
  shop(side, [...changed(shopEntities(side), 'aws_lb.main', ipAddressType ? { ipAddressType } : {}), ...more])

const staging = withIpv6('staging', dualstack, aaaa('staging'))

const cdn = ref('aws_cloudfront_distribution.cdn', 'domain_name')
const distribution = (isIpv6Enabled?: Value): Entity =>
  entity('distribution', 'aws_cloudfront_distribution.cdn', {
    aliases: [text('www.example.com')],
    origins: [],
    behaviors: [behavior('www')],
    ...(isIpv6Enabled ? { isIpv6Enabled } : {}),
  })

const ipv4Only =
  'clients with IPv6 only do not find www.example.com: its AAAA record leads to what has IPv4 addresses only'

/** Two hosts, of which `www` alone has IPv6, and an input that lists some of them. */
const listing = (side: Side, ...listed: readonly string[]): EnvironmentModel => {
  const record = (host: string, recordType: string): Entity =>
    entity('dns-record', `aws_route53_record.${host}_${recordType.toLowerCase()}`, {
      name: text(`${host}.${zones[side]}`),
      recordType: text(recordType),
      zone: ref('aws_route53_zone.main', 'zone_id'),
      values: [text('192.0.2.1')],
      routing: 'simple',
    })
  const items = listed.map(host => input('hosts', `${host}.${zones[side]}`, 'terraform.tfvars'))
  const hosts: Value = { kind: 'list', items, from: { at: at('terraform.tfvars'), origins: [] } }
  return model(
    side,
    [
      entity('zone', 'aws_route53_zone.main', { name: text(zones[side]), isPrivate: 'no', isLookup: false }),
      record('www', 'A'),
      record('www', 'AAAA'),
      record('api', 'A'),
    ],
    { sources: [source('infra', { inputs: new Map([['hosts', hosts]]) })] },
  )
}

testRule(hostWithoutIpv6, {
  silent: [
    {
      name: 'an input lists fewer hosts than in staging: the one is no counterpart of each',
      staging: listing('staging', 'www', 'api'),
      production: listing('production', 'api'),
    },
    { name: 'both have it', staging, production: withIpv6('production', dualstack, aaaa('production')) },
    {
      name: 'only production has it',
      staging: shop('staging'),
      production: withIpv6('production', text('dualstack-without-public-ipv4'), aaaa('production')),
    },
    {
      name: 'staging’s record leads to IPv4 addresses only, and production has none',
      staging: withIpv6('staging', text('ipv4'), aaaa('staging')),
      production: shop('production'),
    },
    {
      name: 'the records of both lead to IPv4 addresses only',
      staging: withIpv6('staging', undefined, aaaa('staging')),
      production: withIpv6('production', undefined, aaaa('production')),
    },
    {
      name: 'a distribution with IPv6',
      staging,
      production: withIpv6('production', undefined, distribution(text(true)), aaaa('production', cdn)),
    },
    {
      name: 'load balancers that both are looked up',
      staging: withIpv6('staging', unset('type'), aaaa('staging')),
      production: withIpv6('production', unset('type'), aaaa('production')),
    },
  ],
  reports: [
    {
      name: 'only staging has it',
      staging,
      production: shop('production'),
      expect: ['clients with IPv6 only do not find www.example.com: it has no AAAA record, as www.stg.example.com has'],
    },
    {
      name: 'production’s load balancer has IPv4 addresses only',
      staging,
      production: withIpv6('production', undefined, aaaa('production')),
      expect: [ipv4Only],
    },
    {
      name: 'production’s distribution has IPv4 addresses only',
      staging,
      production: withIpv6('production', dualstack, distribution(text(false)), aaaa('production', cdn)),
      expect: [ipv4Only],
    },
    {
      name: 'a record that leads to IPv4 addresses, in production only',
      staging: shop('staging'),
      production: withIpv6('production', text('ipv4'), aaaa('production')),
      expect: [ipv4Only],
    },
    {
      name: 'a variable says whether production has it',
      staging,
      production: withIpv6('production', dualstack, {
        ...aaaa('production'),
        exists: 'undetermined',
        existsBecause: unset('ipv6'),
      }),
      expect: ['undetermined: ipv6'],
    },
    {
      name: 'a variable says which addresses production’s load balancer has',
      staging,
      production: withIpv6('production', unset('ip_address_type'), aaaa('production')),
      expect: ['undetermined: ip_address_type'],
    },
  ],
})
