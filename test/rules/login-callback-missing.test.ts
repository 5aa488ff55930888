import type { Patterns } from '../../src/model/entity.ts'
import { loginCallbackMissing } from '../../src/rules/token/login-callback-missing.ts'
import {
  at,
  changed,
  entity,
  ref,
  type Side,
  setting,
  shop,
  shopApps,
  shopEntities,
  text,
  unset,
  zones,
} from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const urls = (...values: readonly string[]): Patterns => values.map(value => text(value))
const back = (host: string) => `https://${host}/oauth2/idpresponse`

/** The shop with a login before its API, by a client that lists these. */
const withLogin = (side: Side, callbackUrls: Patterns | undefined, hosts = [`api.${zones[side]}`]) =>
  shop(side, [
    ...changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
      conditions: [{ at: at(), field: 'host-header', values: hosts.map(host => text(host)) }],
      actions: [
        {
          at: at(),
          type: 'authenticate-cognito',
          userPool: ref('aws_cognito_user_pool.p', 'arn'),
          client: ref('aws_cognito_user_pool_client.c', 'id'),
        },
        { at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.api', 'arn') }] },
      ],
    }),
    client(callbackUrls),
  ])

const client = (callbackUrls: Patterns | undefined) =>
  entity('user-pool-client', 'aws_cognito_user_pool_client.c', {
    userPool: ref('aws_cognito_user_pool.p', 'id'),
    ...(callbackUrls ? { callbackUrls } : {}),
  })

/** The shop with an app that is told where its logins come back to. */
const told = (side: Side, url: string, listed: string) =>
  shop(side, [...shopEntities(side), client(urls(listed))], {
    apps: shopApps(side).map(each =>
      each.id === 'auth'
        ? {
            ...each,
            settings: [...each.settings, setting('LOGIN_REDIRECT_URI', text(url))],
            domainTied: [
              {
                role: 'redirect' as const,
                key: 'LOGIN_REDIRECT_URI',
                value: text(url),
                hosts: [],
                confidence: 1,
                because: 'its name says so',
              },
            ],
          }
        : each,
    ),
  })

const staging = withLogin('staging', urls(back('api.stg.example.com')))
const said = (url: string) =>
  `logins to come back to ${url} end with redirect_mismatch: aws_cognito_user_pool_client.c does not list it`

testRule(loginCallbackMissing, {
  silent: [
    { name: 'it is listed', staging, production: withLogin('production', urls(back('api.example.com'))) },
    {
      name: 'a wildcard may be any host',
      staging,
      production: withLogin('production', urls(back('api.example.com')), ['*.example.com']),
    },
    {
      name: 'a setting that staging has for another client',
      staging: told('staging', 'https://www.stg.example.com/cb', 'https://elsewhere.example.org/cb'),
      production: told('production', 'https://www.example.com/cb', 'https://elsewhere.example.org/cb'),
    },
  ],
  reports: [
    {
      name: 'one of two hosts that staging has in one',
      staging,
      production: withLogin('production', urls(back('api.example.com')), ['api.example.com', 'partner.example.com']),
      expect: [said(back('partner.example.com'))],
    },
    {
      name: 'no callback URLs at all',
      staging,
      production: withLogin('production', undefined),
      expect: [said(back('api.example.com'))],
    },
    {
      name: 'a setting of production that only staging has listed its own of',
      staging: told('staging', 'https://www.stg.example.com/cb', 'https://www.stg.example.com/cb'),
      production: told('production', 'https://www.example.com/cb', 'https://www.example.com/login/cb'),
      expect: [said('https://www.example.com/cb')],
    },
    {
      name: 'the list comes from an unset variable',
      staging,
      production: withLogin('production', { unknown: unset('callback_urls') }),
      expect: ['undetermined: callback_urls'],
    },
  ],
})
