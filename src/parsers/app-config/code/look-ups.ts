import type { Value } from '../../../model/value.ts'
import { getPath } from '../layers/merge.ts'
import { textOf } from '../read-value.ts'
import type { Evaluate } from './code-scope.ts'
import { type Code, type CodeFile, dottedName, type Language } from './expression.ts'
import { foldName, settingsEnding } from './settings-ending.ts'

/** `settings.jwt.issuer` where `settings` cannot be followed: the one setting whose path ends like that. */
export const settingOf = (settings: Value | undefined, code: Code): Value | undefined => {
  const dotted = dottedName(code)
  if (settings === undefined || dotted === undefined) return undefined
  const segments = dotted.split('.').map(foldName)
  for (let from = 1; from < segments.length; from += 1) {
    const wanted = segments.slice(from)
    const found = settingsEnding(settings, wanted)
    if (found.length === 1) return found[0]
    if (found.length > 1) return undefined
  }
  return undefined
}

const fieldsOf = new WeakMap<CodeFile, ReadonlyMap<string, readonly Code[]>>()

/** Everything that a file gives to fields, by their name. */
const fieldsIn = (file: CodeFile): ReadonlyMap<string, readonly Code[]> => {
  const present = fieldsOf.get(file)
  if (present !== undefined) return present
  const fields = new Map<string, Code[]>()
  const add = (name: string, value: Code): void => {
    const values = fields.get(name) ?? []
    values.push(value)
    fields.set(name, values)
  }
  for (const { target, value } of file.assignments) if (target.kind === 'member') add(target.name, value)
  for (const call of file.calls) for (const { name, value } of call.named) add(name, value)
  fieldsOf.set(file, fields)
  return fields
}

/** `v.issuer` of an object that is built somewhere: what all places that set such a field agree on. */
export const fieldValue = (
  files: readonly CodeFile[],
  language: Language | undefined,
  code: Code,
  field: string,
  evaluate: Evaluate,
): Value | undefined => {
  const set = files.flatMap(file =>
    file.language === language ? (fieldsIn(file).get(field) ?? []).filter(value => value !== code) : [],
  )
  const values = set.slice(0, 20).flatMap(value => evaluate(value) ?? [])
  const found = values.filter(value => value.kind !== 'unknown' || value.why.kind === 'unset-input')
  const [only] = found
  const same = found.every(value => JSON.stringify(summary(value)) === JSON.stringify(summary(only)))
  return same ? only : undefined
}

const summary = (value: Value | undefined): unknown =>
  value?.kind === 'known'
    ? value.value
    : value?.kind === 'list'
      ? value.items.map(summary)
      : value?.kind === 'unknown'
        ? { names: value.why.names }
        : value?.kind

/** `jwt.issuer` of a configuration that a file's default export builds, as Nest's ConfigModule loads it. */
export const builtSetting = (files: readonly CodeFile[], path: string, evaluate: Evaluate): Value | undefined => {
  const keys = path.split(/[.:]/)
  for (const { defaultExport } of files) {
    if (defaultExport === undefined) continue
    const namespace = defaultExport.kind === 'call' ? textOf(evaluate(defaultExport.args[0])) : undefined
    const value = evaluate(defaultExport)
    const found = getPath(value, namespace === keys[0] ? keys.slice(1) : keys)
    if (found !== undefined) return found
  }
  return undefined
}
