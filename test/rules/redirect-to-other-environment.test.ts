import type { Value } from '../../src/model/value.ts'
import { redirectToOtherEnvironment } from '../../src/rules/routing/redirect-to-other-environment.ts'
import { at, changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const redirecting = (side: Side, parts: Readonly<Record<string, Value>>) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb_listener.http', {
      defaultActions: [{ at: at(), type: 'redirect', protocol: text('HTTPS'), statusCode: text('HTTP_301'), ...parts }],
    }),
  )

testRule(redirectToOtherEnvironment, {
  silent: [
    {
      name: 'to the host of the request',
      staging: shop('staging'),
      production: redirecting('production', { port: text('443'), host: text('#{host}') }),
    },
    {
      name: "to a host that is nobody's",
      staging: shop('staging'),
      production: redirecting('production', { port: text('443'), host: text('www.example.org') }),
    },
    {
      name: 'each to its own host',
      staging: redirecting('staging', { port: text('443'), host: text('www.stg.example.com') }),
      production: redirecting('production', { port: text('443'), host: text('www.example.com') }),
    },
  ],
  reports: [
    {
      name: 'to a host of staging',
      staging: redirecting('staging', { port: text('443'), host: text('www.stg.example.com') }),
      production: redirecting('production', { port: text('443'), host: text('WWW.stg.example.com') }),
      expect: ['requests redirected on port 80 leave production: clients are sent to WWW.stg.example.com'],
    },
    {
      name: 'the host comes from an unset variable',
      staging: shop('staging'),
      production: redirecting('production', { port: text('443'), host: unset('redirect_host') }),
      expect: ['undetermined: redirect_host'],
    },
  ],
})
