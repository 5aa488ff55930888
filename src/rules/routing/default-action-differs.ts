import { displayValue } from '../../model/deciders.ts'
import type { Listener } from '../../model/entity.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

const lastAction = (listener: Listener) => listener.defaultActions.at(-1)

/** Staging's default action serves what no rule takes, production's turns it away: missing rules stay invisible in staging. */
export const defaultActionDiffers = defineRule<{ port: string; staging: string; production: string }>({
  id: 'default-action-differs',
  patterns: ['ALB10'],
  title: "A listener's default action serves in staging and refuses in production",
  severity: 'warning',

  message: ({ port, staging, production }) =>
    `on port ${port} requests without a rule are answered by ${staging} in staging, by ${production} in production`,

  *check({ staging, production, correspondence }) {
    for (const pairing of correspondence.listeners) {
      if (pairing.kind !== 'paired') continue
      const [one, other] = [lastAction(pairing.staging), lastAction(pairing.production)]
      if (!one || !other || one.type === other.type || one.type !== 'forward') continue
      const port = displayValue(pairing.production.port)
      const subject = `default action on port ${port}`
      const evidence = [
        lineEvidence(production, 'default action', other.at, other.type),
        lineEvidence(staging, 'default action', one.at, one.type),
      ]
      if (other.type === 'unsupported') {
        const decides = [{ names: displayValue(other.name), at: other.at }]
        yield {
          kind: 'undetermined',
          subject,
          message: `what the default action on port ${port} does in production cannot be told`,
          evidence,
          decides,
        }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { port, staging: one.type, production: other.type },
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
