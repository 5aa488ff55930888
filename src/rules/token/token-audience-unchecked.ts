import { decidersOf } from '../../model/deciders.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { bothSides, pairedApps } from './paired-apps.ts'

/** A token that was written for another service of the same issuer is let in (RFC 7519 section 4.1.3, RFC 8725 section 3.9). */
export const tokenAudienceUnchecked = defineRule<{ app: string }>({
  id: 'token-audience-unchecked',
  patterns: ['JWT14', 'J06', 'J34'],
  title: 'Production does not check the audience that staging checks',
  severity: 'error',

  message: ({ app }) => `${app} accepts tokens for any audience in production; staging checks aud`,

  *check(context) {
    for (const { staging, production } of pairedApps(context)) {
      const [first] = production.issuersAccepted
      if (first === undefined || staging.issuersAccepted.length === 0 || staging.audiences.length === 0) continue
      const subject = `aud check of ${production.id}`
      const evidence = [
        ...bothSides(context, 'accepted issuer', production.issuersAccepted, []),
        ...bothSides(context, 'audience', production.audiences, staging.audiences),
      ]
      if (production.audiences.length === 0)
        yield {
          kind: 'finding',
          subject,
          data: { app: production.id },
          confidence: 'proved',
          evidence,
          fix: { description: "set production's audience", at: decisiveLine(first) },
        }
      else if (production.audiences.every(({ kind }) => kind === 'unknown')) {
        const message = `whether ${production.id} checks aud in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: production.audiences.flatMap(decidersOf) }
      }
    }
  },
})
