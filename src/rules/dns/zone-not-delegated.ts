import { decidersOf } from '../../model/deciders.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { childZones } from './delegations.ts'

/** RFC 1034 section 4.2.1: what no NS record of the zone above leads to, nobody asks. Certificates that are validated there stay pending, too. */
export const zoneNotDelegated = defineRule<{ zone: string; parent: string }>({
  id: 'zone-not-delegated',
  patterns: ['DNS09'],
  title: 'A zone of production is not delegated to',
  severity: 'error',

  message: ({ zone, parent }) =>
    `no name in ${zone} resolves: ${parent} has no NS record that leads to it, and certificates that are validated there stay pending`,

  *check({ staging, production }) {
    const rehearsed = childZones(staging)
    for (const child of childZones(production)) {
      const { zone, name, parent, delegation, possible } = child
      const own = rehearsed.filter(other => other.label === child.label)
      const twins = own.length > 0 ? own : rehearsed
      const [twin] = twins
      // What nothing delegates to among staging's sources is delegated to elsewhere, and so is production's.
      if (twins.some(other => !other.delegation)) continue
      if (delegation?.exists === 'yes' || (parent.isLookup && !twin)) continue
      const above = parent.name.kind === 'known' ? String(parent.name.value) : parent.address.name
      const subject = `zone ${name}`
      const evidence = [
        ...valueEvidence(production, 'zone', zone.name),
        lineEvidence(production, 'zone above', parent.at, above),
        ...(twin?.delegation ? [lineEvidence(staging, 'delegated to here', twin.delegation.at, twin.name)] : []),
      ]
      if (delegation || possible.length > 0) {
        const decides = (delegation ? [delegation.existsBecause] : possible).flatMap(each =>
          each ? decidersOf(each) : [],
        )
        const message = `whether ${above} delegates to ${name} cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { zone: name, parent: above },
          confidence: 'likely',
          evidence,
          fix: { description: `add an NS record for ${name} with its name servers to ${above}`, at: parent.at },
        }
    }
  },
})
