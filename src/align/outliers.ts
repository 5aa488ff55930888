import { displayValue } from '../model/deciders.ts'
import { entityKinds } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { isKnown, type Value } from '../model/value.ts'
import { groupBy } from './group-by.ts'
import { leavesOf, type TextOf } from './leaves.ts'
import { roleName } from './role-name.ts'

/** One place of which most environments say the same, and who says otherwise. */
export interface Outlier {
  /** Kind, role and field: `service`, `web`, `desiredCount`. */
  readonly path: readonly [kind: string, role: string, field: string]
  /** What most say, their own names left out. */
  readonly text: string
  readonly agree: readonly string[]
  /** Absent `at`: this environment has nothing there. */
  readonly others: readonly { readonly environment: string; readonly text: string; readonly at?: SourceLocation }[]
}

/** Text without the environment's own words, accounts and regions: what is the same in every environment compares as equal. */
const textIn =
  (environment: string): TextOf =>
  value => {
    if (value.sensitive) return '(secret)'
    if (value.kind === 'reference') return `→${roleName(value.to.name, environment)}.${value.attribute.join('.')}`
    const text = displayValue(value)
    if (!isKnown(value) || typeof value.value !== 'string' || text.length > 600) return text
    const role = roleName(text.replace(/\d{12}/g, '').replace(/\b[a-z]{2}(-[a-z]+)+-\d\b/g, ''), environment)
    return role === '' ? text : role
  }

type Fields = ReadonlyMap<string, Value>

const subjectsIn = (model: EnvironmentModel): ReadonlyMap<string, Fields> => {
  const text = textIn(model.name)
  const subjects = new Map<string, Fields>()
  const add = (kind: string, role: string, thing: unknown): void => {
    const key = JSON.stringify([kind, role])
    // Two of one role: which of them is whose counterpart is not asked here.
    subjects.set(key, subjects.has(key) ? new Map() : leavesOf([thing, undefined], [text, text])[0])
  }
  for (const kind of entityKinds)
    for (const entity of model.entities[kind])
      add(kind, [entity.address.source, entity.address.name].map(name => roleName(name, model.name)).join(' '), entity)
  for (const { id, settings } of model.apps)
    add('setting', roleName(id, model.name), new Map(settings.map(({ key, value }) => [key, value])))
  return subjects
}

/**
 * Where all environments but a few say the same, of three or more: "five of six agree". A place that fewer than two thirds agree on is no matter of
 * outliers; neither is one where every environment has its own.
 */
export const outliersAmong = (models: readonly EnvironmentModel[]): readonly Outlier[] => {
  if (models.length < 3) return []
  const sides = models.map(model => ({ model, text: textIn(model.name), subjects: subjectsIn(model) }))
  const outliers: Outlier[] = []
  for (const key of new Set(sides.flatMap(({ subjects }) => [...subjects.keys()]))) {
    const [kind = '', role = ''] = JSON.parse(key) as readonly string[]
    const having = sides.filter(({ subjects }) => subjects.has(key))
    // What a few environments have at all is structure, said once and not field by field.
    if (having.length * 3 < models.length * 2) continue
    for (const field of new Set(having.flatMap(({ subjects }) => [...(subjects.get(key)?.keys() ?? [])]))) {
      const said = having.map(({ model, text, subjects }) => {
        const value = subjects.get(key)?.get(field)
        return { environment: model.name, text: value ? text(value) : '(nothing)', value }
      })
      const groups = groupBy(said, ({ text }) => text)
      const [largest] = [...groups].toSorted(([, one], [, other]) => other.length - one.length)
      if (!largest || largest[1].length === said.length || largest[1].length * 3 < said.length * 2) continue
      const [text, agree] = largest
      outliers.push({
        path: [kind, role, field],
        text,
        agree: agree.map(({ environment }) => environment),
        others: said.flatMap(({ environment, text: own, value }) =>
          own === text
            ? []
            : [
                {
                  environment,
                  text: value ? shown(value) : own,
                  ...(value ? { at: value.from.origins[0]?.at ?? value.from.at } : {}),
                },
              ],
        ),
      })
    }
  }
  return outliers.sort(
    (one, other) => one.others.length - other.others.length || (one.path.join(' ') < other.path.join(' ') ? -1 : 1),
  )
}

const shown = (value: Value): string => displayValue(value).replace(/\s+/g, ' ').slice(0, 200)
