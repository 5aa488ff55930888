import type { UiContext } from '../context.ts'
import type { UiState } from '../state.ts'
import { analysisOf, comparisonOf } from '../state.ts'
import type { Topology, TopologyNode, TopologyRow } from '../topology/topology.ts'

const empty: Topology = { rows: [], staging: [], production: [], connected: () => new Set() }

export const shownTopology = (state: UiState, context: UiContext): Topology => {
  const comparison = comparisonOf(state)
  const models = analysisOf(state)?.environments ?? []
  const staging = models.find(({ name }) => name === comparison?.staging)
  const production = models.find(({ name }) => name === comparison?.production)
  if (comparison === undefined || staging === undefined || production === undefined) return empty
  return context.topology(staging, production, comparison)
}

/** The station under the cursor: that of the chosen environment, or the only one there is. */
export const nodeUnderCursor = (state: UiState, context: UiContext): TopologyNode | undefined => {
  const row = shownTopology(state, context).rows[state.topology.cursor]
  return row?.[state.topology.side] ?? row?.production ?? row?.staging
}

/** Which of the two it is. */
export const sideUnderCursor = ({ topology }: UiState, row: TopologyRow | undefined): 'staging' | 'production' =>
  row?.[topology.side] !== undefined ? topology.side : row?.staging === undefined ? 'production' : 'staging'

/** What is said beside the name of a station. */
export const aboutNode = ({ about, trouble, tokens }: TopologyNode, { phrases }: UiContext): string =>
  [
    about,
    trouble === undefined
      ? ''
      : trouble === 'undetermined'
        ? phrases.severity.undetermined
        : phrases.disposition({ kind: trouble }),
    tokens === undefined ? '' : phrases.tokens(tokens.writtenBy, tokens.acceptedBy),
  ]
    .filter(text => text !== '')
    .join(', ')
