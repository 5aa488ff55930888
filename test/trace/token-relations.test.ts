import { describe, expect, test } from 'vitest'
import { discoveryOf, isInternalHost, keySetOf, originOfIssuer } from '../../src/trace/issuer-origin.ts'
import {
  cookieReaches,
  cookieReachOf,
  isKeySetOf,
  isServed,
  servicesOfAudience,
  tokenCrossings,
} from '../../src/trace/token-relations.ts'
import { model, shop, shopApps, shopWithApp, text, unset } from '../helpers/model.ts'

describe('where an issuer comes from', () => {
  test.each([
    ['https://id.example.com', 'own-host', undefined, undefined],
    ['https://id.example.com/auth/realms/shop', 'own-host', 'Keycloak', 'shop'],
    ['https://shop.eu.auth0.com/', 'own-host', 'Auth0', 'shop'],
    ['https://shop.okta.com/oauth2/default', 'own-host', 'Okta', 'default'],
    ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC', 'provider', 'Cognito', 'eu-west-1_AbC'],
    ['https://login.microsoftonline.com/common/v2.0', 'provider', 'Entra', 'common'],
    ['https://sts.windows.net/0000/', 'provider', 'Entra', '0000'],
    ['https://securetoken.google.com/shop-prod', 'provider', 'Firebase', 'shop-prod'],
    ['accounts.google.com', 'provider', 'Google', undefined],
    ['https://abc.supabase.co/auth/v1', 'provider', 'Supabase', 'abc'],
    ['auth-service', 'name', undefined, undefined],
  ])('%s', (issuer, kind, product, tenant) => {
    const origin = originOfIssuer(text(issuer))
    expect(origin.kind).toBe(kind)
    expect('product' in origin ? origin.product : undefined).toBe(product)
    expect('tenant' in origin ? origin.tenant : undefined).toBe(tenant)
  })

  test('one that is not known says what decides', () => {
    expect(originOfIssuer(unset('JWT_ISSUER'))).toMatchObject({ kind: 'undetermined' })
  })

  test('metadata and keys', () => {
    expect(discoveryOf('https://id.example.com/realms/a')).toBe(
      'https://id.example.com/realms/a/.well-known/openid-configuration',
    )
    expect(discoveryOf('https://shop.auth0.com/')).toBe('https://shop.auth0.com/.well-known/openid-configuration')
    expect(discoveryOf('auth-service')).toBeUndefined()
    expect(keySetOf('https://shop.auth0.com/')).toBe('https://shop.auth0.com/.well-known/jwks.json')
    const poolUrl = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC'
    const pool = text(poolUrl)
    expect(isKeySetOf(text(`${poolUrl}/.well-known/jwks.json`), pool)).toBe('yes')
    expect(
      isKeySetOf(text('https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Xyz/.well-known/jwks.json'), pool),
    ).toBe('no')
    expect(isKeySetOf(text('https://id.example.com/keys'), text('https://id.example.com'))).toBe('undetermined')
  })

  test.each([
    ['localhost', true],
    ['10.1.2.3', true],
    ['172.20.0.1', true],
    ['keycloak', true],
    ['id.shop.svc.cluster.local', true],
    ['id.example.com', false],
    ['172.40.0.1', false],
    ['8.8.8.8', false],
  ])('%s: reached from inside only: %s', (host, expected) => {
    expect(isInternalHost(host)).toBe(expected)
  })
})

test('which services an audience is for', () => {
  const production = shop('production')
  expect(servicesOfAudience(production, 'orders').map(({ id }) => id)).toEqual(['orders'])
  expect(servicesOfAudience(production, 'other')).toEqual([])
})

test('which hosts an environment answers under', () => {
  expect(isServed(shop('production'), 'api.example.com')).toBe('yes')
  expect(isServed(shop('production'), 'nowhere.example.com')).toBe('no')
  expect(isServed(model('production', []), 'api.example.com')).toBe('undetermined')
})

test('where a cookie gets', () => {
  expect(cookieReaches('.example.com', 'www.example.com')).toBe(true)
  expect(cookieReaches('example.com', 'example.com')).toBe(true)
  expect(cookieReaches('example.com', 'notexample.com')).toBe(false)
  const [auth] = shopWithApp('production', 'auth', {
    domainTied: [
      {
        role: 'cookie-domain',
        key: 'COOKIE_DOMAIN',
        value: text('x'),
        hosts: ['.example.com'],
        confidence: 1,
        because: '',
      },
      { role: 'base-url', key: 'BASE_URL', value: text('x'), hosts: ['www.example.org'], confidence: 1, because: '' },
    ],
  }).apps
  expect(auth && cookieReachOf(auth, new Set(['www.stg.example.com', 'www.other.org']))).toMatchObject([
    { missed: ['www.example.org'], foreign: ['www.stg.example.com'] },
  ])
})

describe('tokens that cross from one environment to the other', () => {
  const staging = shop('staging')
  const crossings = (fields: object) =>
    tokenCrossings(staging, shopWithApp('production', 'orders', fields)).map(({ writer, verifier, letIn }) => [
      writer.id,
      verifier.id,
      letIn,
    ])
  const [issuer] = shopApps('staging').flatMap(({ issuersMinted }) => issuersMinted)
  test('none between environments with issuers of their own', () => {
    expect(crossings({})).toEqual([])
  })
  test('where the issuer is accepted, or not checked', () => {
    expect(crossings({ issuersAccepted: [issuer] })).toEqual([['auth', 'orders', 'yes']])
    expect(crossings({ issuersAccepted: [text('*')] })).toEqual([['auth', 'orders', 'yes']])
  })
  test('an audience of its own stops them', () => {
    expect(crossings({ issuersAccepted: [issuer], audiences: [text('orders-production')] })).toEqual([])
  })
  test('what is not known leaves it open', () => {
    expect(crossings({ issuersAccepted: [unset('jwt_issuer')] })).toEqual([['auth', 'orders', 'undetermined']])
  })
})
