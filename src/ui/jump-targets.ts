import { formatUrl } from '../trace/parse-request.ts'
import type { UiContext } from './context.ts'
import type { Item } from './item.ts'
import { shortNames } from './short-names.ts'
import type { UiState } from './state.ts'
import { comparisonOf } from './state.ts'
import { aboutNode, shownTopology } from './views/stations.ts'

/** Something that can be jumped to. `key` is the same for the same thing. */
export type JumpTarget = { readonly key: string; readonly label: string; readonly text: string } & (
  | { readonly kind: 'finding'; readonly item: Item }
  | { readonly kind: 'request'; readonly index: number }
  | { readonly kind: 'station'; readonly row: number; readonly side: 'staging' | 'production' }
)

const mostTargets = 200

/** How well a text has the letters of a query in their order: the less lies between them the better; `undefined` where it has not. */
export const fuzzyScore = (text: string, query: string): number | undefined => {
  if (query === '') return 0
  const whole = text.indexOf(query)
  if (whole >= 0) return whole
  let at = -1
  let spread = 0
  for (const character of query) {
    const next = text.indexOf(character, at + 1)
    if (next < 0) return undefined
    spread += at < 0 ? 0 : next - at - 1
    at = next
  }
  return 1000 + spread
}

const allTargets = (state: UiState, context: UiContext): readonly JumpTarget[] => {
  const { phrases } = context
  const topology = shownTopology(state, context)
  const findings = state.findings.items.map((item): JumpTarget => {
    const text = `${item.subject}  ${shortNames(item.message)}`
    return { kind: 'finding', key: item.fingerprint, label: phrases.severity[item.severity], text, item }
  })
  const requests = (comparisonOf(state)?.traces ?? []).map((pair, index): JumpTarget => {
    const text = `${pair.because}  ${formatUrl(pair.production.request)}`
    return { kind: 'request', key: `request ${text}`, label: phrases.tabs.trace, text, index }
  })
  const stations = topology.rows.flatMap((entry, row) =>
    (['staging', 'production'] as const).flatMap((side): readonly JumpTarget[] => {
      const node = entry[side]
      if (node === undefined) return []
      const environment = comparisonOf(state)?.[side] ?? side
      const text = `${node.label}  ${aboutNode(node, context)}  ${environment}`
      return [{ kind: 'station', key: `${side} ${node.id}`, label: phrases.layer[node.layer], text, row, side }]
    }),
  )
  return [...findings, ...requests, ...stations]
}

/** What a query finds, the best first; without one, what was jumped to lately comes first. */
export const jumpTargets = (state: UiState, context: UiContext): readonly JumpTarget[] => {
  if (state.overlay?.kind !== 'jump') return []
  const query = state.overlay.query.text.trim().toLowerCase()
  const recency = (target: JumpTarget): number => {
    const at = state.recent.indexOf(target.key)
    return at < 0 ? state.recent.length : at
  }
  return allTargets(state, context)
    .flatMap(target => {
      const score = fuzzyScore(`${target.label} ${target.text}`.toLowerCase(), query)
      return score === undefined ? [] : [{ target, score }]
    })
    .sort((one, other) => one.score - other.score || recency(one.target) - recency(other.target))
    .slice(0, mostTargets)
    .map(({ target }) => target)
}
