/** Marks and lines. Those of `unicode` are narrow in every locale (not East Asian Ambiguous). */
export interface Glyphs {
  readonly error: string
  readonly warning: string
  readonly info: string
  readonly undetermined: string
  readonly ok: string
  readonly note: string
  readonly next: string
  readonly pointer: string
  readonly towards: string
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
  note: '*',
  next: '⤷',
  pointer: '❯',
  towards: '▸',
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
  note: '*',
  next: '>',
  pointer: '>',
  towards: '>',
  horizontal: '-',
  vertical: '|',
  ellipsis: '...',
  blank: '-',
}
