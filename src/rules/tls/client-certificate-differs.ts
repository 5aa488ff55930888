import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { Listener } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import { isString } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

const modeOf = ({ clientCertificates }: Listener): string | undefined =>
  clientCertificates === undefined ? 'off' : isString(clientCertificates) ? clientCertificates.value : undefined

const lines = (model: EnvironmentModel, { at, clientCertificates }: Listener): readonly Evidence[] =>
  clientCertificates
    ? valueEvidence(model, 'certificates of clients', clientCertificates)
    : [lineEvidence(model, 'listener without mutual authentication', at)]

/** ELB guide, "Mutual authentication with TLS": `verify` closes the connection to a client without a certificate. */
const effectOf = (staging: string, production: string): string => {
  if (production === 'verify')
    return `clients without a certificate cannot connect; staging ${staging === 'off' ? 'asks for none' : 'verifies none'}`
  return staging === 'verify'
    ? 'anyone can connect, which staging allows to clients with a certificate only'
    : `certificates of clients are ${production === 'off' ? 'not asked for' : 'passed on'}, unlike in staging`
}

/** Clients are asked for a certificate in one environment only. */
export const clientCertificateDiffers = defineRule<{ port: string; effect: string }>({
  id: 'client-certificate-differs',
  patterns: ['TLS12'],
  title: 'Production asks clients for certificates otherwise than staging',
  severity: 'warning',

  message: ({ port, effect }) => `on port ${port} ${effect}`,

  *check({ staging, production, correspondence }) {
    for (const pairing of correspondence.listeners) {
      if (pairing.kind !== 'paired' || pairing.staging.isLookup || pairing.production.isLookup) continue
      const [one, other] = [modeOf(pairing.staging), modeOf(pairing.production)]
      if (one === other && one !== undefined) continue
      const { port, at, clientCertificates } = pairing.production
      const subject = `client certificates on port ${displayValue(port)}`
      const evidence = [...lines(production, pairing.production), ...lines(staging, pairing.staging)]
      if (one === undefined || other === undefined) {
        const open = [clientCertificates, pairing.staging.clientCertificates].flatMap(value =>
          value ? decidersOf(value) : [],
        )
        const message = `whether clients need a certificate on port ${displayValue(port)} as in staging cannot be told`
        if (open.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides: open }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { port: displayValue(port), effect: effectOf(one, other) },
          confidence: 'proved',
          evidence,
          fix: {
            description: 'authenticate clients alike in both environments',
            at: clientCertificates ? decisiveLine(clientCertificates) : at,
          },
        }
    }
  },
})
