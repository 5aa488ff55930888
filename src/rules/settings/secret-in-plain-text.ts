import { roleName } from '../../align/role-name.ts'
import { decidersOf } from '../../model/deciders.ts'
import type { Container, TaskDefinition } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Value } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

interface Told {
  readonly task: TaskDefinition
  readonly name: string
  /** Absent where the containers of a task are not known. */
  readonly container?: Container
}

const toldIn = (model: EnvironmentModel): readonly (Told & { readonly role: string })[] =>
  model.entities['task-definition'].flatMap(task => {
    const role = roleName(task.address.name, model.name)
    if (task.exists === 'no') return []
    if ('unknown' in task.containers) return [{ role, task, name: task.address.name }]
    return task.containers.map(container => {
      const name = container.name.kind === 'known' ? String(container.name.value) : task.address.name
      return { role: `${role} ${roleName(name, model.name)}`, task, name, container }
    })
  })

/** An empty text keeps nothing from anybody; what comes from elsewhere at deployment may be a secret all the same. */
const isWritten = (value: Value): boolean => value.kind !== 'known' || value.value !== ''

/** A setting that staging reads from a secret store and production has in its task definition, where whoever may describe it reads it. */
export const secretInPlainText = defineRule<{ key: string; app: string }>({
  id: 'secret-in-plain-text',
  patterns: ['ECS11'],
  title: 'A secret of staging is a plain setting in production',
  severity: 'warning',

  message: ({ key, app }) =>
    `${key} of ${app} stands in production's task definition, readable to all who may see it; staging reads it from a secret`,

  *check({ staging, production }) {
    const rehearsed = toldIn(staging).filter(({ container }) => container && container.secrets.size > 0)
    for (const { role, task, name, container } of toldIn(production)) {
      if (!container) {
        const twin = rehearsed.find(other => other.role.split(' ')[0] === role)
        if (!twin || !('unknown' in task.containers)) continue
        yield {
          kind: 'undetermined',
          subject: `secrets of ${role}`,
          message: `whether ${name} reads its secrets as staging does cannot be told`,
          evidence: [
            lineEvidence(production, 'task definition', task.at),
            lineEvidence(staging, 'task definition', twin.task.at),
          ],
          decides: decidersOf(task.containers.unknown),
        }
        continue
      }
      const twin = rehearsed.find(other => other.role === role)?.container
      for (const [key, value] of container.environment) {
        const secret = twin?.secrets.get(key)
        if (!secret || container.secrets.has(key) || twin?.environment.has(key) || !isWritten(value)) continue
        const shown = valueEvidence(production, `plain ${key}`, value)
        yield {
          kind: 'finding',
          subject: `${key} of ${roleName(name, production.name)}`,
          data: { key, app: name },
          confidence: 'proved',
          // What staging keeps secret is not shown from production.
          evidence: [
            ...shown.map(({ label, at }) => lineEvidence(production, label, at)),
            ...valueEvidence(staging, `secret ${key}`, secret),
          ],
          fix: { description: `read ${key} from a secret, as staging does`, at: decisiveLine(value) },
        }
      }
    }
  },
})
