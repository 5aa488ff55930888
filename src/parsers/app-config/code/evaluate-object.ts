import type { Value } from '../../../model/value.ts'
import { textOf } from '../read-value.ts'
import type { Evaluate } from './code-scope.ts'
import type { Code } from './expression.ts'

/** An object literal; what is spread into it stands in its order. */
export const evaluateObject = (code: Extract<Code, { kind: 'object' }>, evaluate: Evaluate): Value => {
  const entries = new Map<string, Value>()
  for (const entry of code.entries) {
    if ('spread' in entry) {
      const spread = evaluate(entry.spread)
      if (spread?.kind === 'map') for (const [key, value] of spread.entries) entries.set(key, value)
      continue
    }
    const key = entry.key.kind === 'name' ? entry.key.name : textOf(evaluate(entry.key))
    const value = evaluate(entry.value)
    if (key !== undefined && value !== undefined) entries.set(key, value)
  }
  return { kind: 'map', entries, from: { at: code.source.at(code.start, code.end), origins: [] } }
}
