import type { Line } from './line.ts'

/** What a piece of text means; the theme decides how it looks. Meaning never rests on the look alone. */
export type Role =
  | 'title'
  | 'heading'
  | 'muted'
  | 'key'
  | 'error'
  | 'warning'
  | 'info'
  | 'undetermined'
  | 'ok'
  | 'location'
  | 'value'
  | 'marked'
  | 'rule'
  | 'selected'
  | 'unfocused'
  | 'active-tab'
  | 'bar-full'
  | 'bar-empty'
  | 'match'
  | 'parting'

/** Marks and lines. Those of `unicode` are narrow in every locale (not East Asian Ambiguous). */
export interface Glyphs {
  readonly error: string
  readonly warning: string
  readonly info: string
  readonly undetermined: string
  readonly ok: string
  readonly next: string
  readonly pointer: string
  readonly towards: string
  readonly here: string
  readonly horizontal: string
  readonly vertical: string
  readonly ellipsis: string
  readonly blank: string
}

export const unicodeGlyphs: Glyphs = {
  error: '✗',
  warning: '!',
  info: 'i',
  undetermined: '?',
  ok: '✓',
  next: '⤷',
  pointer: '❯',
  towards: '▸',
  here: '◂',
  horizontal: '╌',
  vertical: '╎',
  ellipsis: '⋯',
  blank: '╌',
}

export const asciiGlyphs: Glyphs = {
  error: 'x',
  warning: '!',
  info: 'i',
  undetermined: '?',
  ok: '+',
  next: '>',
  pointer: '>',
  towards: '>',
  here: '<',
  horizontal: '-',
  vertical: '|',
  ellipsis: '...',
  blank: '-',
}

/** SGR parameters from the 16 ANSI colours, on the terminal's own background. */
type Look = readonly number[]

const coloured: Readonly<Record<Role, Look>> = {
  title: [1],
  heading: [1, 36],
  muted: [90],
  key: [1, 36],
  error: [1, 31],
  warning: [33],
  info: [36],
  undetermined: [35],
  ok: [32],
  location: [4],
  value: [36],
  marked: [1],
  rule: [90],
  selected: [7],
  unfocused: [1],
  'active-tab': [1, 7],
  'bar-full': [7, 32],
  'bar-empty': [90],
  match: [1, 7, 33],
  parting: [1, 33],
}

/** No colour means anything by itself in any of them. The 16 colours follow the terminal's own palette, light or dark. */
const contrast: Readonly<Record<Role, Look>> = {
  ...coloured,
  muted: [],
  rule: [],
  key: [1],
  warning: [1, 33],
  info: [1],
  undetermined: [1, 35],
  value: [1],
  'bar-empty': [],
}

// Orange and blue of the 256 colours: told apart by people who do not see red and green as different.
const blueOrange: Readonly<Record<Role, Look>> = {
  ...coloured,
  error: [1, 38, 5, 166],
  warning: [38, 5, 172],
  ok: [38, 5, 32],
  undetermined: [38, 5, 133],
  parting: [1, 38, 5, 166],
  'bar-full': [7, 38, 5, 32],
}

const themes = { default: coloured, contrast, 'blue-orange': blueOrange } as const
export type ThemeName = keyof typeof themes
export const themeNames = Object.keys(themes) as readonly ThemeName[]

const attributesOnly = (look: Look): Look => look.filter(code => code < 30)
const plain = Object.fromEntries(Object.entries(coloured).map(([role, look]) => [role, attributesOnly(look)]))

/** How lines look on a terminal. */
export interface Painter {
  /** A line as text with SGR sequences; every look is closed before the line ends. */
  readonly line: (line: Line) => string
  /** Whether blanks of this role can be seen: they are inverse, or underlined. */
  readonly showsBlanks: (role: Role | undefined) => boolean
}

const underlined = 4
const inverse = 7

export const painter = (color: boolean, theme: ThemeName = 'default'): Painter => {
  const looks = (color ? themes[theme] : plain) as Readonly<Record<Role, Look>>
  const open = Object.fromEntries(
    Object.entries(looks).map(([role, look]) => [role, look.length === 0 ? '' : `\u001b[${look.join(';')}m`]),
  ) as Readonly<Record<Role, string>>
  return {
    line: spans => {
      let painted = ''
      for (const { text, role } of spans) {
        const start = role === undefined ? '' : open[role]
        painted += start === '' ? text : `${start}${text}\u001b[0m`
      }
      return painted
    },
    showsBlanks: role => role !== undefined && looks[role].some(code => code === underlined || code === inverse),
  }
}
