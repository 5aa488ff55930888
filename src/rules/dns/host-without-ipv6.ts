import { decidersOf } from '../../model/deciders.ts'
import type { DnsRecord } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isString } from '../../model/value.ts'
import { valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

interface Records {
  readonly A: readonly DnsRecord[]
  readonly AAAA: readonly DnsRecord[]
}

const recordsOf = ({ entities }: EnvironmentModel, host: string): Records => {
  const own = entities['dns-record'].filter(
    ({ name, exists }) => exists !== 'no' && isString(name) && name.value.toLowerCase() === host,
  )
  const of = (type: string) =>
    own.filter(({ recordType }) => isString(recordType) && recordType.value.toUpperCase() === type)
  return { A: of('A'), AAAA: of('AAAA') }
}

/** Networks without IPv4 find staging, and production's counterpart has no address for them. */
export const hostWithoutIpv6 = defineRule<{ host: string; stagingHost: string }>({
  id: 'host-without-ipv6',
  patterns: ['DNS07'],
  title: 'A host has an IPv6 address in staging only',
  severity: 'warning',

  message: ({ host, stagingHost }) =>
    `clients with IPv6 only do not find ${host}: it has no AAAA record, as ${stagingHost} has`,

  *check({ staging, production, correspondence }) {
    for (const { staging: stagingHost, production: host } of correspondence.hosts) {
      const [ours, theirs] = [recordsOf(staging, stagingHost), recordsOf(production, host)]
      const [twin] = ours.AAAA.filter(({ exists }) => exists === 'yes')
      const [first] = theirs.A
      if (!twin || ours.A.length === 0 || !first || theirs.AAAA.some(({ exists }) => exists === 'yes')) continue
      const subject = `IPv6 of ${host}`
      const evidence = [
        ...valueEvidence(production, 'A record', first.name),
        ...valueEvidence(staging, 'AAAA record', twin.name),
      ]
      const decides = theirs.AAAA.flatMap(({ existsBecause }) => (existsBecause ? decidersOf(existsBecause) : []))
      if (decides.length > 0) {
        const message = `whether ${host} has an AAAA record cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { host, stagingHost },
          confidence: 'proved',
          evidence,
          fix: { description: `add an AAAA record for ${host}`, at: first.at },
        }
    }
  },
})
