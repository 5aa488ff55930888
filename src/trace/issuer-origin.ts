import { isString, type Value } from '../model/value.ts'

/**
 * What an issuer is made of. `own-host`: the product writes the host that it is configured with, or asked under, so the issuer moves with the
 * domain. `provider`: the provider names it, whatever domain people log in at. `name`: no URL.
 */
export type IssuerOrigin =
  | { readonly kind: 'own-host'; readonly product?: string; readonly host: string; readonly tenant?: string }
  | { readonly kind: 'provider'; readonly product: string; readonly host: string; readonly tenant?: string }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'undetermined'; readonly decides: Value }

interface Product {
  readonly product: string
  readonly url: RegExp
  readonly moves: boolean
  /** Where its keys lie below the issuer. */
  readonly keys?: string
}

/** Cognito guide "Verifying JSON web tokens"; Entra "Access token claims"; Auth0 "Custom domains"; Okta "Issuer mode"; Keycloak "Configuring the hostname". */
const products: readonly Product[] = [
  {
    product: 'Cognito',
    url: /^https:\/\/cognito-idp\.[a-z\d-]+\.amazonaws\.com(?:\.cn)?\/([\w-]+)$/,
    moves: false,
    keys: '/.well-known/jwks.json',
  },
  { product: 'Entra', url: /^https:\/\/sts\.windows\.net\/([^/]+)\/$/, moves: false },
  {
    product: 'Entra',
    url: /^https:\/\/(?:login\.microsoftonline\.(?:com|us)|[\w-]+\.(?:ciamlogin|b2clogin)\.com)\/([^/]+)\/v2\.0\/?$/,
    moves: false,
  },
  { product: 'Firebase', url: /^https:\/\/securetoken\.google\.com\/([\w-]+)$/, moves: false },
  { product: 'Google', url: /^(?:https:\/\/)?accounts\.google\.com()$/, moves: false },
  { product: 'Google IAP', url: /^https:\/\/cloud\.google\.com\/iap()$/, moves: false },
  { product: 'Supabase', url: /^https:\/\/([\w-]+)\.supabase\.co\/auth\/v1$/, moves: false },
  {
    product: 'Auth0',
    url: /^https:\/\/([\w-]+)(?:\.\w{2})?\.auth0\.com\/$/,
    moves: true,
    keys: '.well-known/jwks.json',
  },
  {
    product: 'Okta',
    url: /^https:\/\/[\w-]+\.okta(?:preview|-emea)?\.com(?:\/oauth2\/([\w-]+))?$/,
    moves: true,
    keys: '/v1/keys',
  },
  { product: 'Keycloak', url: /^https?:\/\/.+\/realms\/([^/]+)$/, moves: true, keys: '/protocol/openid-connect/certs' },
]

const productOf = (issuer: string): { readonly product: Product; readonly tenant: string } | undefined => {
  for (const product of products) {
    const found = product.url.exec(issuer)
    if (found) return { product, tenant: found[1] ?? '' }
  }
  return undefined
}

export const hostOfUrl = (text: string): string | undefined =>
  /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(text)?.[1]?.toLowerCase()

/** Where an issuer comes from, by its text alone. */
export const originOfIssuer = (issuer: Value): IssuerOrigin => {
  if (!isString(issuer)) return { kind: 'undetermined', decides: issuer }
  const host = hostOfUrl(issuer.value)
  const known = productOf(issuer.value)
  const tenant = known === undefined || known.tenant === '' ? {} : { tenant: known.tenant }
  if (known) {
    const { product, moves } = known.product
    return { kind: moves ? 'own-host' : 'provider', product, host: host ?? issuer.value, ...tenant }
  }
  return host === undefined ? { kind: 'name', text: issuer.value } : { kind: 'own-host', host }
}

/** Where its metadata lies: after the issuer's path (OpenID Connect Discovery section 4.1). */
export const discoveryOf = (issuer: string): string | undefined =>
  hostOfUrl(issuer) === undefined ? undefined : `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** The key set of an issuer whose product fixes its place; `undefined` where only its metadata says it. */
export const keySetOf = (issuer: string): string | undefined => {
  const keys = productOf(issuer)?.product.keys
  return keys === undefined ? undefined : `${issuer}${keys}`
}

const nameOfLocal =
  /^(?:localhost|host\.docker\.internal|(?:127|10)(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2}|0\.0\.0\.0|\[?::1\]?)$/

/** A host that clients outside cannot reach: this machine, a private address, a name of a cluster, a name without a domain. */
export const isInternalHost = (host: string): boolean =>
  nameOfLocal.test(host) ||
  !host.includes('.') ||
  /\.(?:svc|local|internal|localdomain|test|cluster\.local)$/.test(host)
