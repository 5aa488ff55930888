import { decidersOf } from '../model/deciders.ts'
import type { Accelerator, EndpointGroup } from '../model/entity.ts'
import { resolveEntity } from '../model/environment-model.ts'
import type { Request } from '../model/trace.ts'
import { isKnown, type Value } from '../model/value.ts'
import { type Entry, entryOf } from './entry.ts'
import { doubt, fail, pass, type Walk } from './walk.ts'

const isZero = (value: Value | undefined): boolean => value !== undefined && isKnown(value) && Number(value.value) === 0

/** Groups that are turned on, of listeners that take the port; TLS and Host pass through untouched (Global Accelerator guide, "How it works"). */
export const passAccelerator = (
  walk: Walk,
  accelerator: Accelerator,
  request: Request,
): { readonly entry: Entry; readonly request: Request } | undefined => {
  const { model } = walk
  const at = { stage: 'edge' as const, entity: accelerator.address, source: accelerator.at, values: [] }
  const listeners = model.entities['accelerator-listener'].filter(({ accelerator: owner, ports, exists }) => {
    const resolved = resolveEntity(model, 'accelerator', owner)
    const takes = ports.some(
      ({ from, to }) =>
        !isKnown(from) || !isKnown(to) || (Number(from.value) <= request.port && request.port <= Number(to.value)),
    )
    return exists !== 'no' && resolved.kind === 'entity' && resolved.entity === accelerator && takes
  })
  if (listeners.length === 0) {
    fail(walk, { ...at, detail: `it has no listener for port ${request.port}` }, { kind: 'no-listener' })
    return undefined
  }
  const isActive = ({ listener, trafficDial, exists }: EndpointGroup): boolean => {
    const resolved = resolveEntity(model, 'accelerator-listener', listener)
    return exists !== 'no' && !isZero(trafficDial) && resolved.kind === 'entity' && listeners.includes(resolved.entity)
  }
  const groups = model.entities['endpoint-group'].filter(isActive)
  const endpoints = groups.flatMap(group =>
    group.endpoints.filter(({ weight }) => !isZero(weight)).map(({ endpoint }) => ({ group, endpoint })),
  )
  const [first] = endpoints
  if (first === undefined) {
    fail(walk, { ...at, detail: 'no endpoint gets traffic' }, { kind: 'no-target' })
    return undefined
  }
  const entry = entryOf(model, first.endpoint)
  if (entry === undefined) {
    doubt(walk, { ...at, detail: 'which endpoint takes it is not known' }, [
      ...decidersOf(first.endpoint),
      { names: `endpoints of ${accelerator.address.name}`, at: first.group.at },
    ])
    return undefined
  }
  const override = first.group.portOverrides.find(
    ({ listenerPort }) => isKnown(listenerPort) && Number(listenerPort.value) === request.port,
  )
  const port = override && isKnown(override.endpointPort) ? Number(override.endpointPort.value) : request.port
  const others = new Set(endpoints.map(({ endpoint }) => entryOf(model, endpoint))).size - 1
  const shares = others > 0 ? ` (${others} more endpoint${others > 1 ? 's' : ''} share the traffic)` : ''
  pass(walk, { ...at, detail: `accelerator → ${entry.address.name}${shares}` })
  return { entry, request: { ...request, port } }
}
