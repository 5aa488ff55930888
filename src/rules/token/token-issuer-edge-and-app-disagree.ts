import { decidersOf } from '../../model/deciders.ts'
import type { Action } from '../../model/entity.ts'
import { isKnown } from '../../model/value.ts'
import { equalsText } from '../../trace/match-value.ts'
import { findTarget } from '../../trace/target.ts'
import { verifierOf } from '../../trace/token.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { textsOf } from './verifiers.ts'

type JwtValidation = Extract<Action, { type: 'jwt-validation' }>

/** The load balancer lets tokens of one issuer through, the service behind it accepts another's: every token fails at one of the two. */
export const tokenIssuerEdgeAndAppDisagree = defineRule<{ app: string; edge: string; accepted: string }>({
  id: 'token-issuer-edge-and-app-disagree',
  patterns: ['JWT03', 'J33'],
  title: 'Load balancer and service expect different issuers',
  severity: 'error',

  message: ({ app, edge, accepted }) =>
    `the load balancer lets tokens of "${edge}" through, ${app} accepts "${accepted}": no token passes both`,

  *check({ production }) {
    for (const { actions } of production.entities['listener-rule']) {
      const edge = actions.find((action): action is JwtValidation => action.type === 'jwt-validation')
      const forward = actions.find(action => action.type === 'forward')
      if (!edge || forward?.type !== 'forward') continue
      for (const { targetGroup } of forward.targets) {
        const target = findTarget(production, targetGroup)
        const app =
          target.kind !== 'undetermined' && target.service ? verifierOf(production, target.service) : undefined
        const accepted = app?.issuersAccepted ?? []
        if (!app || textsOf(accepted).includes('*')) continue
        const subject = `issuer that ${app.id} and its load balancer accept`
        const evidence = [
          ...valueEvidence(production, 'accepted by the load balancer', edge.issuer),
          ...accepted.flatMap(value => valueEvidence(production, `accepted by ${app.id}`, value)),
        ]
        const issuer = edge.issuer
        const truths = accepted.map(value =>
          isKnown(issuer) ? equalsText(value, String(issuer.value)) : 'undetermined',
        )
        if (truths.includes('yes')) continue
        if (truths.includes('undetermined')) {
          const decides = [issuer, ...accepted].flatMap(decidersOf)
          yield {
            kind: 'undetermined',
            subject,
            message: `whether ${app.id} and its load balancer accept the same issuer cannot be told`,
            evidence,
            decides,
          }
          continue
        }
        const [first] = accepted
        const [text = ''] = textsOf([issuer])
        yield {
          kind: 'finding',
          subject,
          data: { app: app.id, edge: text, accepted: textsOf(accepted).join(' or ') },
          confidence: 'proved',
          evidence,
          fix: first && {
            description: `accept "${text}" in ${app.id}, or change the load balancer`,
            at: decisiveLine(first),
            text,
          },
        }
      }
    }
  },
})
