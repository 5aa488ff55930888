import { decidersOf } from '../../model/deciders.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { settingWith } from '../write-edit.ts'
import { doubleChecks } from './double-checks.ts'
import { acceptsOwnTokens, textsOf } from './verifiers.ts'

/** The load balancer lets tokens of one issuer through, the service behind it accepts another's: every token fails at one of the two. */
export const tokenIssuerEdgeAndAppDisagree = defineRule<{ app: string; edge: string; accepted: string }>({
  id: 'token-issuer-edge-and-app-disagree',
  patterns: ['JWT03', 'J33'],
  title: 'Load balancer and service expect different issuers',
  severity: 'error',

  message: ({ app, edge, accepted }) =>
    `the load balancer lets tokens of "${edge}" through, ${app} accepts "${accepted}": no token passes both, clients get 401`,

  *check({ staging, production }) {
    const rehearsed = doubleChecks(staging)
    for (const { app, edge, accepted, agree } of doubleChecks(production)) {
      const twin = rehearsed.find(other => other.app === app)
      if (agree === 'yes' || twin?.agree === 'no') continue
      // A service that refuses its own environment's tokens is reported for that.
      if (acceptsOwnTokens(production, accepted) === 'no') continue
      const subject = `issuer that ${app} and its load balancer accept`
      const evidence = [
        ...valueEvidence(production, 'accepted by the load balancer', edge),
        ...accepted.flatMap(value => valueEvidence(production, `accepted by ${app}`, value)),
        ...(twin
          ? [
              ...valueEvidence(staging, 'accepted by the load balancer', twin.edge),
              ...twin.accepted.flatMap(value => valueEvidence(staging, `accepted by ${app}`, value)),
            ]
          : []),
      ]
      if (agree === 'undetermined') {
        const decides = [edge, ...accepted].flatMap(decidersOf)
        const message = `whether ${app} and its load balancer accept the same issuer cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides }
        continue
      }
      const [first] = accepted
      const [text = ''] = textsOf([edge])
      const line = first && settingWith(decisiveLine(first), text)
      yield {
        kind: 'finding',
        subject,
        data: { app, edge: text, accepted: textsOf(accepted).join(' or ') },
        confidence: 'proved',
        evidence,
        fix: first && {
          description: `accept "${text}" in ${app}, or change the load balancer`,
          at: decisiveLine(first),
          ...line,
        },
      }
    }
  },
})
