import { decidersOf } from '../../model/deciders.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { bothSides, pairedApps } from './paired-apps.ts'

const longest = 300

const secondsOf = ({ leeway }: EvaluatedApp): readonly number[] =>
  leeway.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds]))
const valuesOf = ({ leeway }: EvaluatedApp) => leeway.map(({ value }) => value)

/** Clocks differ by seconds: less room than staging had refuses fresh tokens now and then, minutes accept expired ones (RFC 7519 section 4.1.4). */
export const tokenLeewayDiffers = defineRule<{ app: string; staging: number; production: number }>({
  id: 'token-leeway-differs',
  patterns: ['J25'],
  title: 'Production gives clocks another leeway than staging',
  severity: 'warning',

  message: ({ app, staging, production }) =>
    production < staging
      ? `${app} lets clocks differ by ${production} s in production and ${staging} s in staging: fresh tokens are refused now and then`
      : `${app} lets clocks differ by ${production} s in production and ${staging} s in staging: expired tokens are accepted for minutes`,

  *check(context) {
    for (const { staging, production } of pairedApps(context)) {
      const [ours, theirs] = [secondsOf(staging), secondsOf(production)]
      const [one, other] = [Math.min(...ours), Math.min(...theirs)]
      const [longestThere, longestHere] = [Math.max(...ours), Math.max(...theirs)]
      const subject = `leeway of ${production.id}`
      const [first] = production.leeway
      if (ours.length === 0 || first === undefined) continue
      const evidence = bothSides(context, 'leeway', valuesOf(production), valuesOf(staging))
      const isLess = other < one
      const isLong = longestHere > longest && longestThere <= longest
      if (theirs.length > 0 && (isLess || isLong))
        yield {
          kind: 'finding',
          subject,
          data: {
            app: production.id,
            staging: isLess ? one : longestThere,
            production: isLess ? other : longestHere,
          },
          confidence: 'proved',
          evidence,
          fix: { description: 'allow 30 to 60 seconds in both', at: decisiveLine(first.value) },
        }
      else if (theirs.length === 0) {
        const decides = decidersOf(first.value)
        const message = `how far clocks may differ for ${production.id} in production cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      }
    }
  },
})
