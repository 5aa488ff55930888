import type { Language } from './expression.ts'

export type Token =
  | {
      readonly kind: 'name' | 'number' | 'punctuation' | 'symbol'
      readonly text: string
      readonly start: number
      readonly end: number
    }
  | { readonly kind: 'string'; readonly pieces: readonly Piece[]; readonly start: number; readonly end: number }

/** A run of text, or the range of an interpolated expression. */
export type Piece = string | { readonly start: number; readonly end: number }

interface Syntax {
  readonly hashComment: boolean
  readonly slashComment: boolean
  /** What opens an interpolation in strings of each quote; `f` and `$` prefixes are handled where the language has them. */
  readonly interpolation: (prefix: string, quote: string) => '#{' | '{' | '${' | undefined
  readonly prefixes: RegExp | undefined
  readonly rawQuotes: string
  readonly quotes: string
  readonly symbols: boolean
}

const never = (): undefined => undefined
const syntaxes: Readonly<Record<Language, Syntax>> = {
  javascript: {
    hashComment: false,
    slashComment: true,
    interpolation: (_, quote) => (quote === '`' ? '${' : undefined),
    prefixes: undefined,
    rawQuotes: '',
    quotes: '"\'`',
    symbols: false,
  },
  python: {
    hashComment: true,
    slashComment: false,
    interpolation: prefix => (/f/i.test(prefix) ? '{' : undefined),
    prefixes: /^[rRbBuUfF]{1,2}(?=["'])/,
    rawQuotes: '',
    quotes: '"\'',
    symbols: false,
  },
  ruby: {
    hashComment: true,
    slashComment: false,
    interpolation: (_, quote) => (quote === '"' ? '#{' : undefined),
    prefixes: undefined,
    rawQuotes: "'",
    quotes: '"\'',
    symbols: true,
  },
  elixir: {
    hashComment: true,
    slashComment: false,
    interpolation: (_, quote) => (quote === '"' ? '#{' : undefined),
    prefixes: undefined,
    rawQuotes: '',
    quotes: '"\'',
    symbols: true,
  },
  go: {
    hashComment: false,
    slashComment: true,
    interpolation: never,
    prefixes: undefined,
    rawQuotes: '`',
    quotes: '"`',
    symbols: false,
  },
  rust: {
    hashComment: false,
    slashComment: true,
    interpolation: never,
    prefixes: /^b?r?(?=")/,
    rawQuotes: '',
    quotes: '"',
    symbols: false,
  },
  csharp: {
    hashComment: false,
    slashComment: true,
    interpolation: prefix => (prefix.includes('$') ? '{' : undefined),
    prefixes: /^[$@]{1,3}(?=")/,
    rawQuotes: '',
    quotes: '"',
    symbols: false,
  },
  java: {
    hashComment: false,
    slashComment: true,
    interpolation: never,
    prefixes: undefined,
    rawQuotes: '',
    quotes: '"',
    symbols: false,
  },
  kotlin: {
    hashComment: false,
    slashComment: true,
    interpolation: () => '${',
    prefixes: undefined,
    rawQuotes: '',
    quotes: '"',
    symbols: false,
  },
  php: {
    hashComment: true,
    slashComment: true,
    interpolation: (_, quote) => (quote === '"' ? '{' : undefined),
    prefixes: undefined,
    rawQuotes: "'",
    quotes: '"\'',
    symbols: false,
  },
}

const namePattern = /[A-Za-z_$@\u0080-\uffff][\w$\u0080-\uffff]*/y
const longPunctuation = [
  '...',
  '**',
  '<=>',
  '===',
  '!==',
  ':=',
  '=>',
  '->',
  '::',
  '?.',
  '??',
  '?:',
  '||',
  '&&',
  '==',
  '!=',
  '<>',
  '<=',
  '>=',
  '|>',
  '..',
  '%{',
  '%w',
]
const escaped: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' }

/** Splits program text of any of the languages; strings keep their interpolations as ranges. Never fails: an odd character is punctuation. */
export const tokenize = (text: string, language: Language, from = 0, to = text.length): readonly Token[] => {
  const syntax = syntaxes[language]
  const tokens: Token[] = []
  let i = from
  while (i < to) {
    const char = text[i] ?? ''
    if (/\s/.test(char)) {
      i += 1
      continue
    }
    if ((syntax.hashComment && char === '#') || (syntax.slashComment && text.startsWith('//', i))) {
      const end = text.indexOf('\n', i)
      i = end === -1 ? to : end
      continue
    }
    if (syntax.slashComment && text.startsWith('/*', i)) {
      const end = text.indexOf('*/', i + 2)
      i = end === -1 ? to : end + 2
      continue
    }
    const prefix = syntax.prefixes?.exec(text.slice(i, i + 4))?.[0] ?? ''
    if (prefix !== '' || syntax.quotes.includes(char)) {
      const token = readString(text, i, to, prefix, syntax)
      tokens.push(token)
      i = token.end
      continue
    }
    const symbol = syntax.symbols ? /^:([A-Za-z_]\w*[?!]?)/.exec(text.slice(i, i + 80)) : null
    if (symbol !== null && text[i - 1] !== ':') {
      tokens.push({ kind: 'symbol', text: symbol[1] ?? '', start: i, end: i + symbol[0].length })
      i += symbol[0].length
      continue
    }
    const number = /^\d[\d_]*(?:\.\d+)?/.exec(text.slice(i, i + 40))
    if (number !== null) {
      tokens.push({ kind: 'number', text: number[0], start: i, end: i + number[0].length })
      i += number[0].length
      continue
    }
    namePattern.lastIndex = i
    const name = namePattern.exec(text)
    if (name !== null) {
      // Ruby and Elixir names may end in ! or ?
      const mark =
        syntax.symbols && /[!?]/.test(text[namePattern.lastIndex] ?? '') && text[namePattern.lastIndex + 1] !== '='
      const end = namePattern.lastIndex + (mark ? 1 : 0)
      tokens.push({ kind: 'name', text: text.slice(i, end), start: i, end })
      i = end
      continue
    }
    const long = longPunctuation.find(p => text.startsWith(p, i)) ?? char
    tokens.push({ kind: 'punctuation', text: long, start: i, end: i + long.length })
    i += long.length
  }
  return tokens
}

const readString = (text: string, start: number, to: number, prefix: string, syntax: Syntax): Token => {
  const quote = text[start + prefix.length] ?? ''
  const tripled = quote.repeat(3)
  const close = quote !== '`' && text.startsWith(tripled, start + prefix.length) ? tripled : quote
  const raw = syntax.rawQuotes.includes(quote) || /[r@]/i.test(prefix)
  const interpolation = syntax.interpolation(prefix, quote)
  const pieces: Piece[] = []
  let buffer = ''
  let i = start + prefix.length + close.length
  while (i < to && !text.startsWith(close, i)) {
    const char = text[i] ?? ''
    if (char === '\\' && !raw) {
      const next = text[i + 1] ?? ''
      buffer += escaped[next] ?? next
      i += 2
    } else if (
      interpolation !== undefined &&
      text.startsWith(interpolation, i) &&
      text[i + 1] !== (interpolation === '{' ? '{' : '')
    ) {
      const end = closingBrace(text, i + interpolation.length, to)
      pieces.push(buffer, { start: i + interpolation.length, end })
      buffer = ''
      i = end + 1
    } else {
      buffer += char
      i += interpolation === '{' && (text.startsWith('{{', i) || text.startsWith('}}', i)) ? 2 : 1
    }
  }
  pieces.push(buffer)
  return { kind: 'string', pieces: pieces.filter(piece => piece !== ''), start, end: Math.min(to, i + close.length) }
}

const closingBrace = (text: string, from: number, to: number): number => {
  let depth = 0
  for (let i = from; i < to; i += 1) {
    if (text[i] === '{') depth += 1
    else if (text[i] === '}') {
      if (depth === 0) return i
      depth -= 1
    }
  }
  return to
}
