import type { Decider } from './trace.ts'
import type { Value } from './value.ts'

/** How a reference is written: `aws_lb.main.arn`. */
export const formatReference = (to: { readonly name: string }, attribute: readonly string[]): string =>
  [to.name, ...attribute].join('.')

/** What would have to be known for this value to be known; empty when it is. Of a secret only a digest is. Each name once. */
export const decidersOf = (value: Value): readonly Decider[] => {
  const found = new Map<string, Decider>()
  const visit = (part: Value): void => {
    switch (part.kind) {
      case 'known': {
        if (part.sensitive === undefined) return
        const [origin] = part.from.origins
        const names = `secret ${origin?.name ?? 'value'}`
        if (!found.has(names)) found.set(names, { names, at: origin?.at ?? part.from.at })
        return
      }
      case 'unknown': {
        const at = part.from.origins[0]?.at ?? part.from.at
        if (!found.has(part.why.names)) found.set(part.why.names, { names: part.why.names, at })
        return
      }
      case 'reference': {
        const names = formatReference(part.to, part.attribute)
        if (!found.has(names)) found.set(names, { names, at: part.from.at })
        return
      }
      case 'template':
        part.parts.forEach(visit)
        return
      case 'map':
        part.entries.forEach(visit)
        return
      default:
        part.items.forEach(visit)
    }
  }
  visit(value)
  return [...found.values()]
}

/** One line of text for people: known text as it is, the rest as `${…}`; a secret never, only that it is one. */
export const displayValue = (value: Value): string => {
  if (value.sensitive) return '(secret)'
  switch (value.kind) {
    case 'known':
      return String(value.value)
    case 'reference':
      return `\${${formatReference(value.to, value.attribute)}}`
    case 'unknown':
      return `\${${value.why.names}}`
    case 'template':
      return value.parts.map(displayValue).join('')
    case 'map':
      return `{${[...value.entries].map(([key, entry]) => `${key}: ${displayValue(entry)}`).join(', ')}}`
    default:
      return `[${value.items.map(displayValue).join(', ')}]`
  }
}
