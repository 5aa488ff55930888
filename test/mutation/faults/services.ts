import type { Service } from '../company/deployment.ts'
import { type Fault, inProduction, withService } from './fault.ts'

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
  {
    name: 'load balancer closed to clients',
    owner: 'load-balancer-cut-off',
    inject: company => inProduction(company, { openPorts: [80] }),
  },
  {
    name: 'load balancer lets out another port',
    owner: 'load-balancer-cut-off',
    inject: company => inProduction(company, { egressPort: 9 }),
  },
  {
    name: 'process listens on another port',
    owner: 'process-port-mismatch',
    inject: changing(({ port, environment }) => ({ environment: { ...environment, PORT: String(port + 5000) } })),
  },
  {
    name: 'health check of another path',
    owner: 'health-check-differs',
    inject: changing(() => ({ healthPath: '/' })),
  },
]
