import { serviceRole } from '../../align/correspondence.ts'
import { decidersOf } from '../../model/deciders.ts'
import type { Container, Service } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import type { Decider } from '../../model/trace.ts'
import { isKnown, isString, type Value } from '../../model/value.ts'

export interface Exposure {
  readonly service: Service
  readonly port: Value
  readonly container: string
  readonly role: string
  readonly mapped: readonly Value[]
  readonly at: Container['name'] | undefined
  readonly definition: Container | undefined
  readonly decides: readonly Decider[]
  readonly fits: 'yes' | 'no' | 'undetermined'
}

/** Every port that a service registers in a target group, with the ports that its container really opens. */
export const exposuresIn = (model: EnvironmentModel): readonly Exposure[] =>
  model.entities.service.flatMap(service => {
    const task = service.taskDefinition && resolveEntity(model, 'task-definition', service.taskDefinition)
    if (service.exists !== 'yes' || task?.kind !== 'entity') return []
    const { containers } = task.entity
    return service.targets.flatMap(({ containerName, containerPort: port }): readonly Exposure[] => {
      if (!port || !isString(containerName)) return []
      const role = `${serviceRole(model, service.address)} ${containerName.value}`
      const base = { service, port, container: containerName.value, role }
      if ('unknown' in containers) {
        const decides = decidersOf(containers.unknown)
        return [{ ...base, mapped: [], at: undefined, definition: undefined, decides, fits: 'undetermined' }]
      }
      const named = containers.find(({ name }) => isKnown(name) && name.value === containerName.value)
      if (!named && containers.some(({ name }) => !isKnown(name))) return []
      const mapped = named?.ports ?? []
      const open = [port, ...mapped].filter(value => !isKnown(value))
      const hit = isKnown(port) && mapped.some(value => isKnown(value) && Number(value.value) === Number(port.value))
      const fits = hit ? 'yes' : open.length > 0 ? 'undetermined' : 'no'
      return [{ ...base, mapped, at: named?.name, definition: named, decides: open.flatMap(decidersOf), fits }]
    })
  })
