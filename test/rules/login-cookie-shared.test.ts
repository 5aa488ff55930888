import type { Action, Entity } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { loginCookieShared } from '../../src/rules/token/login-cookie-shared.ts'
import { at, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const login = (side: Side, path: string, client: string, sessionCookie?: Value, host = 'www'): Entity => {
  const authenticate: Action = {
    at: at(),
    type: 'authenticate-oidc',
    issuer: text('https://id.example.org'),
    clientId: text(client),
    ...(sessionCookie ? { sessionCookie } : {}),
  }
  return entity('listener-rule', `aws_lb_listener_rule.${client}`, {
    listener: ref('aws_lb_listener.https', 'arn'),
    priority: text(path.length),
    conditions: [
      { at: at(), field: 'host-header', values: [text(`${host}.${zones[side]}`)] },
      { at: at(), field: 'path-pattern', values: [text(path)] },
    ],
    actions: [
      authenticate,
      { at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.web', 'arn') }] },
    ],
    transforms: [],
  })
}

const withLogins = (side: Side, ...logins: readonly Entity[]) => shop(side, [...shopEntities(side), ...logins])

const shared = (side: Side) =>
  withLogins(side, login(side, '/staff/*', 'staff'), login(side, '/partners/*', 'partners'))

testRule(loginCookieShared, {
  silent: [
    {
      name: 'cookies of their own',
      staging: shop('staging'),
      production: withLogins(
        'production',
        login('production', '/staff/*', 'staff', text('staff')),
        login('production', '/partners/*', 'partners'),
      ),
    },
    {
      name: 'one login on two hosts, another on a third',
      staging: shop('staging'),
      production: withLogins(
        'production',
        login('production', '/staff/*', 'staff'),
        login('production', '/partners/*', 'partners', undefined, 'api'),
      ),
    },
    { name: 'staging does the same', staging: shared('staging'), production: shared('production') },
  ],
  reports: [
    {
      name: 'the default cookie',
      staging: shop('staging'),
      production: shared('production'),
      expect: [
        'users of www.example.com are sent from one login to the other without end: both keep their sessions in the cookie AWSELBAuthSessionCookie',
      ],
    },
    {
      name: 'where staging shares one on another host',
      staging: withLogins(
        'staging',
        login('staging', '/v1/*', 'first', undefined, 'api'),
        login('staging', '/v2/*', 'second', undefined, 'api'),
      ),
      production: shared('production'),
      expect: [
        'users of www.example.com are sent from one login to the other without end: both keep their sessions in the cookie AWSELBAuthSessionCookie',
      ],
    },
    {
      name: 'a name that is not known',
      staging: shop('staging'),
      production: withLogins(
        'production',
        login('production', '/staff/*', 'staff', unset('staff_cookie')),
        login('production', '/partners/*', 'partners'),
      ),
      expect: ['undetermined: staff_cookie'],
    },
  ],
})
