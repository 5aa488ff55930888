import type { UnknownReason } from '../../model/value.ts'
import type { HclNumber, HclValue, UnknownCause, UnknownValue } from './value.ts'

export const isNull = (value: HclValue): boolean => value.state === 'null'
export const isKnown = (value: HclValue): boolean => value.state !== 'unknown'

/** The text of a known string; `undefined` for anything else. The others alike. */
export const stringOf = (value: HclValue | undefined): string | undefined =>
  value?.state === 'known' && typeof value.data === 'string' ? value.data : undefined

export const boolOf = (value: HclValue | undefined): boolean | undefined =>
  value?.state === 'known' && typeof value.data === 'boolean' ? value.data : undefined

const isNumberData = (data: unknown): data is HclNumber =>
  typeof data === 'number' ||
  (typeof data === 'object' && data !== null && !Array.isArray(data) && !(data instanceof Map))

export const numericOf = (value: HclValue | undefined): HclNumber | undefined =>
  value?.state === 'known' && isNumberData(value.data) ? value.data : undefined

/** The items of a known list, set or tuple. */
export const itemsOf = (value: HclValue | undefined): readonly HclValue[] | undefined =>
  value?.state === 'known' && Array.isArray(value.data) ? (value.data as readonly HclValue[]) : undefined

/** The entries of a known map or object. */
export const entriesOf = (value: HclValue | undefined): ReadonlyMap<string, HclValue> | undefined =>
  value?.state === 'known' && value.data instanceof Map ? (value.data as ReadonlyMap<string, HclValue>) : undefined

const whollyKnown = new WeakSet<object>()

/** The first unknown in a value, at any depth. Containers without any are remembered: they may be part of a value many times. */
export const findUnknown = (value: HclValue): UnknownValue | undefined => {
  if (value.state === 'unknown') return value
  if (value.state === 'null' || typeof value.data !== 'object' || whollyKnown.has(value)) return undefined
  for (const child of itemsOf(value) ?? entriesOf(value)?.values() ?? []) {
    const found = findUnknown(child)
    if (found !== undefined) return found
  }
  whollyKnown.add(value)
  return undefined
}

export const isWhollyKnown = (value: HclValue): boolean => findUnknown(value) === undefined

/** The reason behind any cause: what a value that is computed from this unknown has to wait for. */
export const reasonOf = (cause: UnknownCause): UnknownReason => {
  if (cause.kind === 'reason') return cause.why
  if (cause.kind === 'reference') return { kind: 'computed', names: [cause.to.name, ...cause.attribute].join('.') }
  for (const part of cause.parts) {
    const unknown = findUnknown(part)
    if (unknown !== undefined) return reasonOf(unknown.cause)
  }
  return { kind: 'computed', names: '' }
}

/** The cause of a value that is computed from an unknown without being it. */
export const derivedCause = (unknown: UnknownValue | undefined): UnknownCause => ({
  kind: 'reason',
  why: unknown === undefined ? { kind: 'computed', names: '' } : reasonOf(unknown.cause),
})
