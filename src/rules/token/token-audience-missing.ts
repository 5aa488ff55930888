import { decidersOf } from '../../model/deciders.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { issuersFor, shared } from './shared-audience.ts'
import { textsOf } from './verifiers.ts'

/** Tokens carry an audience that the service which checks them does not list (RFC 7519 section 4.1.3: it must then refuse them). */
export const tokenAudienceMissing = defineRule<{ app: string; accepted: string; issued: string }>({
  id: 'token-audience-missing',
  patterns: ['JWT04'],
  title: 'A service does not accept the audience that its tokens carry',
  severity: 'error',

  message: ({ app, accepted, issued }) =>
    `${app} accepts audience "${accepted}", its tokens are written for "${issued}": Invalid audience`,

  *check({ staging, production }) {
    for (const verifier of production.apps) {
      if (verifier.issuersAccepted.length === 0 || verifier.audiences.length === 0) continue
      const twin = staging.apps.find(app => app.id === verifier.id)
      for (const issuer of issuersFor(production, verifier)) {
        if (issuer.audiences.length === 0) continue
        const inProduction = shared(verifier.audiences, issuer.audiences)
        if (inProduction === 'yes') continue
        const rehearsal = twin && staging.apps.find(app => app.id === issuer.id)
        if (twin && rehearsal && shared(twin.audiences, rehearsal.audiences) === 'no') continue
        const subject = `audience that ${verifier.id} accepts`
        const evidence = [
          ...verifier.audiences.flatMap(value => valueEvidence(production, 'accepted', value)),
          ...issuer.audiences.flatMap(value => valueEvidence(production, `written by ${issuer.id}`, value)),
          ...(twin?.audiences ?? []).flatMap(value => valueEvidence(staging, 'accepted', value)),
        ]
        if (inProduction === 'undetermined') {
          const decides = [...verifier.audiences, ...issuer.audiences].flatMap(decidersOf)
          yield {
            kind: 'undetermined',
            subject,
            message: `whether ${verifier.id} accepts the audience of its tokens cannot be told`,
            evidence,
            decides,
          }
          continue
        }
        const [first] = verifier.audiences
        yield {
          kind: 'finding',
          subject,
          data: {
            app: verifier.id,
            accepted: textsOf(verifier.audiences).join(' or '),
            issued: textsOf(issuer.audiences).join(' or '),
          },
          confidence: 'proved',
          evidence,
          fix: first && {
            description: `accept ${textsOf(issuer.audiences)
              .map(text => `"${text}"`)
              .join(' or ')}`,
            at: decisiveLine(first),
          },
        }
      }
    }
  },
})
