import { decidersOf } from '../../model/deciders.ts'
import { resolveEntity } from '../../model/environment-model.ts'
import { isKnown } from '../../model/value.ts'
import { hostAnswers } from '../dns/wrong-target.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

/** An internal load balancer has private addresses only (ELB guide, "Load balancer scheme"): a public name that leads to it can be reached by nobody. */
export const internalLoadBalancerInPublicZone = defineRule<{ host: string; balancer: string }>({
  id: 'internal-load-balancer-in-public-zone',
  patterns: ['ALB27'],
  title: 'A public record leads to an internal load balancer',
  severity: 'error',

  message: ({ host, balancer }) =>
    `clients of ${host} time out: ${balancer} is internal, its addresses are private; staging's is not`,

  *check(context) {
    const { staging, production } = context
    for (const { hosts, staging: rehearsed, production: answer } of hostAnswers(context)) {
      if (answer.kind !== 'entry' || answer.entry.kind !== 'load-balancer') continue
      if (rehearsed.kind !== 'entry') continue
      const twin = rehearsed.entry.kind === 'load-balancer' ? rehearsed.entry.internal : undefined
      if (twin && !(isKnown(twin) && twin.value === false)) continue
      const [record] = answer.records
      const zone = record?.zone && resolveEntity(production, 'zone', record.zone)
      if (!record || (zone?.kind === 'entity' && zone.entity.isPrivate !== 'no')) continue
      const { internal, address } = answer.entry
      const subject = `host ${hosts.production}`
      const evidence = [
        ...valueEvidence(production, 'internal', internal),
        lineEvidence(production, `record ${hosts.production}`, record.at),
        ...(twin ? valueEvidence(staging, 'internal', twin) : []),
      ]
      if (!isKnown(internal)) {
        const decides = decidersOf(internal)
        const message = `whether ${hosts.production} leads to an internal load balancer cannot be told`
        if (!answer.entry.isLookup) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else if (internal.value === true)
        yield {
          kind: 'finding',
          subject,
          data: { host: hosts.production, balancer: address.name },
          confidence: 'proved',
          evidence,
          fix: { description: 'make it internet-facing, in public subnets', at: decisiveLine(internal) },
        }
    }
  },
})
