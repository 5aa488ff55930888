import { formatLocation } from '../model/source-location.ts'
import type { Request } from '../model/trace.ts'
import type { UiContext } from './context.ts'
import type { Item } from './item.ts'
import { placesOf } from './item.ts'
import type { Phrases } from './phrases.ts'
import type { UiState } from './state.ts'
import { diagnosticsOf, itemUnderCursor } from './state.ts'
import { shownTrace } from './views/trace.ts'

export interface CopyChoice {
  readonly what: keyof Phrases['copyChoice']
  readonly text: string
}

export const urlOf = ({ scheme, host, port, path, query }: Request): string => {
  const isDefault = port === (scheme === 'https' ? 443 : 80)
  return `${scheme}://${host}${isDefault ? '' : `:${port}`}${path}${query === '' ? '' : `?${query}`}`
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

const ofItem = (item: Item, place: number): readonly CopyChoice[] => {
  const at = placesOf(item)[place] ?? item.at
  const value = (item.evidence[place] ?? item.evidence.find(entry => entry.value !== undefined))?.value
  const request = item.finding?.traces?.production.request
  return [
    { what: 'message', text: item.message },
    ...(at ? [{ what: 'place', text: formatLocation(at) } as const] : []),
    ...(value === undefined ? [] : [{ what: 'value', text: value } as const]),
    ...(request ? [{ what: 'request', text: urlOf(request) } as const] : []),
    { what: 'fingerprint', text: item.fingerprint },
    { what: 'markdown', text: markdownOf(item) },
  ]
}

/** What `y` offers where one is. */
export const copyChoices = (state: UiState, context: UiContext): readonly CopyChoice[] => {
  if (state.view === 'trace') {
    const at = shownTrace(state, context).stops[state.trace.cursor]?.at
    const { url } = state.trace.typed
    return [
      ...(url === '' ? [] : [{ what: 'request', text: url } as const]),
      ...(at ? [{ what: 'place', text: formatLocation(at) } as const] : []),
    ]
  }
  if (state.view === 'diagnostics') {
    const diagnostic = diagnosticsOf(state)[state.diagnostics.cursor]
    if (diagnostic === undefined) return []
    return [
      { what: 'message', text: `${diagnostic.summary}: ${diagnostic.detail}` },
      { what: 'place', text: formatLocation(diagnostic.at) },
    ]
  }
  const item = state.view === 'overview' ? state.findings.items[state.overview.cursor] : itemUnderCursor(state)
  return item === undefined ? [] : ofItem(item, state.view === 'detail' ? state.detail.place : -1)
}
