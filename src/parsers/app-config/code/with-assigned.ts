import type { Value } from '../../../model/value.ts'
import type { Evaluate } from './code-scope.ts'
import type { CodeFile } from './expression.ts'

/** An object with the members that later statements of its file set: `options.issuer = …`. */
export const withAssigned = (value: Value, name: string, file: CodeFile, evaluate: Evaluate): Value => {
  if (value.kind !== 'map') return value
  const entries = new Map(value.entries)
  for (const { target, value: assigned } of file.assignments) {
    if (target.kind !== 'member' || target.object.kind !== 'name' || target.object.name !== name) continue
    const read = evaluate(assigned)
    if (read !== undefined) entries.set(target.name, read)
  }
  return { ...value, entries }
}
