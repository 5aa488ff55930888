import { decidersOf } from '../../model/deciders.ts'
import type { DnsRecord, LoadBalancer } from '../../model/entity.ts'
import { resolveEntity } from '../../model/environment-model.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { hostAnswers } from '../dns/wrong-target.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule, type RuleContext } from '../rule.ts'

interface Public {
  readonly hosts: readonly string[]
  readonly record: DnsRecord
  /** Whether the load balancer of the same hosts is internal in staging; absent where staging has something else there. */
  readonly rehearsed: Value | undefined
}

const isFalse = (value: Value): boolean => isKnown(value) && value.value === false

/** Load balancers that public names of production lead to, where the names of the same role lead to none that is internal in staging. */
const publicBalancers = (context: RuleContext): ReadonlyMap<LoadBalancer, Public> => {
  const found = new Map<LoadBalancer, Public>()
  for (const { hosts, staging, production: answer } of hostAnswers(context)) {
    if (answer.kind !== 'entry' || answer.entry.kind !== 'load-balancer' || staging.kind !== 'entry') continue
    const rehearsed = staging.entry.kind === 'load-balancer' ? staging.entry.internal : undefined
    const [record] = answer.records
    const zone = record?.zone && resolveEntity(context.production, 'zone', record.zone)
    if (!record || (rehearsed && !isFalse(rehearsed))) continue
    if (zone?.kind === 'entity' && zone.entity.isPrivate !== 'no') continue
    const before = found.get(answer.entry)?.hosts ?? []
    found.set(answer.entry, { hosts: [...new Set([...before, hosts.production])].sort(), record, rehearsed })
  }
  return found
}

/** An internal load balancer has private addresses only (ELB guide, "Load balancer scheme"): a public name that leads to it can be reached by nobody. */
export const internalLoadBalancerInPublicZone = defineRule<{ hosts: string; balancer: string }>({
  id: 'internal-load-balancer-in-public-zone',
  patterns: ['ALB27'],
  title: 'A public record leads to an internal load balancer',
  severity: 'error',

  message: ({ hosts, balancer }) =>
    `clients of ${hosts} time out: ${balancer} is internal and has private addresses only; staging's is not`,

  *check(context) {
    const { staging, production } = context
    for (const [{ internal, address, isLookup }, { hosts, record, rehearsed }] of publicBalancers(context)) {
      const names = hosts.join(' and ')
      const subject = `load balancer of ${names}`
      const evidence = [
        ...valueEvidence(production, 'internal', internal),
        lineEvidence(production, 'public record', record.at),
        ...(rehearsed ? valueEvidence(staging, 'internal', rehearsed) : []),
      ]
      if (!isKnown(internal)) {
        const message = `whether ${names} leads to an internal load balancer cannot be told`
        if (!isLookup) yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(internal) }
      } else if (internal.value === true)
        yield {
          kind: 'finding',
          subject,
          data: { hosts: names, balancer: address.name },
          confidence: 'proved',
          evidence,
          fix: { description: 'make it internet-facing, in public subnets', at: decisiveLine(internal) },
        }
    }
  },
})
