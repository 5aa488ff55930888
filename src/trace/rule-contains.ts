import type { Condition, ListenerRule, Patterns } from '../model/entity.ts'
import { everyOf, someOf, type Truth, truthOf } from '../model/truth.ts'
import { isKnown, type Value } from '../model/value.ts'
import { describeCondition } from './conditions.ts'
import { globTokens, matchGlob } from './glob.ts'
import { globContains } from './glob-contains.ts'

const patternContains = (outer: Value, inner: Value, ignoreCase: boolean): Truth => {
  if (!isKnown(outer) || !isKnown(inner)) return 'undetermined'
  const options = { ignoreCase }
  const text = String(inner.value)
  // A pattern without wildcards is one text.
  if (!/[*?]/.test(text)) return truthOf(matchGlob(String(outer.value), text, options))
  // And one text is not all that a pattern with wildcards matches.
  if (!/[*?]/.test(String(outer.value))) return 'no'
  return truthOf(globContains(globTokens(String(outer.value), options), globTokens(text, options)))
}

const patternsContain = (outer: Patterns, inner: Patterns, ignoreCase: boolean): Truth =>
  'unknown' in outer || 'unknown' in inner
    ? 'undetermined'
    : everyOf(inner, value => someOf(outer, candidate => patternContains(candidate, value, ignoreCase)))

const hasRegex = (condition: Condition): boolean =>
  'regexValues' in condition &&
  condition.regexValues !== undefined &&
  ('unknown' in condition.regexValues || condition.regexValues.length > 0)

/** Whether one condition holds wherever the other does. Kinds that are not compared exactly are undetermined, or equal as written. */
const conditionContains = (outer: Condition, inner: Condition): Truth => {
  if (outer.field !== inner.field) return 'no'
  if (hasRegex(outer) || hasRegex(inner))
    return describeCondition(outer) === describeCondition(inner) ? 'yes' : 'undetermined'
  if (outer.field === 'http-header' && inner.field === 'http-header') {
    if (!isKnown(outer.name) || !isKnown(inner.name)) return 'undetermined'
    const sameName = String(outer.name.value).toLowerCase() === String(inner.name.value).toLowerCase()
    return sameName ? patternsContain(outer.values, inner.values, true) : 'no'
  }
  if ((outer.field === 'host-header' || outer.field === 'path-pattern') && 'values' in inner)
    return patternsContain(outer.values, inner.values, outer.field === 'host-header')
  if (outer.field === 'http-request-method' && 'values' in inner) {
    const methods = inner.values
    if ('unknown' in outer.values || 'unknown' in methods) return 'undetermined'
    const known = new Set(outer.values.flatMap(value => (isKnown(value) ? [value.value] : [])))
    return everyOf(methods, value => (isKnown(value) ? truthOf(known.has(value.value)) : 'undetermined'))
  }
  return describeCondition(outer) === describeCondition(inner) ? 'yes' : 'undetermined'
}

/**
 * Whether every request that meets the conditions of `inner` meets those of `outer`: each condition of `outer` must be implied by one of `inner`.
 * A condition that holds for everything (`*`) needs none.
 */
export const ruleContains = (outer: ListenerRule, inner: ListenerRule): Truth =>
  everyOf(outer.conditions, condition =>
    holdsForAll(condition) ? 'yes' : someOf(inner.conditions, candidate => conditionContains(condition, candidate)),
  )

const holdsForAll = (condition: Condition): boolean =>
  (condition.field === 'path-pattern' || condition.field === 'host-header') &&
  !('unknown' in condition.values) &&
  condition.values.some(
    value => isKnown(value) && (value.value === '*' || (condition.field === 'path-pattern' && value.value === '/*')),
  )
