import { balancerRole } from '../../align/correspondence.ts'
import { decidersOf } from '../../model/deciders.ts'
import { resolveEntity } from '../../model/environment-model.ts'
import { addressKey, isKnown } from '../../model/value.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { ownRedirects } from './own-redirects.ts'

/** Clients are sent to a port on which the load balancer does not listen. */
export const redirectToClosedPort = defineRule<{ balancer: string; port: number }>({
  id: 'redirect-to-closed-port',
  patterns: [],
  title: 'A redirect leads to a port on which nothing listens',
  severity: 'error',

  message: ({ balancer, port }) =>
    `${balancer} sends clients to port ${port}, where it does not listen: they cannot connect`,

  *check({ production }) {
    for (const { listener, port, at } of ownRedirects(production)) {
      const balancer = resolveEntity(production, 'load-balancer', listener.loadBalancer)
      if (balancer.kind !== 'entity' || balancer.entity.isLookup) continue
      const key = addressKey(balancer.entity.address)
      const siblings = production.entities.listener.filter(({ loadBalancer }) => {
        const owner = resolveEntity(production, 'load-balancer', loadBalancer)
        return owner.kind !== 'entity' || addressKey(owner.entity.address) === key
      })
      const answers = siblings.some(
        each =>
          each.exists === 'yes' &&
          isKnown(each.port) &&
          isKnown(port) &&
          Number(each.port.value) === Number(port.value),
      )
      if (answers) continue
      const open = siblings.flatMap(each => [
        ...(each.exists === 'undetermined' && each.existsBecause ? decidersOf(each.existsBecause) : []),
        ...decidersOf(each.port),
      ])
      const decides = [...decidersOf(port), ...open]
      const { name } = balancer.entity.address
      const role = balancerRole(production, balancer.entity.address)
      const subject = `port ${isKnown(port) ? port.value : 'unknown'} of load balancer ${role}`
      const evidence = [
        ...valueEvidence(production, 'redirects to port', port),
        lineEvidence(production, 'redirect', at),
        ...siblings.flatMap(each => valueEvidence(production, 'it listens on', each.port)),
        lineEvidence(production, `load balancer without a listener on that port`, balancer.entity.at),
      ]
      if (decides.length > 0)
        yield {
          kind: 'undetermined',
          subject,
          message: `whether ${name} listens on the port that it redirects to cannot be told`,
          evidence,
          decides,
        }
      else if (isKnown(port))
        yield {
          kind: 'finding',
          subject,
          data: { balancer: name, port: Number(port.value) },
          confidence: 'proved',
          evidence,
          fix: { description: `listen on port ${port.value}`, at: balancer.entity.at },
        }
    }
  },
})
