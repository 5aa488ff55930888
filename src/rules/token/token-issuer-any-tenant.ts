import { decidersOf } from '../../model/deciders.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { bothSides, known, pairedApps } from './paired-apps.ts'

const entra = /^https:\/\/(?:login\.microsoftonline\.(?:com|us)|sts\.windows\.net)\/([^/]+)\//i
const shared = /^(common|organizations|consumers)$/i

/** `common` and `organizations` stand for every tenant there is (Entra, "Convert single-tenant app to multitenant"). */
export const tokenIssuerAnyTenant = defineRule<{ app: string; issuer: string }>({
  id: 'token-issuer-any-tenant',
  patterns: ['J16'],
  title: 'Production accepts every tenant where staging accepts one',
  severity: 'error',

  message: ({ app, issuer }) =>
    `${app} names "${issuer}" in production: any tenant's users are let in, or none, as its library checks; staging names one tenant`,

  *check(context) {
    for (const { staging, production } of pairedApps(context)) {
      const isPinned = known(staging.issuersAccepted).some(([text]) => {
        const tenant = entra.exec(text)?.[1]
        return tenant !== undefined && !shared.test(tenant)
      })
      if (!isPinned) continue
      const open = known(production.issuersAccepted).find(([text]) => shared.test(entra.exec(text)?.[1] ?? ''))
      const subject = `tenant of ${production.id}`
      const evidence = bothSides(context, 'accepted issuer', production.issuersAccepted, staging.issuersAccepted)
      const undecided = production.issuersAccepted.filter(({ kind }) => kind === 'unknown')
      if (open)
        yield {
          kind: 'finding',
          subject,
          data: { app: production.id, issuer: open[0] },
          confidence: 'proved',
          evidence,
          fix: { description: "name production's tenant", at: decisiveLine(open[1]) },
        }
      else if (undecided.length > 0) {
        const message = `which tenant ${production.id} accepts in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: undecided.flatMap(decidersOf) }
      }
    }
  },
})
