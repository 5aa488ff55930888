import type { Value } from '../../src/model/value.ts'
import { redirectLoop } from '../../src/rules/routing/redirect-loop.ts'
import { at, changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** The API's rule redirects to this host, and to HTTPS as before. */
const redirecting = (side: Side, host: Value) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
      actions: [
        { at: at(), type: 'redirect', protocol: text('HTTPS'), port: text('443'), host, statusCode: text('HTTP_302') },
      ],
    }),
  )

testRule(redirectLoop, {
  silent: [
    {
      name: 'to another host',
      staging: shop('staging'),
      production: redirecting('production', text('www.example.com')),
    },
    {
      name: 'staging does the same',
      staging: redirecting('staging', text('#{host}')),
      production: redirecting('production', text('#{host}')),
    },
  ],
  reports: [
    {
      name: 'the host stays',
      staging: shop('staging'),
      production: redirecting('production', text('#{host}')),
      expect: [
        'browsers of https://api.example.com/v1 are redirected without end: the redirect leads to the same address',
      ],
    },
    {
      name: 'a redirect in staging that is written out',
      staging: redirecting('staging', text('www.stg.example.com')),
      production: redirecting('production', text('api.example.com')),
      expect: [
        'browsers of https://api.example.com/v1 are redirected without end: the redirect leads to the same address',
      ],
    },
    {
      name: 'the host comes from an unset variable',
      staging: shop('staging'),
      production: redirecting('production', unset('canonical_host')),
      expect: ['undetermined: canonical_host'],
    },
  ],
})
