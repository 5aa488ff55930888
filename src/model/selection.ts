import type { Selection } from './edge-entities.ts'
import type { Truth } from './truth.ts'

export const everything: Selection = { kind: 'all-but', names: [], isOpen: false }
export const nothing: Selection = { kind: 'only', names: [], isOpen: false }
export const unknownSelection: Selection = { kind: 'only', names: [], isOpen: true }

/** Whether a header (in lower case), cookie or query parameter is meant. */
export const selects = ({ kind, names, isOpen }: Selection, name: string): Truth => {
  if (names.includes(name) === (kind === 'only')) return 'yes'
  return isOpen ? 'undetermined' : 'no'
}

/** What one of the two means. */
export const unionOf = (one: Selection, other: Selection): Selection => {
  const isOpen = one.isOpen || other.isOpen
  if (one.kind === 'only' && other.kind === 'only')
    return { kind: 'only', names: [...new Set([...one.names, ...other.names])], isOpen }
  const [all, some] = one.kind === 'all-but' ? [one, other] : [other, one]
  const left = all.names.filter(name => some.names.includes(name) === (some.kind === 'all-but'))
  return { kind: 'all-but', names: left, isOpen: isOpen && left.length > 0 }
}

/** Of what one means, what the other does not, as far as that is known: names, or `others` for all that are not named. */
export const missingFrom = (wanted: Selection, given: Selection): readonly string[] => {
  if (wanted.kind === 'only') return wanted.names.filter(name => selects(given, name) === 'no')
  if (given.kind === 'only') return given.isOpen ? [] : ['others']
  return given.isOpen ? [] : given.names.filter(name => !wanted.names.includes(name))
}
