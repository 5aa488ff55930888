import { decidersOf } from '../../model/deciders.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import { isKnown } from '../../model/value.ts'
import { hostOfUrl, isInternalHost } from '../../trace/issuer-origin.ts'
import { decisiveLine } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { bothSides, known, pairedApps } from './paired-apps.ts'

const issuersOf = ({ issuersAccepted, issuersMinted }: EvaluatedApp) => [...issuersMinted, ...issuersAccepted]

const internalIn = (app: EvaluatedApp) =>
  known(issuersOf(app)).find(([text]) => {
    const host = hostOfUrl(text)
    return host !== undefined && isInternalHost(host)
  })

/** Tokens that browsers and partners hold carry a public issuer; metadata at an internal one cannot be fetched from outside. */
export const tokenIssuerInternal = defineRule<{ app: string; issuer: string }>({
  id: 'token-issuer-internal',
  patterns: ['J13'],
  title: "Production's issuer is a name that only works inside",
  severity: 'error',

  message: ({ app, issuer }) =>
    `${app} uses issuer "${issuer}" in production: a name that only works inside, while tokens of users carry a public one`,

  *check(context) {
    for (const { staging, production } of pairedApps(context)) {
      const [ours, theirs] = [issuersOf(staging), issuersOf(production)]
      if (internalIn(staging) || !known(ours).some(([text]) => hostOfUrl(text) !== undefined)) continue
      const subject = `issuer of ${production.id}`
      const evidence = bothSides(context, 'issuer', theirs, ours)
      const internal = internalIn(production)
      const open = theirs.filter(value => !isKnown(value))
      if (internal)
        yield {
          kind: 'finding',
          subject,
          data: { app: production.id, issuer: internal[0] },
          confidence: 'proved',
          evidence,
          fix: { description: 'use the public issuer; only the key set may lie inside', at: decisiveLine(internal[1]) },
        }
      else if (open.length > 0 && open.every(value => value.kind === 'unknown' && value.why.kind === 'unset-input')) {
        const message = `whether the issuer of ${production.id} is a public one in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: open.flatMap(decidersOf) }
      }
    }
  },
})
