import type { Value } from '../../../model/value.ts'
import { joinText, textOf, unresolved, withText } from '../read-value.ts'

const around = (before: string, value: Value, after = ''): Value => {
  if (value.kind === 'known') return withText(value, `${before}${textOf(value) ?? ''}${after}`)
  const text = (part: string): Value => ({ kind: 'known', value: part, from: { at: value.from.at, origins: [] } })
  return joinText([text(before), value, text(after)], value.from.at)
}

/** Amazon Cognito: the issuer is fixed by the pool's id, whose first part is the region. */
export const cognitoIssuer = (pool: Value): Value => {
  const region = /^([a-z0-9-]+)_/.exec(textOf(pool) ?? '')?.[1]
  if (pool.kind === 'known' && region === undefined) return unresolved('invalid', 'user pool id', pool.from.at)
  return region === undefined ? pool : around(`https://cognito-idp.${region}.amazonaws.com/`, pool)
}
export const wellKnownKeys = (issuer: Value): Value => around('', issuer, '/.well-known/jwks.json')

export const firebaseIssuer = (project: Value): Value => around('https://securetoken.google.com/', project)

/** Okta's verifier reads `<issuer>/v1/keys`. */
export const oktaKeys = (issuer: Value): Value => around('', issuer, '/v1/keys')

/** Keycloak: `<base>/realms/<realm>`. */
export const keycloakIssuer = (base: Value, realm: Value): Value => {
  const trimmed = base.kind === 'known' ? withText(base, (textOf(base) ?? '').replace(/\/+$/, '')) : base
  const middle: Value = { kind: 'known', value: '/realms/', from: { at: realm.from.at, origins: [] } }
  return joinText([trimmed, middle, realm], base.from.at)
}
export const keycloakKeys = (issuer: Value): Value => around('', issuer, '/protocol/openid-connect/certs')

/** Auth0's issuer always ends in a slash. */
export const auth0Issuer = (domain: Value): Value => {
  const host = (textOf(domain) ?? '').replace(/^https?:\/\//, '').replace(/\/+$/, '')
  return domain.kind === 'known' ? withText(domain, `https://${host}/`) : around('https://', domain, '/')
}

export const entraIssuer = (instance: Value | undefined, tenant: Value): Value => {
  const base = (textOf(instance) ?? 'https://login.microsoftonline.com/').replace(/\/+$/, '')
  return around(`${base}/`, tenant, '/v2.0')
}
