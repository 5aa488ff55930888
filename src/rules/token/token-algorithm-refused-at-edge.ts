import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import { isString, type Value } from '../../model/value.ts'
import { equalsText } from '../../trace/match-value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { edgeVerifiers } from './edge-algorithms.ts'

/** Whether an app writes or reads tokens of this issuer. */
const handles = ({ issuersAccepted, issuersMinted }: EvaluatedApp, issuer: Value): boolean =>
  isString(issuer) && [...issuersAccepted, ...issuersMinted].some(each => equalsText(each, issuer.value) === 'yes')

/** An application signs or reads tokens with an algorithm that what stands in front of it does not know: each token is refused by one of the two. */
export const tokenAlgorithmRefusedAtEdge = defineRule<{ app: string; algorithms: string; what: string }>({
  id: 'token-algorithm-refused-at-edge',
  patterns: ['JWT08'],
  title: 'The edge does not know the algorithm of production’s tokens',
  severity: 'error',

  message: ({ app, algorithms, what }) =>
    `tokens of ${app} are signed with ${algorithms}, which ${what} does not know: it answers them with 401`,

  *check({ production }) {
    for (const { what, issuer, at, takes } of edgeVerifiers(production))
      for (const app of production.apps) {
        if (!handles(app, issuer) || app.algorithms.length === 0) continue
        const names = app.algorithms.flatMap(value => (isString(value) ? [value.value] : []))
        const open = app.algorithms.filter(value => !isString(value))
        if (names.some(name => takes.test(name))) continue
        const subject = `algorithm of ${app.id} at ${what}`
        const evidence = [
          ...app.algorithms.slice(0, 3).flatMap(value => valueEvidence(production, 'algorithm', value)),
          lineEvidence(production, 'tokens are checked here first', at, displayValue(issuer)),
        ]
        const [first] = app.algorithms
        if (open.length > 0) {
          const message = `whether ${what} knows the algorithm of ${app.id} cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides: open.flatMap(decidersOf) }
        } else
          yield {
            kind: 'finding',
            subject,
            data: { app: app.id, algorithms: names.join(', '), what },
            confidence: 'likely',
            evidence,
            fix: { description: 'sign with RS256, which both know', at: first ? decisiveLine(first) : at },
          }
      }
  },
})
