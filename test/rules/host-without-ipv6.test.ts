import { hostWithoutIpv6 } from '../../src/rules/dns/host-without-ipv6.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const record = (side: Side) =>
  entity('dns-record', 'aws_route53_record.www_ipv6', {
    name: text(`www.${zones[side]}`),
    recordType: text('AAAA'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    alias: { target: ref('aws_lb.main', 'dns_name') },
    routing: 'simple',
  })

const withIpv6 = (side: Side) => shop(side, [...shopEntities(side), record(side)])

testRule(hostWithoutIpv6, {
  silent: [
    { name: 'both have it', staging: withIpv6('staging'), production: withIpv6('production') },
    { name: 'only production has it', staging: shop('staging'), production: withIpv6('production') },
  ],
  reports: [
    {
      name: 'only staging has it',
      staging: withIpv6('staging'),
      production: shop('production'),
      expect: ['clients with IPv6 only do not find www.example.com: it has no AAAA record, as www.stg.example.com has'],
    },
    {
      name: 'a variable says whether production has it',
      staging: withIpv6('staging'),
      production: shop('production', [
        ...shopEntities('production'),
        { ...record('production'), exists: 'undetermined', existsBecause: unset('ipv6') },
      ]),
      expect: ['undetermined: ipv6'],
    },
  ],
})
