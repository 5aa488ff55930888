import { decidersOf, displayValue } from '../../model/deciders.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { type UngrantedRoute, ungrantedRoutes } from './granted-scopes.ts'

const wording = {
  client: { why: 'no client may ask for', fix: 'allow a client' },
  'resource server': { why: 'no resource server defines', fix: 'define in a resource server' },
} as const

/** A route takes tokens with one of its scopes (API Gateway guide, "JWT authorizers", "Cognito user pools"), and no client may ask for any. */
export const tokenScopeNotGranted = defineRule<{ route: string; scopes: string; lacking: UngrantedRoute['lacking'] }>({
  id: 'token-scope-not-granted',
  patterns: ['JWT11'],
  title: 'A route asks for scopes that no client is allowed',
  severity: 'error',

  message: ({ route, scopes, lacking }) =>
    `every token gets 403 at ${route}: it asks for ${scopes}, which ${wording[lacking].why}`,

  *check({ production }) {
    for (const { route, asked, clients, lacking, open } of ungrantedRoutes(production)) {
      const name = `${displayValue(route.method)} ${displayValue(route.path)}`
      const scopes = asked.map(({ value }) => value).join(' or ')
      const subject = `scopes of ${name}`
      const evidence = [
        ...asked.slice(0, 3).flatMap(scope => valueEvidence(production, 'scope of the route', scope)),
        ...clients.slice(0, 3).map(({ at, address }) => lineEvidence(production, `client ${address.name}`, at)),
      ]
      const [first] = asked
      if (open.length > 0) {
        const message = `whether any client may ask for the scopes of ${name} cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: open.flatMap(decidersOf) }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { route: name, scopes, lacking },
          confidence: 'likely',
          evidence,
          fix: {
            description: `${wording[lacking].fix} ${scopes}`,
            at: first ? decisiveLine(first) : route.at,
          },
        }
    }
  },
})
