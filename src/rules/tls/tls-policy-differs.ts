import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { Listener } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import { isString } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { minimumTls } from './security-policy.ts'

const policyEvidence = (model: EnvironmentModel, listener: Listener): readonly Evidence[] => [
  ...(listener.sslPolicy ? valueEvidence(model, 'security policy', listener.sslPolicy) : []),
  lineEvidence(model, listener.sslPolicy ? 'listener' : 'listener without a policy', listener.at),
]

/** Production refuses versions of TLS that staging still speaks: old clients were never tried against it. */
export const tlsPolicyRaised = defineRule<{ port: string; staging: string; production: string }>({
  id: 'tls-policy-raised',
  patterns: ['TLS09'],
  title: 'Production refuses versions of TLS that staging accepts',
  severity: 'warning',

  message: ({ port, staging, production }) =>
    `clients older than TLS ${production} cannot connect to port ${port} ("protocol version" alert); staging accepts TLS ${staging}`,

  *check({ staging, production, correspondence }) {
    for (const pairing of correspondence.listeners) {
      if (pairing.kind !== 'paired') continue
      const { protocol, port, sslPolicy } = pairing.production
      if (!isString(protocol) || !['HTTPS', 'TLS'].includes(protocol.value)) continue
      const subject = `security policy on port ${displayValue(port)}`
      const [one, other] = [minimumTls(pairing.staging), minimumTls(pairing.production)]
      const evidence = [...policyEvidence(production, pairing.production), ...policyEvidence(staging, pairing.staging)]
      if (one === undefined || other === undefined) {
        const decides = [pairing.production.sslPolicy, pairing.staging.sslPolicy].flatMap(value =>
          value ? decidersOf(value) : [],
        )
        const message = `which versions of TLS production accepts on port ${displayValue(port)} cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else if (other > one)
        yield {
          kind: 'finding',
          subject,
          data: { port: displayValue(port), staging: one, production: other },
          confidence: 'proved',
          evidence,
          fix: {
            description: 'use one policy in both environments, so that staging refuses what production refuses',
            at: sslPolicy ? decisiveLine(sslPolicy) : pairing.production.at,
          },
        }
    }
  },
})
