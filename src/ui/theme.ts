import type { Line } from './line.ts'
import type { Look, ThemeName } from './palettes.ts'
import { mono, themes } from './palettes.ts'

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
  const looks = (color ? themes[theme] : mono) as Readonly<Record<Role, Look>>
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
