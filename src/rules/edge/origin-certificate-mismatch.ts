import { displayValue } from '../../model/deciders.ts'
import { failuresOf } from '../../model/trace.ts'
import { chainEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { hopEvidence, originRequests } from './origin-requests.ts'

/** CloudFront guide, "Requiring HTTPS between CloudFront and your custom origin": the certificate must cover the origin's name or the forwarded Host. */
export const originCertificateMismatch = defineRule<{ host: string; offered: string }>({
  id: 'origin-certificate-mismatch',
  patterns: [],
  title: 'The origin’s certificate covers neither its name nor the forwarded host',
  severity: 'error',

  message: ({ host, offered }) =>
    `clients of ${host} get 502 from CloudFront: the origin presents a certificate for ${offered}, which covers neither its own name nor the host that is forwarded`,

  *check({ production }) {
    for (const { distribution, host, trace } of originRequests(production)) {
      const subject = `host ${host}`
      const { aliases } = distribution
      const listed = 'unknown' in aliases ? [] : aliases
      const edge = trace.hops.findIndex(({ stage, outcome }) => stage === 'edge' && outcome === 'passes')
      const behind = trace.hops.slice(edge + 1)
      const failure = failuresOf(trace).find(
        ({ stage, hop }) => stage === 'tls' && edge >= 0 && (behind.includes(hop) || !trace.hops.includes(hop)),
      )
      const evidence = [
        ...(failure?.hop.values ?? [])
          .slice(0, 4)
          .flatMap(name => valueEvidence(production, 'certificate presented', name)),
        ...(failure?.hop.values ?? []).slice(0, 2).flatMap(name => chainEvidence(production, 'made here', name)),
        ...hopEvidence(production, trace),
        ...listed.slice(0, 3).flatMap(alias => valueEvidence(production, 'alias', alias)),
      ]
      const open = behind.find(({ stage, outcome }) => stage === 'tls' && outcome === 'undetermined')
      if (failure && failure.hop.values.length > 0)
        yield {
          kind: 'finding',
          subject,
          data: { host, offered: failure.hop.values.map(displayValue).join(', ') || 'other names' },
          confidence: 'proved',
          evidence,
          fix: failure.hop.source && {
            description: `present a certificate at the origin that covers ${host}`,
            at: failure.hop.values[0]?.from.at ?? failure.hop.source,
          },
        }
      else if (open && trace.disposition.kind === 'undetermined' && trace.disposition.decides.length > 0)
        yield {
          kind: 'undetermined',
          subject,
          message: `whether the origin's certificate covers ${host} cannot be told`,
          evidence,
          decides: trace.disposition.decides,
        }
    }
  },
})
