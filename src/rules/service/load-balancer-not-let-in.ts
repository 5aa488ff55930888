import { displayValue } from '../../model/deciders.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { balancedServices } from './balanced-services.ts'

/** The security groups of a service's tasks take no connection of the load balancer that forwards to them: clients get 504, targets stay unhealthy. */
export const loadBalancerNotLetIn = defineRule<{ service: string; balancer: string; port: string; groups: string }>({
  id: 'load-balancer-not-let-in',
  patterns: ['ECS03'],
  title: 'The security groups of a service do not let its load balancer in',
  severity: 'error',

  message: ({ service, balancer, port, groups }) =>
    `${groups} lets no connection of ${balancer} in on port ${port}: requests forwarded to ${service} end with 504`,

  *check({ staging, production }) {
    const rehearsed = new Map(balancedServices(staging).map(each => [each.role, each]))
    for (const { service, balancer, port, role, answer } of balancedServices(production)) {
      const twin = rehearsed.get(role)
      if (answer.truth === 'yes' || twin?.answer.truth === 'no') continue
      const subject = role
      const allowed = answer.permissions.flatMap(({ at, fromPort }) =>
        fromPort ? valueEvidence(production, 'lets in from port', fromPort) : [lineEvidence(production, 'lets in', at)],
      )
      const evidence = [
        ...valueEvidence(production, 'port of the tasks', port),
        ...answer.groups.map(group => lineEvidence(production, 'security group of the tasks', group.at)),
        ...allowed,
        ...(balancer.securityGroups
          ? [lineEvidence(production, 'security groups of the load balancer', balancer.securityGroups.from.at)]
          : []),
        ...(twin ? valueEvidence(staging, 'port of the tasks', twin.port) : []),
      ]
      if (answer.truth === 'undetermined') {
        const message = `whether ${service.address.name} lets ${balancer.address.name} in on port ${displayValue(port)} cannot be told`
        if (twin?.answer.truth === 'yes' && answer.decides.length > 0)
          yield { kind: 'undetermined', subject, message, evidence, decides: answer.decides }
        continue
      }
      yield {
        kind: 'finding',
        subject,
        data: {
          service: service.address.name,
          balancer: balancer.address.name,
          port: displayValue(port),
          groups: answer.groups.map(({ address }) => address.name).join(', '),
        },
        confidence: twin?.answer.truth === 'yes' ? 'proved' : 'likely',
        evidence,
        fix: {
          description: `let the load balancer's security group in on port ${displayValue(port)}`,
          at: answer.permissions[0]?.at ?? answer.groups[0]?.at ?? service.at,
        },
      }
    }
  },
})
