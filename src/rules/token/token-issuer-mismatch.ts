import { defineRule } from '../rule.ts'
import { type MismatchData, mismatchedIssuers } from './mismatched-issuers.ts'

/** Issuers are compared as plain strings (RFC 7519 section 2): a verifier must expect the `iss` that its own environment writes. */
export const tokenIssuerMismatch = defineRule<MismatchData>({
  id: 'token-issuer-mismatch',
  patterns: ['J07'],
  title: 'A service expects an issuer that production never writes',
  severity: 'error',
  message: ({ app, accepted, issued }) =>
    `${app} accepts only tokens of "${accepted}", but production issues them as "${issued}": Invalid issuer`,
  check: context => mismatchedIssuers(context, 'not-issued'),
})
