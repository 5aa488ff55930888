import { decidersOf } from '../../model/deciders.ts'
import { isKnown } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { namesStaging } from './names-staging.ts'
import { bothSides, known, pairedApps } from './paired-apps.ts'

/** An audience that names staging is still what production expects: its own tokens are refused, staging's fit. */
export const tokenAudienceOfOtherEnvironment = defineRule<{ app: string; audience: string }>({
  id: 'token-audience-of-other-environment',
  patterns: ['J19'],
  title: "Production uses the other environment's audience",
  severity: 'error',

  message: ({ app, audience }) =>
    `${app} uses audience "${audience}" in production, which is staging's: tokens for production are refused, staging's fit`,

  *check(context) {
    const isForeign = namesStaging(context)
    for (const { staging, production } of pairedApps(context)) {
      const ours = known(staging.audiences).filter(([text]) => isForeign(text))
      const foreign = known(production.audiences).find(([text]) => ours.some(([other]) => other === text))
      const subject = `audience of ${production.id}`
      const evidence = bothSides(context, 'audience', production.audiences, staging.audiences)
      const open = production.audiences.filter(value => !isKnown(value))
      if (foreign)
        yield {
          kind: 'finding',
          subject,
          data: { app: production.id, audience: foreign[0] },
          confidence: 'proved',
          evidence,
          fix: { description: "name production's audience", at: decisiveLine(foreign[1]) },
        }
      else if (ours.length > 0 && open.length > 0) {
        const message = `whether ${production.id} uses an audience of its own in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: open.flatMap(decidersOf) }
      }
    }
  },
})
