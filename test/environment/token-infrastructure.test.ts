import { expect, test } from 'vitest'
import { buildEnvironment } from '../../src/environment/build.ts'
import type { EvaluatedResource } from '../../src/model/evaluated.ts'
import { issuersIn } from '../../src/trace/token.ts'
import type { Written } from '../helpers/evaluated.ts'
import { cfn, plain, ref, sourceOf, tf, unset } from '../helpers/evaluated.ts'

interface Case {
  readonly name: string
  readonly resources: readonly EvaluatedResource[]
  readonly app: string
  readonly accepted?: readonly string[]
  readonly minted?: readonly string[]
  readonly audiences?: readonly string[]
  readonly jwks?: readonly string[]
  readonly tied?: readonly string[]
}

const pool = tf('aws_cognito_user_pool.main', { name: 'main' })
const client = (more: { readonly [name: string]: Written } = {}) =>
  tf('aws_cognito_user_pool_client.web', {
    name: 'web',
    user_pool_id: ref('aws_cognito_user_pool.main', 'id'),
    ...more,
  })
const jwt = {
  type: 'jwt-validation',
  jwt_validation: [
    {
      issuer: 'https://id.example.com',
      jwks_endpoint: 'https://id.example.com/jwks.json',
      additional_claim: [{ name: 'aud', format: 'single-string', values: ['api'] }],
    },
  ],
}

const cases: readonly Case[] = [
  {
    name: 'a user pool writes tokens for its clients, who return to their URLs',
    resources: [
      pool,
      client({
        callback_urls: ['https://app.example.com/cb', unset('var.more')],
        logout_urls: ['https://app.example.com'],
      }),
    ],
    app: 'aws_cognito_user_pool.main',
    audiences: ['<aws_cognito_user_pool_client.web>'],
    tied: ['redirect app.example.com', 'redirect ', 'logout app.example.com'],
  },
  {
    name: 'a client whose pool is not there',
    resources: [
      tf('aws_cognito_user_pool_client.web', {
        user_pool_id: unset('var.pool'),
        callback_urls: ['https://a.example.com/cb'],
      }),
    ],
    app: 'aws_cognito_user_pool_client.web',
    minted: [],
    audiences: ['<aws_cognito_user_pool_client.web>'],
    tied: ['redirect a.example.com'],
  },
  {
    name: 'an HTTP API checks issuer and audience',
    resources: [
      tf('aws_apigatewayv2_authorizer.jwt', {
        api_id: 'a',
        authorizer_type: 'JWT',
        jwt_configuration: [{ issuer: 'https://id.example.com', audience: ['api', 'web'] }],
      }),
    ],
    app: 'aws_apigatewayv2_authorizer.jwt',
    accepted: ['https://id.example.com'],
    audiences: ['api', 'web'],
  },
  {
    name: 'a load balancer checks in a rule',
    resources: [
      tf('aws_lb_listener_rule.api', {
        listener_arn: ref('aws_lb_listener.https', 'arn'),
        condition: [],
        action: [jwt, { type: 'forward', target_group_arn: 'x' }],
      }),
    ],
    app: 'aws_lb_listener_rule.api',
    accepted: ['https://id.example.com'],
    audiences: ['api'],
    jwks: ['https://id.example.com/jwks.json'],
  },
  {
    name: 'a listener sends people to log in',
    resources: [
      cfn('Https', 'AWS::ElasticLoadBalancingV2::Listener', {
        Port: 443,
        Protocol: 'HTTPS',
        DefaultActions: [
          {
            Type: 'authenticate-oidc',
            Order: 1,
            AuthenticateOidcConfig: { Issuer: 'https://login.example.com', ClientId: 'web' },
          },
        ],
      }),
    ],
    app: 'Https',
    accepted: ['https://login.example.com'],
    audiences: ['web'],
  },
  {
    name: 'AppSync, with an additional provider',
    resources: [
      tf('aws_appsync_graphql_api.main', {
        openid_connect_config: [{ issuer: 'https://id.example.com', client_id: 'web' }],
        additional_authentication_provider: [{ openid_connect_config: [{ issuer: 'https://partner.example.org' }] }],
      }),
    ],
    app: 'aws_appsync_graphql_api.main',
    accepted: ['https://id.example.com', 'https://partner.example.org'],
    audiences: ['web'],
  },
  {
    name: 'an Auth0 custom domain is the issuer, with a slash',
    resources: [tf('auth0_custom_domain.main', { domain: 'login.example.com' })],
    app: 'auth0_custom_domain.main',
    minted: ['https://login.example.com/'],
  },
  {
    name: 'an Auth0 client',
    resources: [
      tf('auth0_client.web', {
        callbacks: ['https://app.example.com/cb'],
        allowed_logout_urls: ['https://app.example.com'],
        web_origins: ['https://app.example.com'],
      }),
    ],
    app: 'auth0_client.web',
    tied: ['redirect app.example.com', 'logout app.example.com', 'cors-origin app.example.com'],
  },
  {
    name: 'a Keycloak realm with a frontend URL',
    resources: [tf('keycloak_realm.main', { realm: 'shop', attributes: { frontendUrl: 'https://id.example.com/' } })],
    app: 'keycloak_realm.main',
    minted: ['https://id.example.com/realms/shop'],
  },
  {
    name: 'a Keycloak client',
    resources: [
      tf('keycloak_openid_client.web', {
        client_id: 'web',
        valid_redirect_uris: ['https://app.example.com/*'],
        valid_post_logout_redirect_uris: ['https://app.example.com/bye'],
      }),
    ],
    app: 'keycloak_openid_client.web',
    audiences: ['web'],
    tied: ['redirect app.example.com', 'logout app.example.com'],
  },
  {
    name: 'an Istio policy that Terraform applies',
    resources: [
      tf('kubernetes_manifest.jwt', {
        manifest: {
          kind: 'RequestAuthentication',
          spec: {
            jwtRules: [
              { issuer: 'https://id.example.com', jwksUri: 'https://id.example.com/jwks', audiences: ['api'] },
            ],
          },
        },
      }),
    ],
    app: 'kubernetes_manifest.jwt',
    accepted: ['https://id.example.com'],
    audiences: ['api'],
    jwks: ['https://id.example.com/jwks'],
  },
]

const build = (resources: readonly EvaluatedResource[]) =>
  buildEnvironment({ name: 'staging', sources: [sourceOf(resources)], apps: [], declaredLinks: [], diagnostics: [] })

test.each(cases)('$name', ({ name: _, resources, app, ...expected }) => {
  const found = build(resources).apps.find(({ id }) => id === app)
  expect(found).toBeDefined()
  const shown = {
    accepted: found?.issuersAccepted.map(plain),
    audiences: found?.audiences.map(plain),
    jwks: found?.jwks.map(plain),
    tied: found?.domainTied.map(({ role, hosts }) => `${role} ${hosts.join(' ')}`),
  }
  const { minted, ...rest } = expected
  expect(shown).toEqual({ accepted: [], audiences: [], jwks: [], tied: [], ...rest })
  if (minted) expect(found?.issuersMinted.map(plain)).toEqual(minted)
})

test('what issues tokens is among the issuers of the environment', () => {
  const model = build([pool, client(), tf('auth0_custom_domain.main', { domain: 'login.example.com' })])
  const issuers = issuersIn(model)
  expect(issuers).toHaveLength(2)
  expect(issuers[0]?.kind).toBe('template')
  expect(issuers.map(plain)).toContain('https://login.example.com/')
})

test('an authorizer of a pool accepts what the pool writes', () => {
  const model = build([
    pool,
    tf('aws_api_gateway_authorizer.pool', {
      rest_api_id: 'a',
      type: 'COGNITO_USER_POOLS',
      provider_arns: [ref('aws_cognito_user_pool.main', 'arn')],
    }),
  ])
  const [accepted] = model.apps.find(({ id }) => id === 'aws_api_gateway_authorizer.pool')?.issuersAccepted ?? []
  expect(accepted).toBe(model.entities['user-pool'][0]?.issuer)
})
