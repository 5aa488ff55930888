import { defineRule } from '../rule.ts'
import { type MismatchData, mismatchedIssuers } from './mismatched-issuers.ts'

/** A verifier left on staging's issuer refuses every production token, and lets staging's in. */
export const tokenIssuerOfOtherEnvironment = defineRule<MismatchData>({
  id: 'token-issuer-of-other-environment',
  patterns: ['JWT02'],
  title: 'A production service expects the issuer of the other environment',
  severity: 'error',
  message: ({ app, accepted, issued }) =>
    `${app} accepts only tokens of "${accepted}", the other environment's issuer; production issues them as "${issued}": Invalid issuer`,
  check: context => mismatchedIssuers(context, 'other-environment'),
})
