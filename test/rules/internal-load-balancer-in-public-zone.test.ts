import type { Value } from '../../src/model/value.ts'
import { internalLoadBalancerInPublicZone } from '../../src/rules/edge/internal-load-balancer-in-public-zone.ts'
import { changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const internal = (side: Side, value: Value) =>
  shop(side, changed(shopEntities(side), 'aws_lb.main', { internal: value }))

testRule(internalLoadBalancerInPublicZone, {
  silent: [
    {
      name: 'internal in both',
      staging: internal('staging', text(true)),
      production: internal('production', text(true)),
    },
    {
      name: 'the zone is private',
      staging: internal('staging', text(false)),
      production: shop(
        'production',
        changed(changed(shopEntities('production'), 'aws_lb.main', { internal: text(true) }), 'aws_route53_zone.main', {
          isPrivate: 'yes',
        }),
      ),
    },
  ],
  reports: [
    {
      name: 'internal in production only, for all its hosts once',
      staging: internal('staging', text(false)),
      production: internal('production', text(true)),
      expect: [
        "clients of api.example.com and www.example.com time out: aws_lb.main is internal and has private addresses only; staging's is not",
      ],
    },
    {
      name: 'whether it is internal comes from an unset variable',
      staging: internal('staging', text(false)),
      production: internal('production', unset('internal')),
      expect: ['undetermined: internal'],
    },
  ],
})
