import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { editStep, step } from '../effect.ts'
import type { Command } from '../keymap.ts'
import type { UiState } from '../state.ts'
import { nodeUnderCursor, shownTopology, sideUnderCursor } from '../views/stations.ts'
import { topologyRows } from '../views/topology.ts'
import { findingsAbout } from '../views/topology-closer.ts'
import { moved } from './moved.ts'
import { enter, goBack } from './navigate.ts'
import { selectItem } from './select-item.ts'

/** To the first station that the present one leads to, as its requests go; from one that leads nowhere, to what is found about it. */
const walk = (context: UiContext, state: UiState): UiState => {
  const { rows } = shownTopology(state, context)
  const { cursor, side: wanted, trail } = state.topology
  const side = sideUnderCursor(state, rows[cursor])
  const node = nodeUnderCursor(state, context)
  const follows = rows.flatMap((row, index) => {
    const station = row[side]
    return station !== undefined && node?.next.includes(station.id) ? [{ index, station }] : []
  })
  // One that leads on, where there is a choice: not the port that only redirects.
  const next = (follows.find(({ station }) => station.next.length > 0) ?? follows[0])?.index ?? -1
  if (next < 0) {
    const [found] = node === undefined ? [] : findingsAbout(state, node)
    return found === undefined ? state : enter(selectItem(state, found), 'detail')
  }
  const topology = { ...state.topology, cursor: next, side, trail: [...trail, { cursor, side: wanted }].slice(-100) }
  return { ...state, topology }
}

export const reduceTopology = (context: UiContext, state: UiState, command: Command): Step => {
  const { topology } = state
  const { rows } = shownTopology(state, context)
  const cursor = moved(command, topology.cursor, rows.length - 1, topologyRows(state))
  if (cursor !== undefined) return step({ ...state, topology: { ...topology, cursor } })
  switch (command) {
    case 'walk':
      return step(walk(context, state))
    case 'walk-back': {
      const last = topology.trail.at(-1)
      if (last === undefined) return step(state)
      return step({ ...state, topology: { ...topology, ...last, trail: topology.trail.slice(0, -1) } })
    }
    case 'other-side': {
      const side = sideUnderCursor(state, rows[topology.cursor]) === 'staging' ? 'production' : 'staging'
      return step({ ...state, topology: { ...topology, side } })
    }
    case 'edit-source':
      return editStep(state, nodeUnderCursor(state, context)?.at, context.phrases.noPlace)
    case 'back':
      return step(goBack(state))
    default:
      return step(state)
  }
}
