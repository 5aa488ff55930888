import type { Evidence } from '../../model/finding.ts'
import type { Decider } from '../../model/trace.ts'
import { addressKey } from '../../model/value.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule, type RuleContext } from '../rule.ts'
import { type Divergence, decidersAt, divergencesAt } from '../stage-outcome.ts'
import { listenerEvidence } from './listener-evidence.ts'

interface Silence {
  readonly first: Divergence
  readonly hosts: readonly string[]
  readonly decides: readonly Decider[]
  readonly evidence: readonly Evidence[]
}

/** Load balancers of production that do not answer, or perhaps not, on a port that staging's answers on; with the hosts that lead there. */
const silences = ({ staging, production, traces }: RuleContext): readonly Silence[] => {
  const found = new Map<string, Silence>()
  for (const divergence of divergencesAt(traces, 'tls')) {
    const { pair, production: outcome } = divergence
    const { host, port, scheme } = pair.production.request
    const hop = outcome.kind === 'fails' ? outcome.failure.hop : outcome.hop
    const balancer = hop.entity && addressKey(hop.entity)
    const isBalancer = production.entities['load-balancer'].some(({ address }) => addressKey(address) === balancer)
    const isSilent = outcome.kind === 'undetermined' ? isBalancer : outcome.failure.disposition.kind === 'no-listener'
    if (scheme !== 'https' || !isSilent) continue
    const key = `${outcome.kind} ${port} ${balancer}`
    const before = found.get(key)
    const evidence = [
      ...(hop.source ? [lineEvidence(production, hop.detail, hop.source)] : []),
      ...listenerEvidence(production, host),
      ...listenerEvidence(staging, pair.staging.request.host, pair.staging.request.port),
    ]
    found.set(key, {
      first: before?.first ?? divergence,
      hosts: [...new Set([...(before?.hosts ?? []), host])].sort(),
      decides: outcome.kind === 'undetermined' ? decidersAt(outcome) : [],
      evidence: before?.evidence ?? evidence,
    })
  }
  return [...found.values()]
}

/** Nothing speaks HTTPS on the port that clients use: the load balancer refuses the connection. */
export const httpsListenerMissing = defineRule<{ hosts: string; port: number; detail: string }>({
  id: 'https-listener-missing',
  patterns: ['TLS11'],
  title: 'No HTTPS listener answers for a host',
  severity: 'error',

  message: ({ hosts, port, detail }) => `clients cannot connect to ${hosts} on port ${port}: ${detail}`,

  *check(context) {
    for (const { first, hosts, decides, evidence } of silences(context)) {
      const { pair, production: outcome, isRehearsed } = first
      const { port } = pair.production.request
      const names = hosts.join(' and ')
      const subject = `port ${port} of ${names}`
      if (outcome.kind === 'undetermined') {
        const message = `whether anything listens on port ${port} of ${names} in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides }
        continue
      }
      const { source, detail } = outcome.failure.hop
      yield {
        kind: 'finding',
        subject,
        data: { hosts: names, port, detail },
        confidence: isRehearsed ? 'proved' : 'likely',
        evidence,
        fix: source && { description: `listen on port ${port} with HTTPS and a certificate`, at: source },
        traces: pair,
      }
    }
  },
})
