import { roleName } from '../../align/role-name.ts'
import { decidersOf } from '../../model/deciders.ts'
import type { TaskDefinition } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { missingSettings } from './needed-setting.ts'

const tasksByRole = ({ entities, name }: EnvironmentModel): readonly (readonly [string, TaskDefinition])[] =>
  entities['task-definition'].map(task => [roleName(task.address.name, name), task])

const isTold = ({ containers }: TaskDefinition): boolean =>
  !('unknown' in containers) && containers.some(({ environment }) => environment.size > 0)

/** A service is told something in staging and nothing in production, by no layer of its configuration. */
export const settingMissingInProduction = defineRule<{ app: string; key: string }>({
  id: 'setting-missing-in-production',
  patterns: ['ECS09', 'J22'],
  title: 'A setting of staging is absent in production',
  severity: 'warning',

  message: ({ app, key }) => `${app} is not told ${key} in production: it starts without it, or not at all`,

  *check(context) {
    const { staging, production } = context
    for (const { app, key, staging: value, at } of missingSettings(context))
      yield {
        kind: 'finding',
        subject: `${key} of ${app}`,
        data: { app, key },
        confidence: 'likely',
        evidence: [
          ...(at ? [lineEvidence(production, `${key} is not among its settings`, at)] : []),
          ...valueEvidence(staging, key, value),
        ],
        fix: at && { description: `set ${key} for ${app}`, at },
      }
    const rehearsed = tasksByRole(staging)
    for (const [role, task] of tasksByRole(production)) {
      const { containers } = task
      const twin = rehearsed.find(([other, each]) => other === role && isTold(each))?.[1]
      if (!twin || !('unknown' in containers)) continue
      yield {
        kind: 'undetermined',
        subject: `environment of ${role}`,
        message: `which settings ${task.address.name} gets in production cannot be told`,
        evidence: [
          lineEvidence(production, 'task definition', task.at),
          lineEvidence(staging, 'task definition', twin.at),
        ],
        decides: decidersOf(containers.unknown),
      }
    }
  },
})
