import { callNamed } from '../../code/call-named.ts'
import { lastName } from '../../code/expression.ts'
import { textOf } from '../../read-value.ts'
import { firebaseIssuer } from '../known-issuers.ts'
import type { Site } from '../site.ts'
import { emptyAlwaysFails, requiredIssuer, uncheckedIfMissing } from '../token-settings.ts'

/** PyJWT and python-jose: `jwt.decode(token, key, algorithms=…, issuer=…, audience=…)`. */
const decode: Site = {
  name: /(^|\.)(jwt|pyjwt|PyJWT|jose_jwt|josejwt)\.decode$/,
  read: site => {
    const { tokens, at, named } = site
    const options = named('options')
    const off = (key: string): boolean => options?.kind === 'map' && textOf(options.entries.get(key)) === 'false'
    if (off('verify_signature') && named('issuer') === undefined) return
    if (off('verify_iss')) tokens.acceptAny(at)
    else tokens.accept(named('issuer'), at, emptyAlwaysFails)
    if (!off('verify_aud')) tokens.audience(named('audience'))
  },
}

const encode: Site = {
  name: /(^|\.)(jwt|pyjwt|PyJWT|jose_jwt|josejwt)\.encode$/,
  read: site => {
    site.tokens.mint(site.option(0, 'iss') ?? payload(site, 'iss'))
    site.tokens.audience(site.option(0, 'aud') ?? payload(site, 'aud'))
  },
}

const payload = (site: Parameters<Site['read']>[0], key: string) => {
  const value = site.named('payload') ?? site.named('claims')
  return value?.kind === 'map' ? value.entries.get(key) : undefined
}

const keySet: Site = {
  name: callNamed('PyJWKClient JWKSClient'),
  read: site => site.tokens.keySet(site.arg(0) ?? site.named('uri')),
}

/** Authlib: `claims_options={"iss": {"essential": True, "value": "…"}}`. */
const authlib: Site = {
  name: /(^|\.)(jwt\.decode|decode)$/,
  read: site => {
    const options = site.named('claims_options')
    if (options?.kind !== 'map') return
    for (const [claim, role] of [
      ['iss', 'accept'],
      ['aud', 'audience'],
    ] as const) {
      const claimed = options.entries.get(claim)
      const value =
        claimed?.kind === 'map' ? (claimed.entries.get('value') ?? claimed.entries.get('values')) : undefined
      if (role === 'accept') site.tokens.accept(value, site.at, uncheckedIfMissing)
      else site.tokens.audience(value)
    }
  },
}

const firebase: Site = {
  name: callNamed('verify_id_token verify_firebase_token verify_oauth2_token'),
  read: site => {
    const project = site.environment.get('GOOGLE_CLOUD_PROJECT') ?? site.environment.get('FIREBASE_PROJECT_ID')
    if (lastName(site.call.callee) === 'verify_oauth2_token') {
      const google = (value: string) => ({ kind: 'known', value, from: { at: site.at, origins: [] } }) as const
      site.tokens.accept(google('https://accounts.google.com'), site.at)
      site.tokens.accept(google('accounts.google.com'), site.at)
      site.tokens.audience(site.arg(2) ?? site.named('audience'))
    } else if (project !== undefined) {
      site.tokens.accept(firebaseIssuer(project), site.at, requiredIssuer)
      site.tokens.audience(project)
    }
  },
}

export const pythonSites: readonly Site[] = [decode, encode, keySet, authlib, firebase]
