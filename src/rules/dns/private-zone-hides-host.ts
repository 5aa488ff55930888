import { decidersOf, displayValue } from '../../model/deciders.ts'
import { isString } from '../../model/value.ts'
import { counterpartHosts } from '../counterpart-hosts.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { shadowedHosts } from './shadowing-zones.ts'

/** In a VPC with a private zone the public one of that name is not asked (Route 53 developer guide, "Considerations for private hosted zones"). */
export const privateZoneHidesHost = defineRule<{ host: string; app: string; zone: string }>({
  id: 'private-zone-hides-host',
  patterns: ['DNS08'],
  title: 'A private zone hides a host that services call',
  severity: 'error',

  message: ({ host, app, zone }) =>
    `${app} does not find ${host} from within the VPC: the private zone ${zone} answers there, and has no record for it`,

  *check(context) {
    const { staging, production } = context
    const hidden = shadowedHosts(staging)
    for (const { host, app, setting, zone, open } of shadowedHosts(production)) {
      // What is hidden in staging as well is called from outside of the VPC.
      const twins = counterpartHosts(context, host)
      if (hidden.some(other => other.app === app && twins.includes(other.host))) continue
      const name = displayValue(zone.name)
      const subject = `${host} in ${name}`
      const evidence = [
        lineEvidence(production, 'private zone without a record for it', zone.at, name),
        ...valueEvidence(production, `called by ${app}`, setting),
      ]
      if (open.length > 0) {
        // An id that is written out may be that of the private zone, made by another source.
        const decides = open.flatMap(value =>
          isString(value) ? [{ names: `zone ${value.value}`, at: value.from.at }] : decidersOf(value),
        )
        const message = `whether the private zone ${name} hides ${host} cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { host, app, zone: name },
          confidence: 'likely',
          evidence,
          fix: { description: `add a record for ${host} to the private zone ${name}`, at: zone.at },
        }
    }
  },
})
