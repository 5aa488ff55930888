import type { EnvironmentModel } from '../model/environment-model.ts'
import { isString, type Value } from '../model/value.ts'

const texts = (values: readonly Value[]): readonly string[] =>
  values.flatMap(value => (isString(value) && value.value.includes('.') ? [value.value.toLowerCase()] : []))

/**
 * Names, and wildcards for names, under which an environment can be reached: its records and the aliases of its distributions. Only where
 * it has neither, the hosts of its listener rules: a rule may name a host of another environment by mistake.
 */
export const ownNames = (model: EnvironmentModel): ReadonlySet<string> => {
  const records = model.entities['dns-record'].filter(({ exists }) => exists !== 'no').map(({ name }) => name)
  const aliases = model.entities.distribution.flatMap(({ aliases: list }) => ('unknown' in list ? [] : list))
  const reached = texts([...records, ...aliases])
  if (reached.length > 0) return new Set(reached)
  const conditions = model.entities['listener-rule'].flatMap(rule =>
    rule.conditions.flatMap(condition =>
      condition.field === 'host-header' && !('unknown' in condition.values) ? condition.values : [],
    ),
  )
  return new Set(texts(conditions))
}
