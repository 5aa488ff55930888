import { ownNames } from '../../align/own-names.ts'
import { decidersOf } from '../../model/deciders.ts'
import { cookieReachOf } from '../../trace/token-relations.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedApps } from '../token/paired-apps.ts'

/** A browser drops a cookie whose Domain is not its host's, or a parent of it (RFC 6265 section 5.3); a parent of both environments gets both's. */
export const cookieDomainMismatch = defineRule<{ app: string; domain: string; missed?: string; foreign?: string }>({
  id: 'cookie-domain-mismatch',
  patterns: ['J28'],
  title: "Production's cookies do not reach its host, or reach staging's too",
  severity: 'warning',

  message: ({ app, domain, missed, foreign }) =>
    missed === undefined
      ? `cookies of ${app} for "${domain}" also go to ${foreign ?? "the other environment's hosts"}: sessions of production reach staging`
      : `cookies of ${app} are for "${domain}", but it is at ${missed}: browsers drop them, and nobody stays logged in`,

  *check(context) {
    const { staging, production } = context
    const theirs = new Set([...ownNames(staging)].filter(name => !ownNames(production).has(name)))
    for (const { staging: twin, production: app } of pairedApps(context)) {
      const rehearsed = cookieReachOf(twin, new Set()).some(({ missed }) => missed.length > 0)
      const ours = twin.domainTied.filter(({ role }) => role === 'cookie-domain')
      const evidenceOf = (key: string, value: (typeof ours)[number]['value']) => [
        ...valueEvidence(production, key, value),
        ...ours.flatMap(each => valueEvidence(staging, each.key, each.value)),
      ]
      for (const { setting, missed, foreign } of cookieReachOf(app, theirs)) {
        const isMissed = missed.length > 0 && !rehearsed
        if (!isMissed && foreign.length === 0) continue
        yield {
          kind: 'finding',
          subject: `cookie domain of ${app.id}`,
          data: {
            app: app.id,
            domain: setting.hosts.join(', '),
            ...(isMissed ? { missed: missed.join(', ') } : {}),
            ...(foreign[0] === undefined ? {} : { foreign: foreign[0] }),
          },
          confidence: 'proved',
          evidence: evidenceOf(setting.key, setting.value),
          fix: {
            description: "name the narrowest domain that production's hosts share",
            at: decisiveLine(setting.value),
          },
        }
      }
      for (const setting of app.domainTied.filter(
        ({ role, hosts }) => role === 'cookie-domain' && hosts.length === 0,
      )) {
        const decides = decidersOf(setting.value)
        const message = `which hosts the cookies of ${app.id} reach in production cannot be told`
        if (ours.length > 0 && decides.length > 0)
          yield {
            kind: 'undetermined',
            subject: `cookie domain of ${app.id}`,
            message,
            evidence: evidenceOf(setting.key, setting.value),
            decides,
          }
      }
    }
  },
})
