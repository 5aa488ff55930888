import { serviceRole } from '../../align/correspondence.ts'
import { decidersOf, displayValue } from '../../model/deciders.ts'
import { isKnown } from '../../model/value.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { type Exposure, exposuresIn } from './registered-ports.ts'
import { type ToldPort, toldPorts } from './told-ports.ts'

const toldIn = ({ definition }: Exposure): readonly ToldPort[] => (definition ? toldPorts(definition) : [])

/** Whether the process listens where its service sends requests; nothing where it is told no port. */
const fits = (exposure: Exposure): 'yes' | 'no' | 'undetermined' | undefined => {
  const told = toldIn(exposure)
  if (told.length === 0) return undefined
  if (!isKnown(exposure.port)) return 'undetermined'
  const wanted = Number(exposure.port.value)
  if (told.some(({ port }) => port === wanted)) return 'yes'
  return told.some(({ port }) => port === undefined) ? 'undetermined' : 'no'
}

/** A process listens on the port that it is told, whatever its container maps (ECS API, PortMapping): on any other, connections are refused. */
export const processPortMismatch = defineRule<{ container: string; by: string; told: string; port: string }>({
  id: 'process-port-mismatch',
  patterns: ['ECS02'],
  title: 'A container listens on another port than its service registers',
  severity: 'error',

  message: ({ container, by, told, port }) =>
    `${container} is told to listen on ${told} (${by}), requests come to port ${port}: health checks fail, clients get 502`,

  *check({ staging, production }) {
    const rehearsed = new Map(exposuresIn(staging).map(exposure => [exposure.role, exposure]))
    for (const exposure of exposuresIn(production)) {
      const { container, port, service, role } = exposure
      const answer = fits(exposure)
      const twin = rehearsed.get(role)
      const before = twin && fits(twin)
      const [told] = toldIn(exposure)
      if (answer === undefined || answer === 'yes' || before === 'no' || !told) continue
      const subject = `port that ${container} of ${serviceRole(production, service.address)} listens on`
      const evidence = [
        ...toldIn(exposure).flatMap(({ by, value }) => valueEvidence(production, by, value)),
        ...valueEvidence(production, 'registered', port),
        ...(twin ? toldIn(twin).flatMap(({ by, value }) => valueEvidence(staging, by, value)) : []),
        ...(twin ? valueEvidence(staging, 'registered', twin.port) : []),
      ]
      if (answer === 'undetermined') {
        const decides = [told.value, port].flatMap(decidersOf)
        const message = `whether ${container} listens on the port that ${service.address.name} registers cannot be told`
        if (before === 'yes' && decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
        continue
      }
      yield {
        kind: 'finding',
        subject,
        data: { container, by: told.by, told: displayValue(told.value), port: displayValue(port) },
        confidence: before === 'yes' ? 'proved' : 'likely',
        evidence,
        fix: { description: `listen on port ${displayValue(port)}`, at: decisiveLine(told.value) },
      }
    }
  },
})
