import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { UsageError } from '../../config/config-error.ts'
import { bindings } from '../../ui/bindings.ts'
import type { Binding } from '../../ui/keymap.ts'
import { type KeyChange, type KeyProblem, rebind } from '../../ui/rebind.ts'

interface Entry {
  readonly name: string
  readonly value: unknown
  readonly line: number
}

const refuse = (file: string, problems: readonly KeyProblem[]): never => {
  throw new UsageError(problems.map(({ line, text }) => `${file}:${line}: ${text}`).join('\n'))
}

/**
 * Key bindings as a person wants them: `command: key` or `command: [keys]`, for everywhere, or below the name of a context. Every
 * problem is told with its line.
 */
export const readKeys = (file: string, text: string): readonly Binding[] => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 0 } as Parameters<typeof parseDocument>[1])
  const lineOf = (offset: number | undefined): number => lines.linePos(offset ?? 0).line
  const problems: KeyProblem[] = document.errors.map(({ message, pos }) => ({
    line: lineOf(pos[0]),
    text: message.split('\n')[0] ?? message,
  }))
  if (problems.length > 0) refuse(file, problems)

  const entriesOf = (node: unknown): readonly Entry[] =>
    isMap(node)
      ? node.items.map(({ key, value }) => ({
          name: String(isScalar(key) ? key.value : key),
          value,
          line: lineOf(isScalar(key) ? key.range?.[0] : undefined),
        }))
      : []
  const keysOf = (value: unknown): readonly string[] => {
    const parts = isSeq(value) ? value.items : [value]
    return parts.flatMap(part => (isScalar(part) && part.value !== null ? [String(part.value)] : []))
  }

  const changes: KeyChange[] = entriesOf(document.contents).flatMap(({ name, value, line }) =>
    isMap(value)
      ? entriesOf(value).map(entry => ({
          command: entry.name,
          context: name,
          keys: keysOf(entry.value),
          line: entry.line,
        }))
      : [{ command: name, keys: keysOf(value), line }],
  )
  const rebound = rebind(bindings, changes)
  if (rebound.problems.length > 0) refuse(file, rebound.problems)
  return rebound.bindings
}
