import { decidersOf, displayValue } from '../../model/deciders.ts'
import { isKnown, isString } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import { defineRule } from '../rule.ts'
import { redirectsOf } from './redirects.ts'

/** A redirect of production names a host that only staging has: users go on in staging. */
export const redirectToOtherEnvironment = defineRule<{ port: string; host: string }>({
  id: 'redirect-to-other-environment',
  patterns: ['ALB13'],
  title: 'A production redirect leads to a host of the other environment',
  severity: 'error',

  message: ({ port, host }) => `requests redirected on port ${port} leave production: clients are sent to ${host}`,

  *check(context) {
    const { staging, production } = context
    const isForeign = isStagingOnly(context)
    const rehearsed = staging.entities.listener.flatMap(listener => redirectsOf(staging, listener))
    for (const listener of production.entities.listener) {
      const port = displayValue(listener.port)
      for (const { host, at } of redirectsOf(production, listener)) {
        if (!host) continue
        const subject = `redirect on port ${port} to ${displayValue(host)}`
        const evidence = [
          ...valueEvidence(production, 'redirects to', host),
          ...rehearsed.flatMap(({ host: other }) => (other ? valueEvidence(staging, 'redirects to', other) : [])),
        ]
        if (!isKnown(host)) {
          const message = `whether a redirect on port ${port} stays in production cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(host) }
        } else if (isString(host) && isForeign(host.value))
          yield {
            kind: 'finding',
            subject,
            data: { port, host: host.value },
            confidence: 'proved',
            evidence,
            fix: { description: 'redirect to "#{host}", or to a host of production', at: decisiveLine(host) ?? at },
          }
      }
    }
  },
})
