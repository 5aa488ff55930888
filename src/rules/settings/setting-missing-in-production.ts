import { roleName } from '../../align/role-name.ts'
import { decidersOf } from '../../model/deciders.ts'
import type { TaskDefinition } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { startOf } from '../../model/source-location.ts'
import type { Value } from '../../model/value.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { isNeeded } from './needed-setting.ts'
import { pairedSettings } from './paired-settings.ts'

const openTasks = ({ entities, name }: EnvironmentModel): readonly (readonly [string, TaskDefinition, Value])[] =>
  entities['task-definition'].flatMap(task =>
    'unknown' in task.containers ? [[roleName(task.address.name, name), task, task.containers.unknown] as const] : [],
  )

/** A service is told something in staging and nothing in production, by no layer of its configuration. */
export const settingMissingInProduction = defineRule<{ app: string; key: string }>({
  id: 'setting-missing-in-production',
  patterns: ['ECS09', 'J22'],
  title: 'A setting of staging is absent in production',
  severity: 'warning',

  message: ({ app, key }) => `${app} is not told ${key} in production: it starts without it, or not at all`,

  *check(context) {
    const { staging, production } = context
    const settings = pairedSettings(context)
    for (const { app, key, staging: one, production: other } of settings) {
      if (!one || other || !isNeeded(key, one)) continue
      if (
        key.startsWith('secret ')
          ? settings.some(each => each.app === app && each.key === key.slice(7) && each.production)
          : settings.some(each => each.app === app && each.key === `secret ${key}` && each.production)
      )
        continue
      const sibling = settings.find(each => each.app === app && each.production)?.production
      const file = (sibling?.from.origins[0]?.at ?? sibling?.from.at)?.file
      const name = key.replace(/^secret /, '')
      yield {
        kind: 'finding',
        subject: `${name} of ${app}`,
        data: { app, key: name },
        confidence: 'likely',
        evidence: [
          ...(file === undefined ? [] : [lineEvidence(production, `has no ${name}`, startOf(file))]),
          ...valueEvidence(staging, name, one),
        ],
        ...(file === undefined ? {} : { fix: { description: `set ${name}`, at: startOf(file) } }),
      }
    }
    const told = new Map(
      staging.entities['task-definition'].flatMap(task =>
        'unknown' in task.containers || task.containers.every(({ environment }) => environment.size === 0)
          ? []
          : [[roleName(task.address.name, staging.name), task] as const],
      ),
    )
    for (const [role, task, open] of openTasks(production)) {
      const twin = told.get(role)
      if (!twin) continue
      yield {
        kind: 'undetermined',
        subject: `environment of ${role}`,
        message: `what ${task.address.name} is told in production cannot be told`,
        evidence: [
          lineEvidence(production, 'task definition', task.at),
          lineEvidence(staging, 'task definition', twin.at),
        ],
        decides: decidersOf(open),
      }
    }
  },
})
