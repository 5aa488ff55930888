import type { Container, EntityOf, Service } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import { addressKey } from '../model/value.ts'

/** A service with the containers that it runs, as far as they are known. */
export interface RunningService {
  readonly service: Service
  readonly task?: EntityOf<'task-definition'>
  readonly containers: readonly Container[]
}

export const runningServices = (entities: EnvironmentModel['entities']): readonly RunningService[] => {
  const tasks = new Map(entities['task-definition'].map(task => [addressKey(task.address), task]))
  return entities.service.map(service => {
    const written = service.taskDefinition
    const task = written?.kind === 'reference' ? tasks.get(addressKey(written.to)) : undefined
    const containers = task && !('unknown' in task.containers) ? task.containers : []
    return { service, ...(task ? { task } : {}), containers }
  })
}
