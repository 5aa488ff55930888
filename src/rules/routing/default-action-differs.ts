import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { Action, Listener } from '../../model/entity.ts'
import { isString } from '../../model/value.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { outcomeAt } from '../stage-outcome.ts'

const lastAction = (listener: Listener) => listener.defaultActions.at(-1)

/** What the action is, in a few words. */
const describe = (action: Action): string => {
  if (action.type === 'fixed-response') return `answered with ${displayValue(action.statusCode)}`
  return action.type === 'forward'
    ? 'forwarded to a target group'
    : action.type === 'redirect'
      ? 'redirected'
      : action.type
}

/** A redirect to HTTPS turns nobody away: the other listener decides. */
const isToHttps = (action: Action): boolean =>
  action.type === 'redirect' && isString(action.protocol) && action.protocol.value.toUpperCase() === 'HTTPS'

/** Staging's default action serves what no rule takes, production's turns it away: missing rules stay invisible in staging. */
export const defaultActionDiffers = defineRule<{ port: string; staging: string; production: string }>({
  id: 'default-action-differs',
  patterns: ['ALB10'],
  title: "A listener's default action serves in staging and refuses in production",
  severity: 'warning',

  message: ({ port, staging, production }) =>
    `what no rule takes on port ${port} is ${staging} in staging, and ${production} in production`,

  *check({ staging, production, correspondence, traces }) {
    // A request that shows it is reported by itself, with the rule that it lacks.
    const isShown = traces.some(
      pair => pair.staging.rule === 'default' && outcomeAt(pair.production, 'route').kind === 'fails',
    )
    if (isShown) return
    for (const pairing of correspondence.listeners) {
      if (pairing.kind !== 'paired') continue
      const [one, other] = [lastAction(pairing.staging), lastAction(pairing.production)]
      if (!one || !other || one.type === other.type || one.type !== 'forward' || isToHttps(other)) continue
      const port = displayValue(pairing.production.port)
      const subject = `default action on port ${port}`
      const evidence = [
        lineEvidence(production, 'default action', other.at, describe(other)),
        lineEvidence(staging, 'default action', one.at, describe(one)),
      ]
      if (other.type === 'unsupported') {
        const decides = decidersOf(other.name)
        const message = `what the default action on port ${port} does in production cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
        continue
      }
      yield {
        kind: 'finding',
        subject,
        data: { port, staging: describe(one), production: describe(other) },
        confidence: 'proved',
        evidence,
        fix: {
          description: 'give staging the default action of production, so that a missing rule shows there too',
          at: one.at,
        },
      }
    }
  },
})
