import { displayValue } from '../model/deciders.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Value } from '../model/value.ts'
import { cellsOf, truncate } from './cells.ts'
import type { UiContext } from './context.ts'
import type { Line } from './line.ts'
import { line, span } from './line.ts'
import { placeSpan } from './place-span.ts'
import { shown } from './shown.ts'

interface Step {
  readonly label: string
  readonly at: SourceLocation
}

const mostSteps = 8

export const placeKey = (at: SourceLocation): string => `${at.file}:${at.start.line}`

/** The way of a value, from the line that a person would change to the one that uses it; no line twice. */
const stepsOf = ({ from }: Value, { phrases }: UiContext): readonly Step[] => {
  const steps: readonly Step[] = [
    ...from.origins.map(({ name, at }) => ({ label: phrases.setAs(name), at })),
    ...(from.through ?? []).toReversed().map(at => ({ label: phrases.passedOn, at })),
    { label: phrases.usedHere, at: from.at },
  ]
  const seen = new Set<string>()
  return steps.filter(({ at }) => {
    const isNew = !seen.has(placeKey(at))
    seen.add(placeKey(at))
    return isNew
  })
}

/** Every place on the way of a value. */
export const placesOfValue = ({ from }: Value): readonly string[] =>
  [...from.origins.map(({ at }) => at), ...(from.through ?? []), from.at].map(placeKey)

/** Where a value comes from, step by step, each with its source line. Places in `without` are shown elsewhere. */
export const provenanceLines = (
  value: Value,
  columns: number,
  context: UiContext,
  without: ReadonlySet<string> = new Set(),
): readonly Line[] => {
  const { glyphs } = context
  const steps = stepsOf(value, context).filter(({ at }) => !without.has(placeKey(at)))
  return steps.slice(0, mostSteps).flatMap(({ label, at }, index): readonly Line[] => {
    const text = (context.linesOf(at.file)?.[at.start.line - 1] ?? '').trim()
    const head = `${index + 1} ${label} `
    const place = placeSpan(at, Math.max(8, columns - cellsOf(shown(head))), 'value', context)
    return [
      line(span(head), place),
      ...(text === '' ? [] : [line(span(`  ${truncate(shown(text), columns - 2, glyphs.ellipsis)}`, 'marked'))]),
    ]
  })
}

export const valueLine = (value: Value, columns: number, { glyphs }: UiContext): Line =>
  line(span(truncate(shown(displayValue(value)), columns, glyphs.ellipsis), 'value'))
