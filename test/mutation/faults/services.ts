import type { Service } from '../company/deployment.ts'
import { type Fault, withService } from './fault.ts'

const changing =
  (change: (service: Service) => Partial<Service>): Fault['inject'] =>
  (company, random) =>
    withService(company, random.pick(company.production.services).name, change)

export const serviceFaults: readonly Fault[] = [
  {
    name: 'target group without a service',
    owner: 'target-group-empty',
    inject: changing(() => ({ isAttached: false })),
  },
  { name: 'no tasks', owner: 'target-group-empty', inject: changing(() => ({ count: 0 })) },
  {
    name: 'container opens another port',
    owner: 'container-port-mismatch',
    inject: changing(({ port }) => ({ containerPort: port + 5000 })),
  },
  {
    name: 'security group open at another port',
    owner: 'load-balancer-not-let-in',
    inject: changing(({ port }) => ({ ingressPort: port + 5000 })),
  },
]
