import { displayValue } from '../model/deciders.ts'
import { formatLocation } from '../model/source-location.ts'
import type { Request } from '../model/trace.ts'
import type { Value } from '../model/value.ts'
import { formatUrl } from '../trace/parse-request.ts'
import type { UiContext } from './context.ts'
import type { Item } from './item.ts'
import { placesOf } from './item.ts'
import { textOf } from './line.ts'
import type { CopyKind } from './phrases/phrases.ts'
import type { UiState } from './state.ts'
import { diagnosticsOf, itemUnderCursor } from './state.ts'
import { differencePlace, shownDifferences } from './views/differences.ts'
import { nodeUnderCursor } from './views/stations.ts'
import { shownTrace } from './views/trace.ts'
import { traceLanes } from './views/trace-lanes.ts'

export interface CopyChoice {
  readonly what: CopyKind
  readonly text: string
}

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``

const markdownOf = (item: Item): string =>
  [
    `**${item.severity}** ${code(item.rule)}: ${item.message}`,
    '',
    ...item.evidence.map(
      ({ environment, label, at, value }) =>
        `- ${environment}: ${label}${value === undefined ? '' : ` ${code(value)}`} (${code(formatLocation(at))})`,
    ),
    ...(item.finding?.fix
      ? ['', `Fix: ${item.finding.fix.description} (${code(formatLocation(item.finding.fix.at))})`]
      : []),
  ].join('\n')

/** Text that a POSIX shell takes as one word. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)

/**
 * A command that sends a request. `--connect-to` goes to a load balancer by its own name while host and certificate stay as they will
 * be: how a request is tried before its record exists.
 */
export const curlCommand = (request: Request): string => {
  const { method, host, port, headers, token } = request
  return [
    'curl --verbose',
    ...(method === 'GET' ? [] : [`--request ${quoted(method)}`]),
    ...[...headers].flatMap(([name, values]) => values.map(value => `--header ${quoted(`${name}: ${value}`)}`)),
    ...(token === undefined ? [] : [`--header "Authorization: Bearer $TOKEN"`]),
    `--connect-to ${quoted(`${host}:${port}:`)}"$LOAD_BALANCER":${port}`,
    quoted(formatUrl(request)),
  ].join(' ')
}

const traceColumns = 100

/** Both ways of a request as text. */
const traceText = (traces: TracePairText, context: UiContext): string => {
  const { staging, production } = traces
  const options = { columns: traceColumns, isBeside: false, places: 'all', typedHost: production.request.host } as const
  const { lines } = traceLanes(staging, production, options, context)
  const { method } = production.request
  return [`${method} ${formatUrl(production.request)}`, ...lines.map(spans => textOf(spans).trimEnd())].join('\n')
}

type TracePairText = NonNullable<NonNullable<Item['finding']>['traces']>

const ofTraces = (traces: TracePairText | undefined, context: UiContext): readonly CopyChoice[] =>
  traces === undefined
    ? []
    : [
        { what: 'request', text: formatUrl(traces.production.request) },
        { what: 'curl', text: curlCommand(traces.production.request) },
        { what: 'trace', text: traceText(traces, context) },
      ]

const ofItem = (item: Item, place: number, context: UiContext): readonly CopyChoice[] => {
  const at = placesOf(item)[place] ?? item.at
  const value = (item.evidence[place] ?? item.evidence.find(entry => entry.value !== undefined))?.value
  return [
    { what: 'message', text: item.message },
    ...(at ? [{ what: 'place', text: formatLocation(at) } as const] : []),
    ...(value === undefined ? [] : [{ what: 'value', text: value } as const]),
    ...ofTraces(item.finding?.traces, context),
    { what: 'fingerprint', text: item.fingerprint },
    { what: 'markdown', text: markdownOf(item) },
  ]
}

const ofDifference = (state: UiState): readonly CopyChoice[] => {
  const row = shownDifferences(state)[state.differences.cursor]
  const at = differencePlace(state)
  const text = (value: Value | undefined): string => (value === undefined ? '' : displayValue(value))
  return [
    ...(row?.kind === 'root' && row.root.name !== '' ? [{ what: 'value', text: row.root.name } as const] : []),
    ...(row?.kind === 'change'
      ? [
          { what: 'address', text: row.change.path.join(' ') } as const,
          { what: 'value', text: `${text(row.change.staging)}\n${text(row.change.production)}` } as const,
        ]
      : []),
    ...(at ? [{ what: 'place', text: formatLocation(at) } as const] : []),
  ]
}

/** What has been ticked off and what was said of it, as a Markdown list; empty while there is neither. */
const reviewNotes = ({ findings, reviewed, notes }: UiState): string =>
  reviewed.length === 0 && notes.size === 0
    ? ''
    : findings.items
        .flatMap(({ fingerprint, rule, message }) => {
          const note = notes.get(fingerprint)
          const ticked = `- [${reviewed.includes(fingerprint) ? 'x' : ' '}] ${code(rule)} ${message}`
          return note === undefined ? [ticked] : [ticked, `  > ${note}`]
        })
        .join('\n')

/** What `y` offers where one is. */
export const copyChoices = (state: UiState, context: UiContext): readonly CopyChoice[] => {
  if (state.view === 'trace') {
    const at = shownTrace(state, context).stops[state.trace.cursor]?.at
    return [
      ...ofTraces(state.trace.traces, context),
      ...(at ? [{ what: 'place', text: formatLocation(at) } as const] : []),
    ]
  }
  if (state.view === 'topology') {
    const node = nodeUnderCursor(state, context)
    if (node === undefined) return []
    return [
      { what: 'value', text: node.label },
      ...(node.address ? [{ what: 'address', text: node.address.name } as const] : []),
      ...(node.at ? [{ what: 'place', text: formatLocation(node.at) } as const] : []),
    ]
  }
  if (state.view === 'differences') return ofDifference(state)
  if (state.view === 'diagnostics') {
    const diagnostic = diagnosticsOf(state)[state.diagnostics.cursor]
    if (diagnostic === undefined) return []
    return [
      { what: 'message', text: `${diagnostic.summary}: ${diagnostic.detail}` },
      { what: 'place', text: formatLocation(diagnostic.at) },
    ]
  }
  const item = state.view === 'overview' ? state.findings.items[state.overview.cursor] : itemUnderCursor(state)
  if (item === undefined) return []
  const notes = reviewNotes(state)
  return [
    ...ofItem(item, state.view === 'detail' ? state.detail.place : -1, context),
    ...(notes === '' ? [] : [{ what: 'reviewed', text: notes } as const]),
  ]
}
