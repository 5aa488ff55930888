import { decidersOf } from '../../model/deciders.ts'
import { isString } from '../../model/value.ts'
import { issuersIn } from '../../trace/token.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import { defineRule } from '../rule.ts'
import { belongs, hostOf, isRelated } from './keys-of-issuer.ts'

/** Keys are fetched from another provider than the one that issues the tokens: no `kid` of theirs is found (RFC 7517 section 4.5). */
export const jwksNotOfIssuer = defineRule<{ app: string; jwks: string; issuer: string }>({
  id: 'jwks-not-of-issuer',
  patterns: ['JWT06', 'J14'],
  title: 'Keys are fetched from another provider than the issuer',
  severity: 'error',

  message: ({ app, jwks, issuer }) =>
    `${app} accepts tokens of "${issuer}" but fetches keys from ${jwks}: no token's key is found, clients get 401`,

  *check(context) {
    const { staging, production, correspondence } = context
    const isForeign = isStagingOnly(context)
    for (const pairing of correspondence.apps) {
      if (pairing.kind !== 'paired' || !isRelated(pairing.staging)) continue
      const { id, jwks, issuersAccepted: issuers } = pairing.production
      for (const keys of jwks) {
        if (issuers.length === 0 || belongs(keys, issuers) || isForeign(hostOf(keys) ?? '')) continue
        // Keys of who writes the tokens are the right ones; then it is the issuer that is wrong.
        if (belongs(keys, issuersIn(production))) continue
        const subject = `keys of ${id}`
        const evidence = [
          ...valueEvidence(production, 'keys', keys),
          ...issuers.flatMap(value => valueEvidence(production, 'issuer', value)),
          ...pairing.staging.jwks.flatMap(value => valueEvidence(staging, 'keys', value)),
          ...pairing.staging.issuersAccepted.flatMap(value => valueEvidence(staging, 'issuer', value)),
        ]
        const decides = [keys, ...issuers].flatMap(decidersOf)
        const [known] = issuers
        if (decides.length > 0) {
          const message = `whether ${id} fetches the keys of its issuer in production cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides }
        } else if (isString(keys) && known && isString(known))
          yield {
            kind: 'finding',
            subject,
            data: { app: id, jwks: keys.value, issuer: known.value },
            confidence: 'proved',
            evidence,
            fix: { description: `fetch the keys of "${known.value}"`, at: decisiveLine(keys) },
          }
      }
    }
  },
})
