import { serviceRole } from '../../align/correspondence.ts'
import { displayValue } from '../../model/deciders.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { exposuresIn } from './registered-ports.ts'

/** A service registers a port that its container does not map (ECS API, CreateService): the deployment is refused, or targets stay unhealthy. */
export const containerPortMismatch = defineRule<{ service: string; container: string; port: string; mapped: string }>({
  id: 'container-port-mismatch',
  patterns: ['ECS01'],
  title: 'A service registers a port that its container does not open',
  severity: 'error',

  message: ({ service, container, port, mapped }) =>
    `${service} registers port ${port} of container ${container}, which opens ${mapped}: the service cannot be deployed`,

  *check({ staging, production }) {
    const rehearsed = new Map(exposuresIn(staging).map(exposure => [exposure.role, exposure]))
    for (const { service, port, container, role, mapped, at, decides, fits } of exposuresIn(production)) {
      const twin = rehearsed.get(role)
      if (fits === 'yes' || twin?.fits === 'no') continue
      const subject = `port of container ${container} in ${serviceRole(production, service.address)}`
      const evidence = [
        ...valueEvidence(production, 'registered', port),
        ...mapped.flatMap(value => valueEvidence(production, 'opened by the container', value)),
        ...(mapped.length === 0 && at ? [lineEvidence(production, 'container', at.from.at)] : []),
        ...(twin ? valueEvidence(staging, 'registered', twin.port) : []),
      ]
      if (fits === 'undetermined') {
        const message = `whether container ${container} opens the port that ${service.address.name} registers cannot be told`
        if (twin?.fits === 'yes' && decides.length > 0)
          yield { kind: 'undetermined', subject, message, evidence, decides }
        continue
      }
      const ports = mapped.map(displayValue).join(', ')
      yield {
        kind: 'finding',
        subject,
        data: { service: service.address.name, container, port: displayValue(port), mapped: ports || 'none' },
        confidence: 'proved',
        evidence,
        fix: {
          description: ports
            ? `register port ${ports}, or map ${displayValue(port)}`
            : `map port ${displayValue(port)}`,
          at: decisiveLine(port),
        },
      }
    }
  },
})
