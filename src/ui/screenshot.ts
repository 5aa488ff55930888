import { contextFor } from './context.ts'
import { frame } from './frame.ts'
import { initialState } from './initial-state.ts'
import { reduce } from './reduce.ts'
import type { Size } from './state.ts'
import { painter } from './theme.ts'
import type { UiHost } from './ui-host.ts'

const largest = 500

/** `120x40`; `undefined` for anything else. */
export const sizeOf = (text: string): Size | undefined => {
  const [, columns, rows] = /^(\d{1,3})x(\d{1,3})$/.exec(text) ?? []
  if (columns === undefined || rows === undefined) return undefined
  return { columns: Math.min(largest, Number(columns)), rows: Math.min(largest, Number(rows)) }
}

/** One frame as text, after some keys: without a terminal, for documents and tests. What the keys would do outside is not done. */
export const screenshot = async (host: UiHost, size: Size, keys: readonly string[]): Promise<readonly string[]> => {
  const analysis = await (typeof host.analysis === 'function' ? host.analysis() : host.analysis)
  const context = contextFor(host)
  let { state } = reduce(context, initialState(size), { kind: 'analysed', analysis })
  for (const name of keys) state = reduce(context, state, { kind: 'keys', keys: [{ name }] }).state
  const { line: paint } = painter(host.color, host.theme)
  return frame(state, context).lines.map(line => paint(line).trimEnd())
}
