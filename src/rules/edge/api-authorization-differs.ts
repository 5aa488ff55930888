import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { ApiRoute } from '../../model/entity.ts'
import { resolveEntity } from '../../model/environment-model.ts'
import { isKnown } from '../../model/value.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule, type RuleContext } from '../rule.ts'
import { effectOf, pairedChecks } from './route-checks.ts'

const nameOf = ({ method, path }: ApiRoute): string => `${displayValue(method)} ${displayValue(path)}`

/** Two routes that surely are for the same requests: pairing alone may have been by what else they have in common. */
const isSameRoute = (one: ApiRoute, other: ApiRoute): boolean =>
  [one, other].every(({ method, path, exists }) => isKnown(method) && isKnown(path) && exists !== 'no') &&
  nameOf(one) === nameOf(other)

/** Routes of one path may be of two APIs; one that is not known may be the same. */
const isSameApi = ({ staging, production, correspondence }: RuleContext, one: ApiRoute, other: ApiRoute): boolean => {
  const [ours, theirs] = [resolveEntity(staging, 'api', one.api), resolveEntity(production, 'api', other.api)]
  if (ours.kind !== 'entity' || theirs.kind !== 'entity') return true
  return correspondence.entities.api.some(
    pairing => pairing.kind === 'paired' && pairing.staging === ours.entity && pairing.production === theirs.entity,
  )
}

/** A route that is open in one environment and guarded in the other, or guarded otherwise (API Gateway guide, "Control access to APIs"). */
export const apiAuthorizationDiffers = defineRule<{ route: string; effect: string }>({
  id: 'api-authorization-differs',
  patterns: ['AG04'],
  title: 'A route of an API asks clients for something else than in staging',
  severity: 'error',

  message: ({ route, effect }) => `${route} in production: ${effect}`,

  *check(context) {
    const { staging, production, correspondence } = context
    for (const pairing of correspondence.entities['api-route']) {
      if (pairing.kind !== 'paired' || !isSameRoute(pairing.staging, pairing.production)) continue
      if (!isSameApi(context, pairing.staging, pairing.production)) continue
      const route = nameOf(pairing.production)
      for (const [one, other] of pairedChecks(pairing.staging, pairing.production)) {
        if (one.text === other.text && one.text !== undefined) continue
        const { what } = other
        const subject = `${what} of ${route}`
        const evidence = [
          lineEvidence(production, `${what} of the route`, other.at, other.text),
          lineEvidence(staging, `${what} of the route`, one.at, one.text),
        ]
        if (one.text !== undefined && other.text !== undefined)
          yield {
            kind: 'finding',
            subject,
            data: { route, effect: effectOf(what, one.text, other.text) },
            confidence: 'proved',
            evidence,
            fix: { description: 'guard the route alike in both environments', at: other.at },
          }
        else {
          const decides = [...other.open, ...one.open].flatMap(decidersOf)
          const message = `whether ${route} asks for the same ${what} as in staging cannot be told`
          if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
        }
      }
    }
  },
})
