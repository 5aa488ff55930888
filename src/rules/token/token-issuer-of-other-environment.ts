import { defineRule } from '../rule.ts'
import { type MismatchData, mismatchedIssuers } from './mismatched-issuers.ts'
import { type SharedIssuer, sharedIssuers } from './shared-issuers.ts'

/** A verifier left on staging's issuer refuses every production token, and lets staging's in; one that is staging's throughout lets them in too. */
export const tokenIssuerOfOtherEnvironment = defineRule<MismatchData | SharedIssuer>({
  id: 'token-issuer-of-other-environment',
  patterns: ['JWT02'],
  title: 'A production service uses the issuer of the other environment',
  severity: 'error',
  message: data =>
    'shared' in data
      ? `${data.app} uses issuer "${data.shared}" in production, which is staging's: nothing but the key keeps staging's tokens out, and who expects production's issuer refuses its own`
      : `${data.app} accepts only tokens of "${data.accepted}", the other environment's issuer; production issues them as "${data.issued}": Invalid issuer`,

  *check(context) {
    yield* mismatchedIssuers(context, 'other-environment')
    yield* sharedIssuers(context)
  },
})
