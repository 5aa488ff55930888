import { decidersOf } from '../../model/deciders.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { bothSides, known, pairedApps } from './paired-apps.ts'

/** Shared secrets and key pairs: keys of the one kind are of no use for the other. */
const kindsOf = (algorithms: readonly Value[]): ReadonlySet<string> =>
  new Set(
    known(algorithms).flatMap(([name]) => (/^none$/i.test(name) ? [] : [/^HS/i.test(name) ? 'secret' : 'key pair'])),
  )

/** One side signs with a shared secret and the other with a key pair: what staging tests is another mechanism than production's. */
export const tokenAlgorithmDiffers = defineRule<{ app: string; staging: string; production: string }>({
  id: 'token-algorithm-differs',
  patterns: ['J38'],
  title: 'Production uses another kind of signature than staging',
  severity: 'error',

  message: ({ app, staging, production }) =>
    `${app} uses ${production} in production and ${staging} in staging: tokens and keys of the one are refused by the other`,

  *check(context) {
    for (const { staging, production } of pairedApps(context)) {
      const [ours, theirs] = [kindsOf(staging.algorithms), kindsOf(production.algorithms)]
      if (ours.size !== 1) continue
      const subject = `signature of ${production.id}`
      const evidence = bothSides(context, 'algorithm', production.algorithms, staging.algorithms)
      const [first] = production.algorithms
      const open = production.algorithms.filter(value => !isKnown(value))
      if (first && theirs.size === 1 && [...theirs][0] !== [...ours][0])
        yield {
          kind: 'finding',
          subject,
          data: {
            app: production.id,
            staging: known(staging.algorithms)
              .map(([name]) => name)
              .join(', '),
            production: known(production.algorithms)
              .map(([name]) => name)
              .join(', '),
          },
          confidence: 'proved',
          evidence,
          fix: { description: "sign as staging does, or rehearse production's way there", at: decisiveLine(first) },
        }
      else if (theirs.size === 0 && open.length > 0) {
        const message = `whether ${production.id} uses the same kind of signature in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: open.flatMap(decidersOf) }
      }
    }
  },
})
