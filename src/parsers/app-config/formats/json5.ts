import type { Value } from '../../../model/value.ts'
import type { Code } from '../code/expression.ts'
import { readJavaScriptExpression } from '../code/read-javascript.ts'
import { type ConfigDocuments, malformed, mapNode, scalarNode } from './config-node.ts'
import { sliceOf, type TextSource } from './text-source.ts'

/** JSON5 is a subset of JavaScript's expressions, so it is parsed as one: that keeps positions. Anything that is no literal is left out. */
export const readJson5 = (source: TextSource): ConfigDocuments => {
  const start = source.text.startsWith('\uFEFF') ? 1 : 0
  const code = readJavaScriptExpression(sliceOf(source, start, source.text.length))
  const value = code && literalValue(code, [])
  if (value === undefined) {
    return { documents: [], diagnostics: [malformed('JSON5', source.at(0, 0), 'The file is not one JSON5 value')] }
  }
  return { documents: [value], diagnostics: [] }
}

/** The value of a literal in program text; `undefined` for whatever would have to be computed. */
export const literalValue = (code: Code, path: readonly string[]): Value | undefined => {
  if (code.kind === 'literal') return scalarNode(code.source, code.value, code.start, code.end, path)
  if (code.kind === 'list') {
    const items = code.items.flatMap((item, i) => literalValue(item, [...path, String(i)]) ?? [])
    return { kind: 'list', items, from: { at: code.source.at(code.start, code.end, path), origins: [] } }
  }
  if (code.kind !== 'object') return undefined
  const entries = new Map<string, Value>()
  for (const entry of code.entries) {
    if ('spread' in entry || entry.key.kind !== 'literal') continue
    const key = String(entry.key.value)
    const value = literalValue(entry.value, [...path, key])
    if (value !== undefined) entries.set(key, value)
  }
  return mapNode(entries, code.source.at(code.start, code.end, path))
}
