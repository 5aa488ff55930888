import { expect, test } from 'vitest'
import { startOf } from '../../../src/model/source-location.ts'
import { known } from '../../../src/model/value.ts'
import { domainTiedSettings } from '../../../src/parsers/app-config/tokens/domain-tied.ts'

const from = { at: startOf('settings.toml'), origins: [] }

test.each<[string, string | undefined]>([
  ['SERVER_NAME', 'base-url'],
  ['SERVER__NAME', 'base-url'],
  ['server.name', 'base-url'],
  ['public.base-url', 'base-url'],
  ['kc.hostname', 'base-url'],
  ['endpoint.url.host', 'base-url'],
  ['default_uri', 'base-url'],
  ['session.cookie.domain', 'cookie-domain'],
  ['SESSION_STORE_DOMAIN', 'cookie-domain'],
  ['cors.allowed.origins[0]', 'cors-origin'],
  ['CORS_WHITELIST', 'cors-origin'],
  ['content.security.policy', 'csp'],
  ['csp.form-action', 'csp'],
  ['connect_src', 'csp'],
  ['oauth.redirect.uri', 'redirect'],
  ['replyAddress', 'redirect'],
  ['post.logout.redirect.url', 'logout'],
  ['webhook.endpoint', 'webhook'],
  ['trusted.hosts[0]', 'allowed-host'],
  ['trusted.hosts.0', 'allowed-host'],
  ['post.logout.redirect.urls.1', 'logout'],
  ['web.hook.url.0', 'webhook'],
  ['stateful.domains', 'allowed-host'],
  ['service.name', undefined],
  ['replicas', undefined],
])('%s: %s', (key, role) => {
  const found = domainTiedSettings([{ key, value: known('https://www.shop.com', from) }])
  expect(found.map(setting => setting.role)).toEqual(role === undefined ? [] : [role])
})
