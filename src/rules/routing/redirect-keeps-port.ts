import { decidersOf, displayValue } from '../../model/deciders.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { settingWith } from '../write-edit.ts'
import { keepsPort, redirectsOf } from './redirects.ts'

/** A redirect to HTTPS that leaves the port as it was sends clients to https on port 80 (ELB guide, "Redirect actions"). */
export const redirectKeepsPort = defineRule<{ port: string }>({
  id: 'redirect-keeps-port',
  patterns: ['ALB12'],
  title: 'A redirect to HTTPS keeps the port of HTTP',
  severity: 'error',

  message: ({ port }) =>
    `the redirect to HTTPS keeps port ${port}: clients are sent to https on a port that speaks plain HTTP, and get a TLS error`,

  *check({ staging, production }) {
    const isRehearsed = staging.entities.listener.some(listener =>
      redirectsOf(staging, listener).some(redirect => keepsPort(listener, redirect) === 'yes'),
    )
    if (isRehearsed) return
    for (const listener of production.entities.listener) {
      const port = displayValue(listener.port)
      for (const redirect of redirectsOf(production, listener)) {
        const keeps = keepsPort(listener, redirect)
        const { protocol } = redirect
        if (keeps === 'no' || !protocol) continue
        const subject = `redirect from port ${port}`
        const evidence = [
          ...(redirect.port ? valueEvidence(production, 'port', redirect.port) : []),
          lineEvidence(production, 'redirects to HTTPS', protocol.from.at),
          ...staging.entities.listener
            .flatMap(one => redirectsOf(staging, one))
            .flatMap(({ port: other }) => (other ? valueEvidence(staging, 'port', other) : [])),
        ]
        if (keeps === 'undetermined') {
          const decides = [listener.port, listener.protocol, protocol, redirect.port].flatMap(value =>
            value ? decidersOf(value) : [],
          )
          yield {
            kind: 'undetermined',
            subject,
            message: 'the port of a redirect to HTTPS is not known',
            evidence,
            decides,
          }
          continue
        }
        yield {
          kind: 'finding',
          subject,
          data: { port },
          confidence: 'proved',
          evidence,
          fix: {
            description: 'set the port of the redirect to 443',
            at: redirect.port?.from.at ?? redirect.at,
            ...(redirect.port ? settingWith(redirect.port.from.at, '443') : {}),
          },
        }
      }
    }
  },
})
