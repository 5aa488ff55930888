import type { SourceLocation } from '../../model/source-location.ts'
import type { KnownValue, Value } from '../../model/value.ts'
import { hiddenLike, provenance } from './derive-value.ts'

/** Longer text than CloudFormation takes as a whole template: only nested functions that multiply each other get there. */
export const maximumTextLength = 1024 * 1024

/**
 * Text made of several values, in order: known when all are, else a template that keeps its known parts. `undefined` when the text would exceed
 * the bound. Lists and maps are not text; callers refuse them before.
 */
export const joinText = (parts: readonly Value[], at: SourceLocation): Value | undefined => {
  const from = provenance(at, ...parts)
  const joined: Value[] = []
  let length = 0
  const append = (part: Value): void => {
    if (part.kind === 'template') for (const inner of part.parts) append(inner)
    else if (part.kind !== 'known') joined.push(part)
    else appendText(part)
  }
  const appendText = (part: KnownValue): void => {
    const text = String(part.value)
    length += text.length
    const last = joined.at(-1)
    if (text === '' || length > maximumTextLength) return
    if (last?.kind === 'known')
      joined[joined.length - 1] = hiddenLike(
        { kind: 'known', value: `${last.value}${text}`, from: provenance(last.from.at, last, part) },
        last,
        part,
      )
    else joined.push(hiddenLike({ kind: 'known', value: text, from: part.from }, part))
  }
  parts.forEach(append)
  if (length > maximumTextLength) return undefined
  const only = joined.length === 1 ? joined[0] : undefined
  if (only !== undefined) {
    const identity = parts.length === 1 && parts[0]?.kind === 'known' ? parts[0].names : undefined
    return { ...only, from: { ...only.from, ...from }, ...(identity && { names: identity }) } as Value
  }
  if (joined.length === 0) return hiddenLike({ kind: 'known', value: '', from }, ...parts)
  return { kind: 'template', parts: joined, from }
}

/** Whether a value can stand inside text. */
export const isText = (value: Value): boolean => value.kind !== 'list' && value.kind !== 'set' && value.kind !== 'map'

/** For messages: known text quoted, the rest by the name of what decides it, secrets hidden. */
export const describeText = (value: Value): string => {
  if (value.sensitive) return '(hidden)'
  switch (value.kind) {
    case 'known':
      return String(value.value)
    case 'template':
      return value.parts
        .map(part => (part.kind === 'known' ? describeText(part) : `\${${describeText(part)}}`))
        .join('')
    case 'reference':
      return [value.to.name, ...value.attribute].join('.')
    case 'unknown':
      return value.why.names
    default:
      return value.kind
  }
}
