import { displayValue } from '../../model/deciders.ts'
import type { Action, Listener } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown } from '../../model/value.ts'
import { rulesOf } from '../../trace/routing.ts'
import { decisiveLine, lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

type Redirect = Extract<Action, { type: 'redirect' }>

const redirectsOf = (model: EnvironmentModel, listener: Listener): readonly Redirect[] =>
  [
    ...listener.defaultActions,
    ...rulesOf(model, listener).flatMap(({ rule, belongs }) => (belongs === 'yes' ? rule.actions : [])),
  ].filter(action => action.type === 'redirect')

/** A redirect to HTTPS that leaves the port as it was sends clients to https on port 80 (ELB guide, "Redirect actions"). */
export const redirectKeepsPort = defineRule<{ port: string }>({
  id: 'redirect-keeps-port',
  patterns: ['ALB12'],
  title: 'A redirect to HTTPS keeps the port of HTTP',
  severity: 'error',

  message: ({ port }) => `the redirect to HTTPS keeps port ${port}: clients speak TLS to a plain port and fail`,

  *check({ production }) {
    for (const listener of production.entities.listener) {
      if (!isKnown(listener.port) || !isKnown(listener.protocol) || listener.protocol.value !== 'HTTP') continue
      const port = displayValue(listener.port)
      for (const redirect of redirectsOf(production, listener)) {
        const { protocol } = redirect
        if (!protocol || !isKnown(protocol) || protocol.value !== 'HTTPS') continue
        const subject = `redirect from port ${port}`
        const evidence = [lineEvidence(production, 'redirects to HTTPS', protocol.from.at)]
        if (redirect.port && !isKnown(redirect.port)) {
          const decides = [{ names: displayValue(redirect.port), at: decisiveLine(redirect.port) }]
          yield {
            kind: 'undetermined',
            subject,
            message: 'the port of a redirect to HTTPS is not known',
            evidence,
            decides,
          }
          continue
        }
        const target = redirect.port && redirect.port.value !== null ? String(redirect.port.value) : '#{port}'
        if (target !== '#{port}' && target !== port) continue
        yield {
          kind: 'finding',
          subject,
          data: { port },
          confidence: 'proved',
          evidence,
          fix: {
            description: 'set the port of the redirect to 443',
            at: redirect.port?.from.at ?? redirect.at,
            text: '443',
          },
        }
      }
    }
  },
})
