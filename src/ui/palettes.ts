import type { Role } from './theme.ts'

/** SGR parameters from the 16 ANSI colours, on the terminal's own background. */
export type Look = readonly number[]

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

const rgb = (hex: string): Look => [38, 2, ...[0, 2, 4].map(at => Number.parseInt(hex.slice(at, at + 2), 16))]

interface Colours {
  readonly muted: string
  readonly accent: string
  readonly error: string
  readonly warning: string
  readonly undetermined: string
  readonly ok: string
}

/** A theme of 24-bit colours, for a background that is known to be light or dark. */
const ofColours = ({ muted, accent, error, warning, undetermined, ok }: Colours): Readonly<Record<Role, Look>> => ({
  ...coloured,
  heading: [1, ...rgb(accent)],
  muted: rgb(muted),
  key: [1, ...rgb(accent)],
  error: [1, ...rgb(error)],
  warning: rgb(warning),
  info: rgb(accent),
  undetermined: rgb(undetermined),
  ok: rgb(ok),
  value: rgb(accent),
  rule: rgb(muted),
  'bar-full': [7, ...rgb(ok)],
  'bar-empty': rgb(muted),
  match: [1, 7, ...rgb(warning)],
  parting: [1, ...rgb(warning)],
})

const dark = ofColours({
  muted: 'a0a8b4',
  accent: '6cd0dc',
  error: 'ff8078',
  warning: 'e8c15a',
  undetermined: 'd79bf0',
  ok: '6fd48a',
})
const light = ofColours({
  muted: '5b6470',
  accent: '00627a',
  error: 'b3261e',
  warning: '7a5200',
  undetermined: '7b3fa0',
  ok: '1b6e3a',
})

const attributesOnly = (look: Look): Look => look.filter(code => code < 30)
export const mono = Object.fromEntries(
  Object.entries(coloured).map(([role, look]) => [role, attributesOnly(look)]),
) as Readonly<Record<Role, Look>>

export const themes = { default: coloured, contrast, 'blue-orange': blueOrange, dark, light, mono } as const
export type ThemeName = keyof typeof themes
export const themeNames = Object.keys(themes) as readonly ThemeName[]
