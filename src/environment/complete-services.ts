import type { Entity, TaskDefinition } from '../model/entity.ts'
import type { Value } from '../model/value.ts'
import { addressKey, isString } from '../model/value.ts'

/** `family`, `family:revision`, or an ARN that ends in it (ECS API, `CreateService`). */
const familyOf = (text: string): string => text.replace(/^arn:.*:task-definition\//, '').replace(/:\d+$/, '')

const referenceIn = (value: Value, tasks: ReadonlyMap<string, TaskDefinition>): Value | undefined => {
  const parts = value.kind === 'template' ? value.parts : []
  const part = parts.find(each => each.kind === 'reference' && tasks.has(addressKey(each.to)))
  return part && { ...part, from: value.from }
}

/** The known text in front of a revision that is not known: `"${aws_ecs_task_definition.api.family}:${…revision}"`. */
const knownText = (value: Value): string | undefined => {
  if (isString(value)) return familyOf(value.value)
  const [first] = value.kind === 'template' ? value.parts : []
  return isString(first) && first.value.endsWith(':') ? familyOf(first.value.slice(0, -1)) : undefined
}

/** Services name their task definition by family; where one task definition has that family, it is that one. */
export const completeServices = (entities: readonly Entity[]): readonly Entity[] => {
  const tasks = entities.filter(entity => entity.kind === 'task-definition')
  const byAddress = new Map(tasks.map(task => [addressKey(task.address), task]))
  return entities.map(entity => {
    if (entity.kind !== 'service' || !entity.taskDefinition) return entity
    const written = entity.taskDefinition
    const inside = referenceIn(written, byAddress)
    if (inside) return { ...entity, taskDefinition: inside }
    const family = knownText(written)
    const found = tasks.filter(task => isString(task.family) && task.family.value === family)
    const [only] = found
    if (!only || found.length !== 1) return entity
    return { ...entity, taskDefinition: { kind: 'reference', to: only.address, attribute: [], from: written.from } }
  })
}
