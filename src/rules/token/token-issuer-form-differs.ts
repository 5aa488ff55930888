import { decidersOf } from '../../model/deciders.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import { originOfIssuer } from '../../trace/issuer-origin.ts'
import { issuersIn } from '../../trace/token.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { bothSides, known, pairedApps } from './paired-apps.ts'

/** How a product spells its issuers, without what names host and tenant: Keycloak below /auth or not, Entra's two versions, Okta's servers. */
const formOf = (text: string): string | undefined => {
  const keycloak = /^https?:\/\/[^/]+(\/.*)?\/realms\/[^/]+$/.exec(text)
  if (keycloak) return `Keycloak ${keycloak[1] ?? ''}/realms/…`
  if (/^https:\/\/sts\.windows\.net\//.test(text)) return 'Entra v1.0'
  if (/^https:\/\/login\.microsoftonline\.(?:com|us)\/[^/]+\/v2\.0\/?$/.test(text)) return 'Entra v2.0'
  const okta = /^https:\/\/[\w-]+\.okta(?:preview|-emea)?\.com(\/oauth2)?(?:\/|$)/.exec(text)
  return okta ? `Okta ${okta[1] === undefined ? 'org' : '/oauth2/…'}` : undefined
}

const formsOf = ({ issuersAccepted }: EvaluatedApp): ReadonlySet<string> =>
  new Set(known(issuersAccepted).flatMap(([text]) => formOf(text) ?? []))

/** Both environments use one product and spell its issuers differently: one of them is from another version or another kind of server. */
export const tokenIssuerFormDiffers = defineRule<{ app: string; staging: string; production: string }>({
  id: 'token-issuer-form-differs',
  patterns: ['J12', 'J15'],
  title: "Production's issuer has another form than staging's",
  severity: 'warning',

  message: ({ app, staging, production }) =>
    `${app} accepts an issuer of the form ${production} in production and ${staging} in staging: tokens carry one of them`,

  *check(context) {
    const written = new Set(known(issuersIn(context.production)).map(([text]) => text))
    for (const { staging, production } of pairedApps(context)) {
      const [ours, theirs] = [formsOf(staging), formsOf(production)]
      const [one] = ours
      if (ours.size !== 1 || one === undefined) continue
      const product = one.split(' ')[0] ?? ''
      const other = [...theirs].find(form => form.startsWith(`${product} `))
      const subject = `form of the issuer of ${production.id}`
      const evidence = bothSides(context, 'accepted issuer', production.issuersAccepted, staging.issuersAccepted)
      const [first] = production.issuersAccepted
      const isWritten = known(production.issuersAccepted).some(([text]) => written.has(text))
      const open = production.issuersAccepted.filter(value => originOfIssuer(value).kind === 'undetermined')
      if (first && other !== undefined && !theirs.has(one) && !isWritten)
        yield {
          kind: 'finding',
          subject,
          data: { app: production.id, staging: one, production: other },
          confidence: 'likely',
          evidence,
          fix: { description: "copy the issuer from production's own metadata", at: decisiveLine(first) },
        }
      else if (theirs.size === 0 && open.length > 0) {
        const message = `which form the issuer of ${production.id} has in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: open.flatMap(decidersOf) }
      }
    }
  },
})
