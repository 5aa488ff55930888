import { decidersOf } from '../../model/deciders.ts'
import { hostCounterparts } from '../counterpart-hosts.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { type Ipv6, ipv4RecordOf, ipv6Of } from './ipv6.ts'

const isAlike = (ours: Ipv6, theirs: Ipv6): boolean =>
  ours.kind === theirs.kind && (theirs.kind !== 'open' || theirs.record.exists === 'yes')

/** Networks without IPv4 find staging, and production's counterpart has no address for them. */
export const hostWithoutIpv6 = defineRule<{ host: string; because: string }>({
  id: 'host-without-ipv6',
  patterns: ['DNS07'],
  title: 'A host has no IPv6 address in production',
  severity: 'warning',

  message: ({ host, because }) => `clients with IPv6 only do not find ${host}: ${because}`,

  *check(context) {
    const { staging, production } = context
    for (const { staging: stagingHost, production: host } of hostCounterparts(context)) {
      const [ours, theirs] = [ipv6Of(staging, stagingHost), ipv6Of(production, host)]
      const first = ipv4RecordOf(production, host)
      if (!first || theirs.kind === 'served' || ours.kind === 'ipv4-only' || isAlike(ours, theirs)) continue
      const twin = ours.kind === 'missing' || ours.record.exists !== 'yes' ? undefined : ours.record
      if (!twin && theirs.kind !== 'ipv4-only') continue
      const subject = `IPv6 of ${host}`
      const rehearsed = twin ? valueEvidence(staging, 'AAAA record', twin.name) : []
      if (theirs.kind === 'open') {
        const evidence = [...valueEvidence(production, 'AAAA record', theirs.record.name), ...rehearsed]
        const decides = theirs.decides.flatMap(decidersOf)
        const message = `whether ${host} has an IPv6 address cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else if (theirs.kind === 'ipv4-only')
        yield {
          kind: 'finding',
          subject,
          data: { host, because: 'its AAAA record leads to what has IPv4 addresses only' },
          confidence: 'proved',
          evidence: [
            ...(theirs.said
              ? valueEvidence(production, 'IPv6 of its target', theirs.said)
              : [lineEvidence(production, 'has IPv4 addresses only', theirs.entry.at)]),
            ...valueEvidence(production, 'AAAA record', theirs.record.name),
            ...rehearsed,
          ],
          fix: {
            description: theirs.entry.kind === 'distribution' ? 'enable IPv6' : 'use the address type dualstack',
            at: theirs.said ? decisiveLine(theirs.said) : theirs.entry.at,
          },
        }
      else
        yield {
          kind: 'finding',
          subject,
          data: { host, because: `it has no AAAA record, as ${stagingHost} has` },
          confidence: ours.kind === 'served' ? 'proved' : 'likely',
          evidence: [...valueEvidence(production, 'A record', first.name), ...rehearsed],
          fix: { description: `add an AAAA record for ${host}`, at: first.at },
        }
    }
  },
})
