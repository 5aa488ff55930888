import { decidersOf } from '../../model/deciders.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

const isAny = (value: Value): boolean => isKnown(value) && value.value === '*'

/** Production checks signatures, not who signed: tokens of any issuer whose keys it knows are let in (RFC 8725 section 3.8). */
export const issuerUnchecked = defineRule<{ app: string }>({
  id: 'issuer-unchecked',
  patterns: ['J05'],
  title: 'Production does not check the issuer that staging checks',
  severity: 'error',

  message: ({ app }) => `${app} accepts tokens of any issuer in production; staging checks iss`,

  *check({ staging, production, correspondence }) {
    for (const pairing of correspondence.apps) {
      if (pairing.kind !== 'paired') continue
      const { id, issuersAccepted } = pairing.production
      const rehearsed = pairing.staging.issuersAccepted
      if (rehearsed.length === 0 || rehearsed.some(isAny)) continue
      const any = issuersAccepted.find(isAny)
      const subject = `iss check of ${id}`
      const inStaging = rehearsed.flatMap(value => valueEvidence(staging, 'accepted', value))
      if (any)
        yield {
          kind: 'finding',
          subject,
          data: { app: id },
          confidence: 'proved',
          evidence: [...valueEvidence(production, 'any issuer is accepted', any), ...inStaging],
          fix: { description: "set production's issuer", at: decisiveLine(any) },
        }
      else if (issuersAccepted.length > 0 && issuersAccepted.every(({ kind }) => kind === 'unknown'))
        yield {
          kind: 'undetermined',
          subject,
          message: `whether ${id} checks iss in production cannot be told`,
          evidence: [...issuersAccepted.flatMap(value => valueEvidence(production, 'accepted', value)), ...inStaging],
          decides: issuersAccepted.flatMap(decidersOf),
        }
    }
  },
})
