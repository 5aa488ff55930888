import { defineRule } from '../rule.ts'
import { type MismatchData, mismatchedIssuers } from './mismatched-issuers.ts'

/** A trailing slash, another case, scheme or port is another issuer (RFC 7519 section 2). */
export const tokenIssuerSpelling = defineRule<MismatchData>({
  id: 'token-issuer-spelling',
  patterns: ['JWT01', 'J08', 'J09', 'J10', 'J11'],
  title: 'An expected issuer differs from the issued one only in its spelling',
  severity: 'error',
  message: ({ app, accepted, issued }) =>
    `${app} accepts tokens of "${accepted}", they carry "${issued}": issuers are compared letter by letter, so clients get Invalid issuer`,
  check: context => mismatchedIssuers(context, 'spelling'),
})
