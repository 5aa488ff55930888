import type { Value } from '../../src/model/value.ts'
import { tlsPolicyRaised } from '../../src/rules/tls/tls-policy-raised.ts'
import { changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const tls12 = text('ELBSecurityPolicy-TLS13-1-2-2021-06')
const tls13 = text('ELBSecurityPolicy-TLS13-1-3-2021-06')

const speaks = (side: Side, sslPolicy: Value) =>
  shop(side, changed(shopEntities(side), 'aws_lb_listener.https', { sslPolicy }))

testRule(tlsPolicyRaised, {
  silent: [
    { name: 'both speak TLS 1.3 only', staging: speaks('staging', tls13), production: speaks('production', tls13) },
    { name: 'production accepts more', staging: speaks('staging', tls13), production: speaks('production', tls12) },
    {
      name: 'another policy with the same minimum',
      staging: speaks('staging', tls12),
      production: speaks('production', text('ELBSecurityPolicy-TLS13-1-2-Res-2021-06')),
    },
    {
      name: 'plain HTTP has no policy',
      staging: shop('staging'),
      production: shop('production', changed(shopEntities('production'), 'aws_lb_listener.http', { sslPolicy: tls13 })),
    },
  ],
  reports: [
    {
      name: 'TLS 1.3 only',
      staging: speaks('staging', tls12),
      production: speaks('production', tls13),
      expect: [
        'clients older than TLS 1.3 cannot connect to port 443 ("protocol version" alert); staging accepts TLS 1.2',
      ],
    },
    {
      name: 'staging has the default of the API',
      staging: shop('staging'),
      production: speaks('production', tls12),
      expect: [
        'clients older than TLS 1.2 cannot connect to port 443 ("protocol version" alert); staging accepts TLS 1.0',
      ],
    },
    {
      name: 'the policy comes from an unset variable',
      staging: speaks('staging', tls12),
      production: speaks('production', unset('ssl_policy')),
      expect: ['undetermined: ssl_policy'],
    },
  ],
})
