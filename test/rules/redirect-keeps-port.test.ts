import type { Value } from '../../src/model/value.ts'
import { redirectKeepsPort } from '../../src/rules/routing/redirect-keeps-port.ts'
import { at, changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const redirecting = (side: Side, parts: Readonly<Record<string, Value>>) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb_listener.http', {
      defaultActions: [{ at: at(), type: 'redirect', protocol: text('HTTPS'), statusCode: text('HTTP_301'), ...parts }],
    }),
  )

testRule(redirectKeepsPort, {
  silent: [
    { name: 'both keep it', staging: redirecting('staging', {}), production: redirecting('production', {}) },
    {
      name: 'a redirect that stays with HTTP',
      staging: shop('staging'),
      production: redirecting('production', { protocol: text('#{protocol}') }),
    },
  ],
  reports: [
    {
      name: 'no port is given',
      staging: shop('staging'),
      production: redirecting('production', {}),
      expect: [
        'the redirect to HTTPS keeps port 80: clients are sent to https on a port that speaks plain HTTP, and get a TLS error',
      ],
    },
    {
      name: 'the port is that of the request',
      staging: shop('staging'),
      production: redirecting('production', { port: text('#{port}') }),
      expect: [
        'the redirect to HTTPS keeps port 80: clients are sent to https on a port that speaks plain HTTP, and get a TLS error',
      ],
    },
    {
      name: 'the port is 80',
      staging: shop('staging'),
      production: redirecting('production', { port: text('80') }),
      expect: [
        'the redirect to HTTPS keeps port 80: clients are sent to https on a port that speaks plain HTTP, and get a TLS error',
      ],
    },
    {
      name: 'the port comes from an unset variable',
      staging: shop('staging'),
      production: redirecting('production', { port: unset('https_port') }),
      expect: ['undetermined: https_port'],
    },
  ],
})
