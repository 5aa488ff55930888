import { selects } from '../../model/selection.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { behaviorEvidence, checkEvidence } from './behavior-evidence.ts'
import { lostBetween } from './lost-at-edge.ts'
import { pairedBehaviors, patternOf } from './paired-behaviors.ts'
import { tokensBehindEdge } from './tokens-behind-edge.ts'

/** CloudFront answers methods that a behaviour does not list with 403, and takes out of a request what no policy forwards. */
export const behaviorLetsLessThrough = defineRule<{ path: string; name: string; lost: string }>({
  id: 'behavior-lets-less-through',
  patterns: ['CF03', 'CF04', 'CF06'],
  title: 'CloudFront lets less through to the origin than in staging',
  severity: 'error',

  message: ({ path, name, lost }) => `at ${name}${path} CloudFront drops what it lets through in staging: ${lost}`,

  *check(context) {
    const { staging, production } = context
    for (const { path, name, staging: one, production: other } of pairedBehaviors(context)) {
      if (one.origin.isS3 || other.origin.isS3) continue
      const { losses, decides } = lostBetween(one.behavior, other.behavior)
      const pattern = patternOf(other.behavior)
      const subject = `behaviour ${pattern} of the distribution of ${name}`
      const evidence = [...behaviorEvidence(production, other), ...behaviorEvidence(staging, one)]
      if (losses.length > 0)
        yield {
          kind: 'finding',
          subject,
          data: {
            path,
            name,
            lost: losses.map(({ what, effect }) => `${what} (${effect})`).join('; '),
          },
          confidence: 'proved',
          evidence,
          fix: {
            description: `let them through as staging's behaviour ${patternOf(one.behavior)} does`,
            at: other.behavior.at,
          },
        }
      else if (decides.length > 0) {
        const message = `whether CloudFront lets as much through at ${name}${path} as in staging cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides }
      }
    }
    for (const { pair, edge, name, check, rehearsed } of tokensBehindEdge(context)) {
      if (selects(edge.behavior.forwards.headers, 'authorization') !== 'no') continue
      const pattern = patternOf(edge.behavior)
      yield {
        kind: 'finding',
        subject: `behaviour ${pattern} of the distribution of ${name}`,
        data: {
          path: pair.production.request.path,
          name,
          lost: 'Authorization (requests with a token get 401)',
        },
        confidence: selects(edge.behavior.forwards.cookies, 'any') === 'no' ? 'proved' : 'likely',
        evidence: [
          lineEvidence(production, `behaviour ${pattern}`, edge.behavior.at),
          ...checkEvidence(production, check),
          ...checkEvidence(staging, rehearsed),
        ],
        fix: { description: 'forward Authorization to the origin', at: edge.behavior.at },
        traces: pair,
      }
    }
  },
})
