import type { App } from '../company/deployment.ts'
import { type Fault, stagings } from './fault.ts'
import { settingAdded, settingChanged } from './settings.ts'

const issuer = /JWT_VALID_ISSUER|auth\.issuer|issuer-uri/
const audience = /JWT_AUDIENCE|auth\.audience|jwt\.audiences/
const keys = /JWKS|jwk/

const isDotenvVerifier = ({ format, settings }: App): boolean => format === 'dotenv' && 'JWT_VALID_ISSUER' in settings

export const tokenFaults: readonly Fault[] = [
  {
    name: 'issuer with a slash at its end',
    owner: 'token-issuer-spelling',
    inject: settingChanged(issuer, value => `${value}/`),
  },
  {
    name: 'issuer of another path',
    owner: 'token-issuer-mismatch',
    inject: settingChanged(issuer, value => `${value}/v2`),
  },
  {
    name: "issuer of staging's",
    owner: 'token-issuer-of-other-environment',
    consequences: ['jwks-not-of-issuer'],
    inject: settingChanged(issuer, (value, company) => stagings(company, String(value))),
  },
  {
    name: "staging's issuer accepted as well",
    owner: 'token-verifier-accepts-other-environment',
    inject: settingChanged(
      issuer,
      (value, company) => `${value},${stagings(company, String(value))}`,
      isDotenvVerifier,
    ),
  },
  {
    name: 'issuer over http',
    owner: 'token-issuer-spelling',
    consequences: ['token-issuer-not-https'],
    inject: settingChanged(issuer, value => String(value).replace('https:', 'http:')),
  },
  {
    name: 'issuer inside the cluster',
    owner: 'token-issuer-internal',
    consequences: ['token-issuer-mismatch', 'jwks-not-of-issuer'],
    inject: settingChanged(issuer, () => 'https://identity.auth.svc.cluster.local/oauth'),
  },
  {
    name: 'issuer empty',
    owner: 'setting-empty-in-production',
    consequences: ['issuer-unchecked'],
    inject: settingChanged(issuer, () => '', isDotenvVerifier),
  },
  {
    name: 'issuer not set where its absence is not known to pass',
    owner: 'setting-missing-in-production',
    consequences: ['issuer-unchecked'],
    inject: settingChanged(issuer, () => undefined, isDotenvVerifier),
  },
  {
    name: 'issuer not set where any then passes',
    owner: 'issuer-unchecked',
    consequences: ['setting-missing-in-production'],
    inject: settingChanged(
      issuer,
      () => undefined,
      ({ format }) => format === 'yaml',
    ),
  },
  {
    name: 'issuer written differently',
    owner: 'token-issuer-mismatch',
    inject: settingChanged(/JWT_SIGN_ISSUER/, value => String(value).replace('/oauth', '/oauth2')),
  },
  {
    name: "keys of staging's",
    owner: 'setting-points-to-other-environment',
    consequences: ['jwks-not-of-issuer'],
    inject: settingChanged(keys, (value, company) => stagings(company, String(value))),
  },
  {
    name: 'keys of another provider',
    owner: 'jwks-not-of-issuer',
    inject: settingChanged(keys, () => 'https://login.partner.network/oauth/jwks.json'),
  },
  {
    name: 'another audience expected',
    owner: 'token-audience-missing',
    inject: settingChanged(audience, value => (Array.isArray(value) ? ['order-api'] : 'order-api')),
  },
  {
    name: 'another audience written',
    owner: 'token-audience-missing',
    inject: settingChanged(/JWT_SIGN_AUDIENCE/, () => 'order-api'),
  },
  {
    name: 'audience not set',
    owner: 'token-audience-unchecked',
    consequences: ['setting-missing-in-production'],
    inject: settingChanged(audience, () => undefined),
  },
  {
    name: 'tokens signed with a shared secret',
    owner: 'token-algorithm-differs',
    consequences: ['token-algorithm-unsafe'],
    inject: settingChanged(/ALGORITHMS/, () => 'HS256'),
  },
  {
    name: 'unsigned tokens accepted',
    owner: 'token-algorithm-unsafe',
    inject: settingChanged(/ALGORITHMS/, value => `${value},none`),
  },
  {
    name: 'less leeway',
    owner: 'token-leeway-differs',
    inject: settingChanged(/LEEWAY|leeway/, value => (typeof value === 'number' ? 0 : '0')),
  },
  {
    name: 'expiry not checked',
    owner: 'token-check-disabled',
    inject: settingAdded('JWT_VERIFY_EXP', 'false', isDotenvVerifier),
  },
]
