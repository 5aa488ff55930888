import { decidersOf } from '../../model/deciders.ts'
import { lineEvidence, withoutRepeats } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { type Excess, excessIn } from './balancer-limits.ts'

/** AWS refuses what goes over a limit (TooManyRules, TooManyCertificates, ValidationError): of what production has more, staging says nothing. */
export const loadBalancerLimitExceeded = defineRule<Excess>({
  id: 'load-balancer-limit-exceeded',
  patterns: ['ALB23'],
  title: 'Production has more of something than a load balancer takes',
  severity: 'error',

  message: ({ owner, what, count, most, isAdjustable }) =>
    `${owner} has ${count} ${what}, and AWS takes ${most}${isAdjustable ? ' unless the quota was raised' : ''}: the deployment is refused`,

  *check({ staging, production }) {
    const rehearsed = excessIn(staging)
    for (const excess of excessIn(production)) {
      const { owner, role, what, count, isAdjustable, at, open } = excess
      // Where staging has as many, its quota was raised, and production's with it.
      if (isAdjustable && rehearsed.some(other => other.what === what && other.count >= count)) continue
      const evidence = withoutRepeats(at.slice(0, 5).map(each => lineEvidence(production, owner, each)))
      const [first] = at
      const subject = `${what} of ${role}`
      const decides = open.flatMap(decidersOf)
      if (decides.length > 0) {
        const message = `whether ${owner} has more than ${excess.most} ${what} cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: excess,
          confidence: isAdjustable ? 'likely' : 'proved',
          evidence,
          fix: first && {
            description: isAdjustable
              ? `have the quota of ${what} raised, or split them`
              : 'split it into several rules',
            at: first,
          },
        }
    }
  },
})
