import type { SourceLocation } from '../../model/source-location.ts'
import type { KnownValue, Origin, Provenance, UnknownReason, UnknownValue, Value } from '../../model/value.ts'

/** Nothing is there: an unset variable, a missing key. Unlike other unknowns it lets a default apply. */
export type AbsentValue = UnknownValue & { readonly absent: true }

export const absent = (name: string, at: SourceLocation): AbsentValue => ({
  kind: 'unknown',
  why: { kind: 'unset-input', names: name },
  from: { at, origins: [] },
  absent: true,
})

export const isAbsent = (value: Value | undefined): boolean => value === undefined || 'absent' in value

export const isEmptyText = (value: Value | undefined): boolean => value?.kind === 'known' && value.value === ''

export const unresolved = (kind: UnknownReason['kind'], names: string, at: SourceLocation): UnknownValue => ({
  kind: 'unknown',
  why: { kind, names },
  from: { at, origins: [] },
})

/** The text of a scalar as a process would see it; `undefined` for anything that is not a known scalar. */
export const textOf = (value: Value | undefined): string | undefined =>
  value?.kind !== 'known' ? undefined : value.value === null ? '' : String(value.value)

export const mergeOrigins = (...lists: readonly (readonly Origin[])[]): readonly Origin[] => {
  const merged: Origin[] = []
  for (const origin of lists.flat()) {
    const seen = merged.some(
      other =>
        other.name === origin.name &&
        other.at.file === origin.at.file &&
        other.at.start.offset === origin.at.start.offset,
    )
    if (!seen) merged.push(origin)
  }
  return merged
}

export const withText = (value: Value, text: string, from: Provenance = value.from): KnownValue => ({
  kind: 'known',
  value: text,
  from,
  ...(value.sensitive ? { sensitive: true } : {}),
})

/** The same value where code uses it: it stays where it is written, and passed through the place of its use. */
export const usedAt = <V extends Value>(value: V, at: SourceLocation): V => ({
  ...value,
  from: { ...value.from, through: [at, ...(value.from.through ?? [])].slice(0, 8) },
})

/** Text made of parts: known when all of them are, else a template that keeps what is known. A single part stays itself. */
export const joinText = (parts: readonly Value[], at: SourceLocation): Value => {
  const [only] = parts
  if (parts.length === 1 && only !== undefined && only.kind !== 'known') return only
  const origins = mergeOrigins(...parts.map(part => part.from.origins))
  const from: Provenance = { at, origins }
  const sensitive = parts.some(part => part.sensitive) ? ({ sensitive: true } as const) : {}
  const joined: Value[] = []
  for (const part of parts.flatMap(p => (p.kind === 'template' ? p.parts : [p]))) {
    const last = joined.at(-1)
    const [text, before] = [textOf(part), textOf(last)]
    if (text === '') continue
    if (last !== undefined && text !== undefined && before !== undefined) {
      joined[joined.length - 1] = withText(last, before + text, {
        at: last.from.at,
        origins: mergeOrigins(last.from.origins, part.from.origins),
      })
    } else joined.push(part)
  }
  if (joined.every(part => part.kind === 'known')) {
    return { kind: 'known', value: joined.map(part => textOf(part) ?? '').join(''), from, ...sensitive }
  }
  return { kind: 'template', parts: joined, from, ...sensitive }
}

/** The names of what decides a value, in order, without repeats. */
export const decidersOf = (value: Value): readonly string[] => {
  const names: string[] = []
  const visit = (part: Value, depth: number): void => {
    if (depth > 50) return
    if (part.kind === 'unknown') names.push(part.why.names)
    else if (part.kind === 'reference') names.push([part.to.name, ...part.attribute].join('.'))
    else if (part.kind === 'template') for (const inner of part.parts) visit(inner, depth + 1)
    else if (part.kind === 'list' || part.kind === 'set') for (const item of part.items) visit(item, depth + 1)
  }
  visit(value, 0)
  return [...new Set(names)]
}
