import { decidersOf } from '../../model/deciders.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import { isKnown } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { bothSides, known, pairedApps } from './paired-apps.ts'

/** What anybody can sign with: nothing at all, or a key that is published. */
const unsafeIn = ({ algorithms, jwks }: EvaluatedApp) =>
  known(algorithms).find(([name]) => /^none$/i.test(name) || (/^HS/i.test(name) && jwks.length > 0))

/** `none` needs no key, and HMAC beside a key set takes the public key for a secret (RFC 8725 sections 2.1 and 3.1). */
export const tokenAlgorithmUnsafe = defineRule<{ app: string; algorithm: string }>({
  id: 'token-algorithm-unsafe',
  patterns: ['J04'],
  title: 'Production accepts a signature that anybody can make',
  severity: 'error',

  message: ({ app, algorithm }) =>
    /^none$/i.test(algorithm)
      ? `${app} accepts tokens without a signature ("none") in production: anybody can write them`
      : `${app} accepts ${algorithm} beside the keys of a key set in production: whoever has the public key can sign`,

  *check(context) {
    for (const { staging, production } of pairedApps(context)) {
      if (production.issuersAccepted.length === 0 || unsafeIn(staging)) continue
      const subject = `algorithms of ${production.id}`
      const evidence = bothSides(context, 'algorithm', production.algorithms, staging.algorithms)
      const unsafe = unsafeIn(production)
      const open = production.algorithms.filter(value => !isKnown(value))
      if (unsafe)
        yield {
          kind: 'finding',
          subject,
          data: { app: production.id, algorithm: unsafe[0] },
          confidence: 'proved',
          evidence,
          fix: { description: 'accept one asymmetric algorithm only', at: decisiveLine(unsafe[1]) },
        }
      else if (open.length > 0 && staging.algorithms.every(isKnown)) {
        const message = `which algorithms ${production.id} accepts in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: open.flatMap(decidersOf) }
      }
    }
  },
})
