import { formatLocation, type SourceLocation } from '../../model/source-location.ts'
import type { Origin, UnknownReason, Value } from '../../model/value.ts'
import { escapeLine } from '../escape.ts'

const mostOrigins = 3
const mostSteps = 8

/** The inputs of a value and of everything in it, each once. */
const inputsOf = (value: Value): readonly Origin[] => {
  const found = new Map<string, Origin>()
  const visit = (part: Value): void => {
    for (const origin of part.from.origins) {
      const key = `${origin.name} ${formatLocation(origin.at)}`
      if (origin.at.file !== '' && !found.has(key)) found.set(key, origin)
    }
    if (part.kind === 'list' || part.kind === 'set') part.items.forEach(visit)
    else if (part.kind === 'map') part.entries.forEach(visit)
    else if (part.kind === 'template') part.parts.forEach(visit)
  }
  visit(value)
  return [...found.values()]
}

const shownOrigins = (origins: readonly Origin[]): string => {
  const shown = origins.slice(0, mostOrigins).map(({ name, at }) => `${name} ${formatLocation(at)}`)
  return `${shown.join(', ')}${origins.length > mostOrigins ? ` and ${origins.length - mostOrigins} more` : ''}`
}

/**
 * Where a value came from, step by step: the inputs it flowed from, the places that it passed, the place that has it. Empty when all there is
 * to say is where it stands. In the file of the step before, `:12` is a line. `isHidden` are places that nobody wrote.
 */
export const stepsOf = (value: Value, isHidden: (at: SourceLocation) => boolean = () => false): string => {
  const origins = inputsOf(value)
  const passed = value.from.through ?? []
  if (origins.length === 0 && passed.length === 0) return ''
  const [only, ...others] = origins
  const start = others.length === 0 ? only?.at : undefined
  const places = [...passed].reverse().concat(value.from.at)
  const steps: string[] = only === undefined ? [] : [shownOrigins(origins)]
  let previous = start
  for (const place of places) {
    if (place.file === '' || isHidden(place)) continue
    const isSameFile = previous?.file === place.file
    if (isSameFile && previous?.start.line === place.start.line) continue
    steps.push(isSameFile ? `:${place.start.line}` : formatLocation(place))
    previous = place
  }
  // The ends say most: where it begins and where it is.
  const shown = steps.length > mostSteps ? [...steps.slice(0, mostSteps - 4), '…', ...steps.slice(-3)] : steps
  return steps.length === 1 && only === undefined ? '' : escapeLine(shown.join(' → '))
}

const reasons: Readonly<Record<UnknownReason['kind'], (names: string) => string>> = {
  'unset-input': names => `nothing sets ${names}`,
  'data-source': names => `${names} is looked up when it is planned`,
  computed: names => `${names} is decided when it is applied`,
  unsupported: names => `${names} is not evaluated`,
  outside: names => `${names} is not among the sources`,
  impure: names => `${names} differs each time`,
  invalid: names => `${names} cannot be evaluated; see the diagnostics`,
}

/** Why a value, or a part of it, is not known: once for each thing that decides. */
export const whyUnknown = (value: Value): readonly string[] => {
  const found = new Set<string>()
  const visit = (part: Value): void => {
    if (part.kind === 'unknown') found.add(reasons[part.why.kind](part.why.names))
    else if (part.kind === 'template') part.parts.forEach(visit)
    else if (part.kind === 'list' || part.kind === 'set') part.items.forEach(visit)
    else if (part.kind === 'map') part.entries.forEach(visit)
  }
  visit(value)
  return [...found].map(escapeLine)
}
