import type { Key } from './keys.ts'

/** Where keys are listened to. `edit` is the request being typed, `prompt` the line of a filter, a search or a note. */
export type Context =
  | 'overview'
  | 'findings'
  | 'detail'
  | 'rule'
  | 'trace'
  | 'edit'
  | 'topology'
  | 'differences'
  | 'diagnostics'
  | 'prompt'
  | 'menu'
  | 'form'
  | 'help'

export type Command =
  | 'quit'
  | 'back'
  | 'help'
  | 'overview'
  | 'findings'
  | 'trace'
  | 'topology'
  | 'differences'
  | 'diagnostics'
  | 'next-tab'
  | 'previous-tab'
  | 'up'
  | 'down'
  | 'half-up'
  | 'half-down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'open'
  | 'show-trace'
  | 'next-item'
  | 'previous-item'
  | 'next-place'
  | 'previous-place'
  | 'filter'
  | 'search'
  | 'next-match'
  | 'previous-match'
  | 'clear'
  | 'sort'
  | 'reverse'
  | 'layout'
  | 'edit-source'
  | 'copy'
  | 'comparison'
  | 'reload'
  | 'edit-request'
  | 'next-field'
  | 'previous-field'
  | 'next-request'
  | 'previous-request'
  | 'rule-page'
  | 'group'
  | 'collapse'
  | 'walk'
  | 'walk-back'
  | 'other-side'
  | 'wrap'
  | 'shift-left'
  | 'shift-right'
  | 'jump'
  | 'waive'
  | 'undo-waive'
  | 'export'
  | 'review'
  | 'note'
  | 'next-noted'
  | 'last-filter'
  | 'mouse'
  | 'accept'
  | 'cancel'
  | 'suspend'

export type Group = 'move' | 'look' | 'narrow' | 'act' | 'general'
export const groups: readonly Group[] = ['move', 'look', 'narrow', 'act', 'general']

export interface Binding {
  readonly command: Command
  readonly keys: readonly string[]
  readonly contexts: readonly Context[]
  readonly group: Group
  readonly label: { readonly en: string; readonly ja: string }
  /** Place in the footer, smallest first; without one it is only in the help. */
  readonly footer?: number
}

/** What keys do, wherever they are listened to. */
export interface Keymap {
  readonly bindingsOf: (context: Context) => readonly Binding[]
  /** What a key does in a context; `undefined` where it does nothing (and may be text). */
  readonly commandFor: (context: Context, key: Key) => Command | undefined
}

export const keymapOf = (bindings: readonly Binding[]): Keymap => {
  const lookup = new Map<string, Command>(
    bindings.flatMap(binding =>
      binding.contexts.flatMap(context => binding.keys.map(key => [`${context} ${key}`, binding.command] as const)),
    ),
  )
  return {
    bindingsOf: context => bindings.filter(binding => binding.contexts.includes(context)),
    commandFor: (context, key) => ('name' in key ? lookup.get(`${context} ${key.name}`) : undefined),
  }
}

const names: Readonly<Record<string, string>> = {
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  'shift-tab': 'Shift-Tab',
  space: 'Space',
  'page-up': 'PgUp',
  'page-down': 'PgDn',
  home: 'Home',
  end: 'End',
  'wheel-up': 'wheel up',
  'wheel-down': 'wheel down',
  backspace: 'Backspace',
}

/** How a key is written for people: `Ctrl-d`, `PgUp`, `G`. */
export const keyLabel = (key: string): string =>
  names[key] ??
  (key.startsWith('ctrl-')
    ? `Ctrl-${key.slice('ctrl-'.length)}`
    : key.startsWith('alt-')
      ? `Alt-${key.slice('alt-'.length)}`
      : key)
