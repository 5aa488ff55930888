import type { Listener } from '../../model/entity.ts'
import { resolveEntity } from '../../model/environment-model.ts'
import { sameAddress } from '../../model/value.ts'
import { resolveName } from '../../trace/dns.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { decidersAt, divergencesAt } from '../stage-outcome.ts'

/** Nothing speaks HTTPS on the port that clients use: the load balancer refuses the connection. */
export const httpsListenerMissing = defineRule<{ host: string; port: string; detail: string }>({
  id: 'https-listener-missing',
  patterns: ['TLS11'],
  title: 'No HTTPS listener answers for a host',
  severity: 'error',

  message: ({ host, port, detail }) => `clients cannot connect to ${host} on port ${port}: ${detail}`,

  *check({ staging, production, traces }) {
    for (const divergence of divergencesAt(traces, 'tls')) {
      const { pair, production: outcome } = divergence
      const { host, port, scheme } = pair.production.request
      if (scheme !== 'https') continue
      const hop = outcome.kind === 'fails' ? outcome.failure.hop : outcome.hop
      const isListeners =
        hop.entity &&
        production.entities['load-balancer'].some(({ address }) => hop.entity && sameAddress(address, hop.entity))
      if (outcome.kind === 'undetermined' ? !isListeners : outcome.failure.disposition.kind !== 'no-listener') continue
      const entry = resolveName(staging, pair.staging.request.host)
      const owner = entry.kind === 'entry' ? entry.entry : undefined
      const belongs = ({ loadBalancer }: Listener): boolean => {
        const resolved = resolveEntity(staging, 'load-balancer', loadBalancer)
        return resolved.kind === 'entity' && resolved.entity === owner
      }
      const twin = staging.entities.listener.find(
        listener =>
          belongs(listener) &&
          listener.port.kind === 'known' &&
          Number(listener.port.value) === pair.staging.request.port,
      )
      const evidence = [
        ...(hop.source ? [lineEvidence(production, hop.detail, hop.source)] : []),
        ...(twin
          ? [...valueEvidence(staging, 'listens here', twin.port), lineEvidence(staging, 'listener', twin.at)]
          : []),
      ]
      const subject = `port ${port} of ${host}`
      if (outcome.kind === 'undetermined') {
        const message = `whether anything listens on port ${port} of ${host} in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersAt(outcome) }
        continue
      }
      yield {
        kind: 'finding',
        subject,
        data: { host, port: String(port), detail: hop.detail },
        confidence: divergence.isRehearsed ? 'proved' : 'likely',
        evidence,
        fix: hop.source && {
          description: `add an HTTPS listener on port ${port} with a certificate for ${host}`,
          at: hop.source,
        },
        traces: pair,
      }
    }
  },
})
