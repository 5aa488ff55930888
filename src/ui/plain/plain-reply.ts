import type { Analysis } from '../../model/analysis.ts'
import { wrap } from '../cells.ts'
import type { UiContext } from '../context.ts'
import { exitSummary } from '../exit-summary.ts'
import type { Item } from '../item.ts'
import { itemsOf } from '../item.ts'
import type { Line } from '../line.ts'
import { textOf } from '../line.ts'
import { shown } from '../shown.ts'
import { detailDocument } from '../views/detail-document.ts'
import { markdownLines } from '../views/markdown.ts'
import { traceLanes } from '../views/trace-lanes.ts'

export interface PlainState {
  readonly analysis: Analysis
  readonly comparison: number
  /** The finding that was shown last. */
  readonly current: number | undefined
}

export interface PlainReply {
  readonly state: PlainState
  readonly lines: readonly string[]
  readonly isEnd: boolean
}

const columns = 80

const textsOf = (lines: readonly Line[]): readonly string[] => lines.map(line => textOf(line).trimEnd())

const itemsIn = ({ analysis, comparison }: PlainState, context: UiContext): readonly Item[] => {
  const result = analysis.comparisons[comparison]
  return result === undefined ? [] : itemsOf(result, context.ownerOf)
}

const listed = (state: PlainState, context: UiContext): readonly string[] =>
  itemsIn(state, context).flatMap((item, index) =>
    wrap(shown(`${index + 1}. ${context.phrases.severity[item.severity]}: ${item.message}`), columns),
  )

const detailOf = (state: PlainState, context: UiContext): readonly string[] => {
  const item = itemsIn(state, context)[state.current ?? -1]
  const pair = state.analysis.comparisons[state.comparison]
  if (item === undefined || pair === undefined) return [context.phrases.plain.unknown]
  const { staging, production } = pair
  const reading = { isWrapped: true, shift: 0 }
  const document = detailDocument(item, -1, { columns, isBeside: false, staging, production, reading }, context)
  return [`${context.phrases.severity[item.severity]} ${item.rule}`, ...textsOf(document.lines)]
}

const traced = (url: string, state: PlainState, context: UiContext): readonly string[] => {
  const pair = state.analysis.comparisons[state.comparison]
  const request = context.parseRequest({ url, method: 'GET', headers: '', tokenIssuer: '', tokenAudience: '' })
  if (typeof request === 'string') return [request]
  if (pair === undefined) return [context.phrases.verdict.noComparison]
  const lanes = { columns, isBeside: false, places: 'all', typedHost: request.host } as const
  const [staging, production] = [context.trace(pair.staging, request), context.trace(pair.production, request)]
  return textsOf(traceLanes(staging, production, lanes, context).lines)
}

/** What is said before anything is asked. */
export const plainGreeting = (state: PlainState, context: UiContext): readonly string[] => [
  ...exitSummary(state.analysis, state.comparison, context.phrases),
  '',
  ...listed(state, context),
  '',
  context.phrases.plain.help,
]

/** The answer to one line: a number shows a finding, a URL is traced, a word is a command. Nothing is drawn, nothing moves. */
export const plainReply = (state: PlainState, input: string, context: UiContext): PlainReply => {
  const text = input.trim()
  const reply = (lines: readonly string[], next = state): PlainReply => ({ state: next, lines, isEnd: false })
  const at = /^\d+$/.test(text) ? Number(text) - 1 : undefined
  if (at !== undefined) {
    const next = { ...state, current: at }
    return reply(detailOf(next, context), itemsIn(state, context)[at] === undefined ? state : next)
  }
  if (/^https?:\/\//i.test(text)) return reply(traced(text, state, context))
  const item = itemsIn(state, context)[state.current ?? -1]
  switch (text) {
    case 'q':
      return { state, lines: [], isEnd: true }
    case 'l':
      return reply(listed(state, context))
    case 'c': {
      const comparison = (state.comparison + 1) % Math.max(1, state.analysis.comparisons.length)
      const next = { ...state, comparison, current: undefined }
      return reply([...exitSummary(next.analysis, comparison, context.phrases), '', ...listed(next, context)], next)
    }
    case 'o': {
      const page = item && context.explainRule(item.rule)
      return reply(page === undefined ? [context.phrases.noRulePage] : textsOf(markdownLines(page, columns, false)))
    }
    default:
      return reply([context.phrases.plain.help])
  }
}
