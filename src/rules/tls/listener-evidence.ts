import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import { isKnown } from '../../model/value.ts'
import { resolveName } from '../../trace/dns.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'

/** The listeners behind a host, on one port or on all: port, protocol, place. */
export const listenerEvidence = (model: EnvironmentModel, host: string, port?: number): readonly Evidence[] => {
  const answer = resolveName(model, host)
  if (answer.kind !== 'entry') return []
  const listeners = model.entities.listener.filter(listener => {
    const owner = resolveEntity(model, 'load-balancer', listener.loadBalancer)
    const isOn = port === undefined || (isKnown(listener.port) && Number(listener.port.value) === port)
    return isOn && owner.kind === 'entity' && owner.entity === answer.entry
  })
  return listeners.flatMap(listener => [
    ...valueEvidence(model, 'port that it listens on', listener.port),
    ...(isKnown(listener.protocol)
      ? [lineEvidence(model, 'its protocol', listener.protocol.from.at, String(listener.protocol.value))]
      : []),
  ])
}
