import type { Value } from '../../../../model/value.ts'
import { callNamed } from '../../code/call-named.ts'
import { type Code, dottedName } from '../../code/expression.ts'
import { joinText } from '../../read-value.ts'
import { cognitoIssuer, firebaseIssuer, keycloakIssuer, oktaKeys, wellKnownKeys } from '../known-issuers.ts'
import type { Site, SiteCall } from '../site.ts'
import { requiredIssuer, uncheckedIfMissing } from '../token-settings.ts'

/** express-oauth2-jwt-bearer: options fall back to ISSUER_BASE_URL, ISSUER, JWKS_URI and AUDIENCE; a base URL is only where discovery begins. */
const oauth2Bearer: Site = {
  name: /^(auth|jwtCheck|oauth2\.auth|checkJwt)$/,
  read: site => {
    const root = site.name.split('.')[0] ?? ''
    const from = site.file.imports.get(root)?.from
    const isBearer =
      from === 'express-oauth2-jwt-bearer' ||
      (from === undefined &&
        root === 'auth' &&
        site.option(0) !== undefined &&
        (site.option(0, 'issuerBaseURL') ?? site.option(0, 'jwksUri')) !== undefined)
    if (!isBearer) return
    const read = (key: string, variable: string): Value | undefined =>
      site.option(0, key) ?? site.environment.get(variable)
    const base = read('issuerBaseURL', 'ISSUER_BASE_URL')
    const issuer = read('issuer', 'ISSUER')
    if (issuer !== undefined) site.tokens.accept(issuer, site.at, requiredIssuer)
    else if (base !== undefined) site.tokens.acceptDiscovered(base, site.at)
    site.tokens.audience(read('audience', 'AUDIENCE'))
    site.tokens.keySet(read('jwksUri', 'JWKS_URI'))
  },
}

/** Auth.js and NextAuth: the ID token's issuer is the provider's, its audience the client id. */
const nextAuth: Site = {
  name: callNamed('NextAuth SvelteKitAuth Auth'),
  read: site => {
    const config = site.call.args[0]
    const providers = config && listOption(config, 'providers', site)
    for (const provider of providers ?? []) readProvider(provider, site)
  },
}

const listOption = (code: Code, key: string, site: SiteCall): readonly Code[] | undefined => {
  if (code.kind === 'function' && code.result !== undefined) return listOption(code.result, key, site)
  const bound = code.kind === 'name' ? site.file.bindings.get(code.name) : undefined
  const object = bound ?? code
  if (object.kind !== 'object') return undefined
  for (const entry of object.entries) {
    if ('spread' in entry || entry.key.kind !== 'literal' || entry.key.value !== key) continue
    return entry.value.kind === 'list' ? entry.value.items : undefined
  }
  return undefined
}

const readProvider = (provider: Code, site: SiteCall): void => {
  const callee = provider.kind === 'call' ? provider.callee : provider
  const name = (dottedName(callee) ?? '').replace(/Provider$/, '')
  const prefix = `AUTH_${name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`
  const options = provider.kind === 'call' ? provider.args[0] : provider.kind === 'object' ? provider : undefined
  const read = (key: string, variable: string): Value | undefined => {
    const written =
      options?.kind === 'object'
        ? options.entries.find(entry => !('spread' in entry) && entry.key.kind === 'literal' && entry.key.value === key)
        : undefined
    return written && !('spread' in written)
      ? site.evaluate(written.value)
      : (site.environment.get(`${prefix}_${variable}`) ??
          site.environment.get(`${prefix.replaceAll('_', '').replace('AUTH', 'AUTH_')}_${variable}`))
  }
  const issuer = read('issuer', 'ISSUER')
  const tenant = read('tenantId', 'TENANT_ID')
  if (issuer !== undefined) site.tokens.accept(issuer, site.at, requiredIssuer)
  else if (/^(keycloak|auth0|okta|cognito|zitadel|authentik|logto|oneLogin|fusionAuth)$/i.test(name))
    site.tokens.cannotTell('accepted', 'unset-input', `${prefix}_ISSUER`, site.at)
  else if (tenant !== undefined && /azure/i.test(name)) site.tokens.accept(entra(tenant), site.at, requiredIssuer)
  else if (/^google$/i.test(name))
    site.tokens.accept(fixed('https://accounts.google.com', site), site.at, requiredIssuer)
  if (issuer !== undefined || /google|azure|keycloak|auth0|okta|cognito|oidc/i.test(name))
    site.tokens.audience(read('clientId', 'ID'))
}

const fixed = (value: string, site: SiteCall): Value => ({ kind: 'known', value, from: { at: site.at, origins: [] } })
const entra = (tenant: Value): Value => {
  const text = (value: string): Value => ({ kind: 'known', value, from: { at: tenant.from.at, origins: [] } })
  return joinText([text('https://login.microsoftonline.com/'), tenant, text('/v2.0')], tenant.from.at)
}

/** aws-jwt-verify: issuer and keys follow from the pool's id. */
const awsJwtVerify: Site = {
  name: /(^|\.)(CognitoJwtVerifier|JwtVerifier|JwtRsaVerifier)\.create$/,
  read: site => {
    const all = site.call.args[0]
    const count = all?.kind === 'list' ? all.items : all === undefined ? [] : [all]
    for (const options of count) {
      const read = (key: string): Value | undefined => optionIn(options, key, site)
      const pool = read('userPoolId')
      if (pool !== undefined) {
        const issuer = cognitoIssuer(pool)
        site.tokens.accept(issuer, site.at, requiredIssuer)
        if (issuer.kind === 'known') site.tokens.keySet(wellKnownKeys(issuer))
        site.tokens.audience(read('clientId'))
      } else {
        const issuer = read('issuer')
        site.tokens.accept(issuer, site.at, uncheckedIfMissing)
        site.tokens.audience(read('audience'))
        site.tokens.keySet(read('jwksUri') ?? (issuer?.kind === 'known' ? wellKnownKeys(issuer) : undefined))
      }
    }
  },
}

const optionIn = (code: Code, key: string, site: SiteCall): Value | undefined => {
  if (code.kind !== 'object') {
    const value = site.evaluate(code)
    return value?.kind === 'map' ? value.entries.get(key) : undefined
  }
  const entry = code.entries.find(e => !('spread' in e) && e.key.kind === 'literal' && e.key.value === key)
  return entry && !('spread' in entry) ? site.evaluate(entry.value) : undefined
}

const okta: Site = {
  name: callNamed('OktaJwtVerifier'),
  read: site => {
    const issuer = site.option(0, 'issuer')
    site.tokens.accept(issuer, site.at, requiredIssuer)
    site.tokens.keySet(site.option(0, 'jwksUri') ?? (issuer?.kind === 'known' ? oktaKeys(issuer) : undefined))
    site.tokens.audience(site.option(0, 'assertClaims', 'aud'))
  },
}
const oktaVerify: Site = {
  name: callNamed('verifyAccessToken verifyIdToken'),
  read: site => {
    if (site.hasModule(/okta/i)) site.tokens.audience(site.arg(1))
    else if (site.name.endsWith('verifyIdToken') && site.hasModule(/firebase|initializeApp|getAuth/)) firebase(site)
    else if (site.name.endsWith('verifyIdToken')) site.tokens.audience(site.option(0, 'audience'))
  },
}

/** firebase-admin: both claims follow from the project's id. */
const firebase = (site: SiteCall): void => {
  const app = site.file.calls.find(call => /(^|\.)initializeApp$/.test(dottedName(call.callee) ?? ''))
  const written = app?.args[0] && optionIn(app.args[0], 'projectId', site)
  const variable = (name: string): Value | undefined => site.environment.get(name)
  const project =
    written ?? variable('GOOGLE_CLOUD_PROJECT') ?? variable('GCLOUD_PROJECT') ?? variable('FIREBASE_PROJECT_ID')
  if (project === undefined) {
    site.tokens.cannotTell('accepted', 'unset-input', 'GOOGLE_CLOUD_PROJECT', site.at)
    return
  }
  site.tokens.accept(firebaseIssuer(project), site.at, requiredIssuer)
  site.tokens.audience(project)
}

/** keycloak-connect, configured in code. */
const keycloakConnect: Site = {
  name: /^(Keycloak|KeycloakConnect)$/,
  read: site => {
    for (const index of [0, 1]) {
      const [server, realm] = [
        site.option(index, 'auth-server-url') ?? site.option(index, 'serverUrl'),
        site.option(index, 'realm'),
      ]
      if (server === undefined || realm === undefined) continue
      site.tokens.accept(keycloakIssuer(server, realm), site.at, requiredIssuer)
      const checksAudience = site.option(index, 'verify-token-audience')
      if (checksAudience?.kind === 'known' && checksAudience.value === true)
        site.tokens.audience(site.option(index, 'resource'))
    }
  },
}

/** oidc-provider: `new Provider('https://issuer', …)`; openid-client: discovery must agree with the configured issuer. */
const provider: Site = {
  name: /^(Provider|OidcProvider|oidc\.Provider)$/,
  read: site => {
    if (!site.hasModule(/oidc-provider/)) return
    site.tokens.mint(site.arg(0))
  },
}
const openidClient: Site = {
  name: /^(Issuer\.discover|client\.discovery|discovery|openidClient\.discovery|oidc\.discovery)$/,
  read: site => {
    site.tokens.accept(site.arg(0), site.at, requiredIssuer)
    if (!site.name.startsWith('Issuer')) site.tokens.audience(site.arg(1))
  },
}

/** Front ends: oidc-client-ts and friends check `iss` against the authority's metadata. */
const oidcClient: Site = {
  name: callNamed('UserManager OidcClient'),
  read: site => {
    const authority = site.option(0, 'authority')
    if (authority !== undefined) site.tokens.acceptDiscovered(authority, site.at)
    site.tokens.audience(site.option(0, 'client_id'))
  },
}

/** Libraries that belong to an identity provider, or begin with one. */
export const javascriptProviderSites: readonly Site[] = [
  oauth2Bearer,
  nextAuth,
  awsJwtVerify,
  okta,
  keycloakConnect,
  oktaVerify,
  provider,
  openidClient,
  oidcClient,
]
