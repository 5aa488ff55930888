import { decidersOf } from '../../model/deciders.ts'
import { isKnown } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { bothSides, known, pairedApps } from './paired-apps.ts'

/** `"a,b"` is one audience with a comma in it wherever nothing splits it: `aud` is compared as a whole (RFC 7519 section 4.1.3). */
export const tokenAudienceListAsText = defineRule<{ app: string; audience: string }>({
  id: 'token-audience-list-as-text',
  patterns: ['J18'],
  title: 'A list of audiences is one text in production',
  severity: 'error',

  message: ({ app, audience }) =>
    `${app} expects the one audience "${audience}" in production, where staging lists several: no token has it`,

  *check(context) {
    for (const { staging, production } of pairedApps(context)) {
      const ours = known(staging.audiences)
      if (ours.length < 2 || ours.some(([text]) => text.includes(','))) continue
      const joined = known(production.audiences).find(([text]) => text.includes(','))
      const subject = `audiences of ${production.id}`
      const evidence = bothSides(context, 'audience', production.audiences, staging.audiences)
      const [only] = production.audiences
      if (joined)
        yield {
          kind: 'finding',
          subject,
          data: { app: production.id, audience: joined[0] },
          confidence: 'proved',
          evidence,
          fix: { description: 'write the audiences as a list', at: decisiveLine(joined[1]) },
        }
      else if (only && production.audiences.length === 1 && !isKnown(only)) {
        const message = `whether ${production.id} gets a list of audiences in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(only) }
      }
    }
  },
})
