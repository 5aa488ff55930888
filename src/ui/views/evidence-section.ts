import type { Evidence, Finding } from '../../model/finding.ts'
import type { Value } from '../../model/value.ts'
import type { UiContext } from '../context.ts'
import { columnsOf, columnWidth, paragraph } from '../document.ts'
import type { Line } from '../line.ts'
import { line, span } from '../line.ts'
import { placeKey, placesOfValue, provenanceLines } from '../provenance-lines.ts'
import { shortNames } from '../short-names.ts'
import { locationLine, sourceExcerpt } from '../source-excerpt.ts'
import type { Reading } from '../state.ts'

export interface SectionOptions {
  readonly columns: number
  readonly isBeside: boolean
  readonly staging: string
  readonly production: string
  readonly reading: Reading
}

/** What the section is about: evidence, the place pointed at, and the values of the traces that prove it. */
export interface Shown {
  readonly evidence: readonly Evidence[]
  readonly focused: number
  readonly traces: Finding['traces']
}

/** One source line with all that is said about it. */
interface Block {
  readonly environments: readonly string[]
  /** Indices into the evidence. */
  readonly entries: readonly number[]
}

export interface Section {
  readonly lines: readonly Line[]
  /** By index of the evidence: the line that names its place. */
  readonly stops: ReadonlyMap<number, number>
}

/** Evidence by source line: a line that both environments share, or that proves two things, is shown once. */
const blocksOf = (evidence: readonly Evidence[]): readonly Block[] => {
  const blocks = new Map<string, { environments: string[]; entries: number[] }>()
  for (const [index, { at, environment }] of evidence.entries()) {
    const block = blocks.get(placeKey(at)) ?? { environments: [], entries: [] }
    blocks.set(placeKey(at), block)
    block.entries.push(index)
    if (!block.environments.includes(environment)) block.environments.push(environment)
  }
  return [...blocks.values()]
}

/** Values that the traces met, written at or set by a line. */
const valueAt = ({ traces }: Shown, environment: string, at: Evidence['at']): Value | undefined =>
  [traces?.staging, traces?.production]
    .filter(trace => trace?.environment === environment)
    .flatMap(trace => [...(trace?.hops ?? []), ...(trace?.behind ?? []).map(({ hop }) => hop)])
    .flatMap(({ values }) => values)
    .find(({ from }) => placeKey(from.at) === placeKey(at) && from.origins.length > 0)

const blockLines = (
  block: Block,
  shown: Shown,
  columns: number,
  reading: Reading,
  known: Set<string>,
  context: UiContext,
): { readonly lines: readonly Line[]; readonly placeLine: number } => {
  const { evidence, focused } = shown
  const isShared = block.environments.length > 1
  const said = new Set<string>()
  const head = block.entries.flatMap((index): readonly Line[] => {
    const entry = evidence[index]
    if (entry === undefined) return []
    const label = isShared ? `${entry.environment}: ${entry.label}` : entry.label
    const text = `${label}\n${entry.value ?? ''}`
    if (said.has(text)) return []
    said.add(text)
    const value = entry.value === undefined ? [] : paragraph(entry.value, columns, 'value', '  ')
    return [...paragraph(shortNames(label), columns), ...value]
  })
  const first = evidence[block.entries[0] ?? 0]
  if (first === undefined) return { lines: head, placeLine: 0 }
  const value = isShared ? undefined : valueAt(shown, first.environment, first.at)
  const steps = value === undefined ? [] : provenanceLines(value, columns - 2, context, known)
  if (value !== undefined) for (const place of placesOfValue(value)) known.add(place)
  return {
    lines: [
      ...head,
      locationLine(first.at, columns, block.entries.includes(focused), context),
      ...sourceExcerpt(first.at, context, { columns, reading }),
      ...(steps.length === 0 ? [] : [line(span(`  ${context.phrases.cameFrom}`, 'muted'))]),
      ...steps.map(text => [span('  '), ...text]),
    ],
    placeLine: head.length,
  }
}

/** The lines that prove a finding: those of each environment beside each other (or one after the other), then those that both share. */
export const evidenceSection = (shown: Shown, options: SectionOptions, context: UiContext): Section => {
  const { columns, staging, production, reading } = options
  const { phrases } = context
  const lines: Line[] = []
  const stops = new Map<number, number>()
  const stopAt = (block: Block, row: number): void => {
    for (const index of block.entries) stops.set(index, row)
  }
  const all = blocksOf(shown.evidence)
  // Places that are on the screen, or will be: none of them is shown again as a step of a value.
  const known = new Set(shown.evidence.map(({ at }) => placeKey(at)))
  const own = all.filter(({ environments }) => environments.length === 1)
  const shared = all.filter(({ environments }) => environments.length > 1)
  const isOf = (block: Block, name: string): boolean => block.environments[0] === name

  // Where one of them has nothing to show, the other one has all the room.
  const isBeside =
    options.isBeside && own.some(block => isOf(block, staging)) && own.some(block => !isOf(block, staging))
  if (isBeside) {
    const width = columnWidth(columns)
    const drawn = (block: Block) => ({ block, ...blockLines(block, shown, width, reading, known, context) })
    const left = own.filter(block => isOf(block, staging)).map(drawn)
    const right = own.filter(block => !isOf(block, staging)).map(drawn)
    lines.push(...columnsOf([line(span(staging, 'title'))], [line(span(production, 'title'))], columns, context))
    for (let row = 0; row < Math.max(left.length, right.length); row++) {
      const [one, other] = [left[row], right[row]]
      for (const part of [one, other]) if (part) stopAt(part.block, lines.length + part.placeLine)
      if (row > 0) lines.push(...columnsOf([[]], [[]], columns, context))
      lines.push(...columnsOf(one?.lines ?? [], other?.lines ?? [], columns, context))
    }
  }
  const after = isBeside ? shared : [...own, ...shared]
  for (const block of after) {
    const isShared = block.environments.length > 1
    if (lines.length > 0) lines.push([])
    lines.push(line(span(isShared ? phrases.bothEnvironments : (block.environments[0] ?? ''), 'title')))
    const drawn = blockLines(block, shown, columns, reading, known, context)
    stopAt(block, lines.length + drawn.placeLine)
    lines.push(...drawn.lines)
  }
  return { lines, stops }
}
