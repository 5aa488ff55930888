import type { Trace } from '../../model/trace.ts'
import { cellsOf } from '../cells.ts'
import type { UiContext } from '../context.ts'
import type { Document } from '../document.ts'
import { bodyRows, isBeside } from '../geometry.ts'
import { hopTable } from '../hop-rows.ts'
import type { Line } from '../line.ts'
import { column, line, span } from '../line.ts'
import { rememberLast } from '../remember-last.ts'
import type { RequestFieldName, UiState } from '../state.ts'
import { requestFields } from '../state.ts'
import type { Drawing } from './drawing.ts'
import { visibleField } from './form.ts'
import { scrolled } from './scrolled.ts'
import { traceLanes } from './trace-lanes.ts'

const remembered = rememberLast(
  (
    staging: Trace,
    production: Trace,
    columns: number,
    isSide: boolean,
    focused: number,
    typedHost: string,
    context: UiContext,
  ) => traceLanes(staging, production, { columns, isBeside: isSide, focused, places: 'all', typedHost }, context),
)

/** Room for every field, or under edit. */
const hasAllFields = (state: UiState): boolean =>
  bodyRows(state.size) >= 28 || (state.trace.edit !== undefined && bodyRows(state.size) >= 16)

/** On a low screen only the fields that say something, and the one under edit. */
const shownFields = (state: UiState): readonly RequestFieldName[] =>
  requestFields.filter(
    name =>
      hasAllFields(state) ||
      name === 'url' ||
      name === state.trace.edit?.name ||
      (name !== 'method' && state.trace.typed[name] !== ''),
  )

/** Rows of the lanes, under the request, a line about it and a rule. */
export const traceRows = (state: UiState): number => Math.max(1, bodyRows(state.size) - shownFields(state).length - 2)

/** The row of the body in which the lanes begin. */
export const traceListTop = (state: UiState): number => shownFields(state).length + 2

export const shownTrace = (state: UiState, context: UiContext): Document => {
  const { traces, cursor, host } = state.trace
  if (traces === undefined) return { lines: [], stops: [] }
  const typedHost = host ?? traces.production.request.host
  return remembered(traces.staging, traces.production, state.size.columns, isBeside(state), cursor, typedHost, context)
}

const about = (state: UiState, { phrases, glyphs }: UiContext): Line => {
  const { problem, traces, because } = state.trace
  if (problem !== undefined) return line(span(`  ${glyphs.error} ${problem}`, 'error'))
  if (traces === undefined) return line(span(`  ${phrases.typeUrl}`, 'muted'))
  const parting = hopTable(traces.staging, traces.production).parting
  const text = parting === undefined ? phrases.noDifference : ''
  const origin = because === undefined ? '' : phrases.because(because)
  return line(span(`  ${[text, origin].filter(part => part !== '').join('  ')}`, 'muted'))
}

/** The request, editable; below it what happens to it in both environments. */
export const traceView = (state: UiState, context: UiContext): Drawing => {
  const { phrases, glyphs } = context
  const { typed, edit } = state.trace
  const labelCells = Math.max(...requestFields.map(name => cellsOf(phrases.field[name]))) + 4
  const room = state.size.columns - labelCells - 1
  let caret: Drawing['caret']
  const fields = shownFields(state).map((name, row): Line => {
    const isEdited = edit?.name === name
    const text = isEdited ? edit.field.text : typed[name]
    const label = [
      span(isEdited ? `${glyphs.pointer} ` : '  ', 'key'),
      column(phrases.field[name], labelCells - 2, glyphs.ellipsis, 'heading'),
    ]
    if (!isEdited) {
      const empty = name === 'tokenIssuer' || name === 'tokenAudience' ? phrases.ownToken : phrases.none
      const method = name === 'url' && text !== '' && !hasAllFields(state) ? `${typed.method} ` : ''
      return [...label, text === '' ? span(empty, 'muted') : span(method + text, 'value')]
    }
    const visible = visibleField(edit.field, room)
    caret = { x: labelCells + visible.caret, y: row }
    return [...label, span(visible.text, 'title')]
  })
  const rule = line(span(glyphs.horizontal.repeat(state.size.columns), 'rule'))
  const lanes = scrolled(shownTrace(state, context), state.trace.scroll, traceRows(state), context)
  return { lines: [...fields, about(state, context), rule, ...lanes], caret }
}
