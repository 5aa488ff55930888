import { displayValue } from '../../model/deciders.ts'
import { formatLocation, type SourceLocation } from '../../model/source-location.ts'
import type { Value } from '../../model/value.ts'
import { escapeLine } from '../escape.ts'
import { hanging } from './layout.ts'
import type { Paint } from './paint.ts'
import { stepsOf, whyUnknown } from './provenance-lines.ts'

const mostOrigins = 3

/** The inputs that a value flowed from: what a person would change to change it. */
export const originsOf = ({ from }: Value): string => {
  const origins = from.origins.filter(({ at }) => at.file !== '')
  const shown = origins.slice(0, mostOrigins).map(({ name, at }) => `${name} ${formatLocation(at)}`)
  const more = origins.length > mostOrigins ? ` and ${origins.length - mostOrigins} more` : ''
  return shown.length === 0 ? '' : escapeLine(`${shown.join(', ')}${more}`)
}

/** Where a value came from and why it is not known, as far as there is something to say. */
export const explanationLines = (
  value: Value,
  { paint, width }: { readonly paint: Paint; readonly width: number },
  isHidden?: (at: SourceLocation) => boolean,
): readonly string[] => {
  const steps = stepsOf(value, isHidden)
  return [
    ...whyUnknown(value).flatMap(why => hanging('  not known: ', why, width)),
    ...(steps === '' ? [] : hanging('  from ', steps, width)),
  ].map(line => paint.dim(line))
}

const isBranch = (value: Value): boolean =>
  !value.sensitive &&
  ((value.kind === 'map' && value.entries.size > 0) ||
    ((value.kind === 'list' || value.kind === 'set') && value.items.some(({ kind }) => kind === 'map')))

/** A named value as an indented tree; leaves with the inputs they came from. */
export const valueLines = (
  name: string,
  value: Value,
  { paint, width }: { readonly paint: Paint; readonly width: number },
): readonly string[] => {
  if (isBranch(value)) {
    const entries: readonly (readonly [string, Value])[] =
      value.kind === 'map'
        ? [...value.entries]
        : value.kind === 'list' || value.kind === 'set'
          ? value.items.map((item, index) => [`[${index}]`, item] as const)
          : []
    const below = entries.flatMap(([key, entry]) => valueLines(key, entry, { paint, width: width - 2 }))
    return [escapeLine(name), ...below.map(line => `  ${line}`)]
  }
  const text = escapeLine(displayValue(value))
  const isDecided = value.kind === 'known'
  const lines = hanging(`${escapeLine(name)} = `, text, width)
  return [...(isDecided ? lines : lines.map(line => paint.yellow(line))), ...explanationLines(value, { paint, width })]
}
