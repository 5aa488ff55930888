import type { DifferenceRoot, RootSide } from '../../model/change.ts'
import { displayValue } from '../../model/deciders.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Value } from '../../model/value.ts'
import { cellsOf, fitText, truncateStart } from '../cells.ts'
import type { UiContext } from '../context.ts'
import type { DifferenceRow } from '../difference-rows.ts'
import { differenceRows } from '../difference-rows.ts'
import { columnsOf, columnWidth, paragraph } from '../document.ts'
import { bodyRows, scrolledTo } from '../geometry.ts'
import type { Line } from '../line.ts'
import { column, fitLine, line, recolour, span } from '../line.ts'
import { provenanceLines } from '../provenance-lines.ts'
import { rememberLast } from '../remember-last.ts'
import { shortNames } from '../short-names.ts'
import { shown } from '../shown.ts'
import { locationLine, sourceExcerpt } from '../source-excerpt.ts'
import type { UiState } from '../state.ts'
import { comparisonOf } from '../state.ts'

const remembered = rememberLast(differenceRows)

export const shownDifferences = (state: UiState): readonly DifferenceRow[] => {
  const comparison = comparisonOf(state)
  return comparison === undefined ? [] : remembered(comparison, state.differences.expanded)
}

/** The list, under a line of counts; the rest of the screen is for the difference under the cursor. */
export const differencesRows = (state: UiState): number => {
  const body = bodyRows(state.size)
  return body < 14 ? Math.max(1, body - 5) : Math.max(3, Math.floor((body - 2) / 2))
}

/** The root as its owner calls it, what kind of difference it is, and both sides where they are short. */
const rootText = ({ name, kind, detail }: DifferenceRoot, { phrases }: UiContext): string => {
  const said = name === '' ? phrases.noRoot : shortNames(name)
  return `${said}  ${phrases.rootKind[kind]}${detail === undefined ? '' : ` (${shortNames(detail)})`}`
}

const textOf = (value: Value | undefined, { glyphs }: UiContext): string =>
  value === undefined ? glyphs.blank : displayValue(value)

/** Kind, role and field; of a role that is too long, the end, which tells roles apart. */
const pathText = ([kind = '', ...rest]: readonly string[], cells: number, { glyphs }: UiContext): string => {
  const head = `${shown(kind)} `
  return head + truncateStart(shown(rest.join(' ')), Math.max(0, cells - cellsOf(head)), glyphs.ellipsis)
}

const rowLine = (row: DifferenceRow, isSelected: boolean, columns: number, context: UiContext): Line => {
  const { glyphs } = context
  const pointer = span(isSelected ? `${glyphs.pointer} ` : '  ', 'key')
  if (row.kind === 'root') {
    const { root, changes, isExpanded } = row
    const sides = [root.staging, root.production].map(side =>
      side === undefined ? glyphs.blank : shortNames(side.text),
    )
    return [
      pointer,
      span(changes.length === 0 ? '  ' : `${isExpanded ? '-' : '+'} `, 'key'),
      span(`${root.matters ? glyphs.warning : glyphs.ok} `, root.matters ? 'warning' : 'ok'),
      column(rootText(root, context), Math.floor((columns - 6) * 0.45), glyphs.ellipsis, 'marked'),
      span(` ${String(root.count).padStart(4)} `, 'muted'),
      span(sides.join(` ${glyphs.towards} `), 'value'),
    ]
  }
  const room = columns - 4
  const pathCells = Math.floor(room * 0.4)
  const valueCells = Math.floor((room - pathCells - 2) / 2)
  const { path, staging, production } = row.change
  return [
    pointer,
    span('  '),
    span(fitText(pathText(path, pathCells, context), pathCells, glyphs.ellipsis)),
    span(' '),
    column(textOf(staging, context), valueCells, glyphs.ellipsis, 'value'),
    span(' '),
    column(textOf(production, context), valueCells, glyphs.ellipsis, 'value'),
  ]
}

const sideLines = (name: string, value: Value | undefined, columns: number, context: UiContext): readonly Line[] => [
  line(span(name, 'title')),
  ...(value === undefined
    ? [line(span(context.phrases.nothingHere, 'muted'))]
    : [...paragraph(displayValue(value), columns, 'value'), ...provenanceLines(value, columns, context)]),
]

const rootSide = (name: string, side: RootSide | undefined, columns: number, context: UiContext): readonly Line[] => [
  line(span(name, 'title')),
  ...(side === undefined
    ? [line(span(context.phrases.nothingHere, 'muted'))]
    : [
        ...paragraph(side.text, columns, 'value'),
        locationLine(side.at, columns, false, context),
        ...sourceExcerpt(side.at, context, { columns, reading: { isWrapped: false, shift: 0 } }),
      ]),
]

const closer = (state: UiState, context: UiContext): readonly Line[] => {
  const comparison = comparisonOf(state)
  const row = shownDifferences(state)[state.differences.cursor]
  if (comparison === undefined || row === undefined) return []
  const { columns } = state.size
  const width = columnWidth(columns)
  const { staging, production } = comparison
  const [title, left, right] =
    row.kind === 'root'
      ? [
          rootText(row.root, context),
          rootSide(staging, row.root.staging, width, context),
          rootSide(production, row.root.production, width, context),
        ]
      : [
          row.change.path.join(' '),
          sideLines(staging, row.change.staging, width, context),
          sideLines(production, row.change.production, width, context),
        ]
  return [line(span(title, 'heading')), ...columnsOf(left, right, columns, context)]
}

/** Where `e` leads: to the line that a person would change, in production if it is there. */
export const differencePlace = (state: UiState): SourceLocation | undefined => {
  const row = shownDifferences(state)[state.differences.cursor]
  if (row?.kind === 'root') return (row.root.production ?? row.root.staging)?.at
  const from = (row?.change.production ?? row?.change.staging)?.from
  return from?.origins[0]?.at ?? from?.at
}

/** Every difference, under what explains it. */
export const differencesView = (state: UiState, context: UiContext): readonly Line[] => {
  const { phrases, glyphs } = context
  const { columns } = state.size
  const comparison = comparisonOf(state)
  const rows = shownDifferences(state)
  if (comparison === undefined || rows.length === 0) return [[], line(span(`  ${phrases.noDifferences}`, 'muted'))]
  const { total, explained } = comparison.differences
  const roots = rows.filter(row => row.kind === 'root').length
  const height = differencesRows(state)
  const top = scrolledTo(state.differences.top, state.differences.cursor, height, rows.length)
  const list = rows.slice(top, top + height).map((row, index): Line => {
    const isSelected = top + index === state.differences.cursor
    const text = rowLine(row, isSelected, columns, context)
    return isSelected ? recolour(fitLine(text, columns, glyphs.ellipsis), 'selected') : text
  })
  while (list.length < Math.min(height, rows.length)) list.push([])
  return [
    line(span(` ${phrases.differencesTotal(explained, total, roots)}`, 'title')),
    ...list,
    line(span(glyphs.horizontal.repeat(columns), 'rule')),
    ...closer(state, context),
  ]
}
