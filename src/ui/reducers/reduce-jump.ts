import type { UiContext } from '../context.ts'
import type { JumpTarget } from '../jump-targets.ts'
import { jumpTargets } from '../jump-targets.ts'
import type { Command } from '../keymap.ts'
import type { Key } from '../keys.ts'
import type { Overlay, UiState } from '../state.ts'
import { comparisonOf } from '../state.ts'
import { editField, textField } from '../text-field.ts'
import { moved } from './moved.ts'
import { enter, goTo } from './navigate.ts'
import { withPair } from './reduce-trace.ts'
import { selectItem } from './select-item.ts'

export const openJump = (state: UiState): UiState => ({
  ...state,
  overlay: { kind: 'jump', query: textField(''), cursor: 0 },
})

const jumped = (state: UiState, target: JumpTarget): UiState => {
  const recent = [target.key, ...state.recent.filter(key => key !== target.key)].slice(0, 20)
  const next = { ...state, overlay: undefined, recent }
  switch (target.kind) {
    case 'finding':
      return enter(selectItem(next, target.item), 'detail')
    case 'request': {
      const pair = comparisonOf(state)?.traces[target.index]
      return pair === undefined ? next : goTo(withPair(next, pair), 'trace')
    }
    case 'station': {
      const topology = { ...state.topology, cursor: target.row, side: target.side, trail: [] }
      return goTo({ ...next, topology }, 'topology')
    }
  }
}

/** Keys while something to jump to is looked for. */
export const reduceJump = (
  context: UiContext,
  state: UiState,
  overlay: Extract<Overlay, { readonly kind: 'jump' }>,
  command: Command | undefined,
  key: Key,
): UiState => {
  if (command === 'cancel') return { ...state, overlay: undefined }
  const targets = jumpTargets(state, context)
  if (command === 'accept') {
    const target = targets[overlay.cursor]
    return target === undefined ? { ...state, overlay: undefined } : jumped(state, target)
  }
  const cursor = command && moved(command, overlay.cursor, targets.length - 1, 1)
  if (cursor !== undefined) return { ...state, overlay: { ...overlay, cursor } }
  const query = editField(overlay.query, key)
  return { ...state, overlay: { ...overlay, query, cursor: query.text === overlay.query.text ? overlay.cursor : 0 } }
}
