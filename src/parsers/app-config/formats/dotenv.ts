import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { KnownValue } from '../../../model/value.ts'
import { writtenAt } from './config-node.ts'
import type { TextSource } from './text-source.ts'

/** Who reads the file: they agree on `KEY=value` and differ on comments, quotes and whether a name alone counts. */
export type DotenvFlavour = 'dotenv' | 'compose' | 'python' | 'raw'

export interface DotenvEntry {
  readonly name: string
  /** As parsed, before any expansion. `undefined`: a name without `=`, which compose passes through from the shell. */
  readonly value?: KnownValue & { readonly value: string }
  readonly quote: '' | "'" | '"' | '`'
}

export interface DotenvFile {
  readonly entries: readonly DotenvEntry[]
  readonly diagnostics: readonly Diagnostic[]
}

// The grammar of the `dotenv` package: a quoted value may span lines; what matches no rule is skipped in silence.
const dotenvLine =
  /^[^\S\n]*(?:export[^\S\n]+)?([\w.-]+)(?:[^\S\n]*=[^\S\n]*?|:[^\S\n]+?)([^\S\n]*'(?:\\'|[^'])*'|[^\S\n]*"(?:\\"|[^"])*"|[^\S\n]*`(?:\\`|[^`])*`|[^#\r\n]+)?[^\S\n]*(?:#.*)?\r?$/gm
// Compose and python-dotenv: `#` starts a comment only after white space; a name alone is allowed.
const spacedLine =
  /^[^\S\n]*(?:export[^\S\n]+)?([\w.-]+)(?:[^\S\n]*=([^\S\n]*'(?:\\'|[^'])*'|[^\S\n]*"(?:\\"|[^"])*"|[^\r\n]*?))?(?:[^\S\n]+#.*)?\r?$/gm

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\', $: '$' }

const unquote = (raw: string, flavour: DotenvFlavour): { text: string; quote: DotenvEntry['quote'] } => {
  const first = raw[0]
  const quoted = raw.length >= 2 && (first === '"' || first === "'" || first === '`') && raw.endsWith(first)
  if (!quoted || flavour === 'raw') return { text: raw, quote: '' }
  const inner = raw.slice(1, -1)
  if (first === '"') {
    const text =
      flavour === 'dotenv'
        ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r')
        : inner.replace(/\\(.)/g, (all: string, char: string) => escapes[char] ?? all)
    return { text, quote: '"' }
  }
  return { text: flavour === 'python' ? inner.replaceAll("\\'", "'") : inner, quote: first }
}

/** A UTF-8 BOM is not part of the first name. */
export const readDotenv = (source: TextSource, flavour: DotenvFlavour = 'dotenv'): DotenvFile => {
  const entries: DotenvEntry[] = []
  const pattern = flavour === 'dotenv' ? dotenvLine : spacedLine
  const text = source.text.startsWith('\uFEFF') ? ` ${source.text.slice(1)}` : source.text
  const read: [number, number][] = []
  for (const match of text.matchAll(pattern)) {
    const name = match[1] ?? ''
    const end = match.index + match[0].length
    read.push([match.index, end])
    const written = match[2]
    if (written === undefined && flavour !== 'dotenv' && !match[0].includes('=')) {
      entries.push({ name, quote: '' })
      continue
    }
    const raw = (written ?? '').trim()
    const nameEnd = match.index + match[0].indexOf(name) + name.length
    const start = raw === '' ? nameEnd + 1 : text.indexOf(raw, nameEnd)
    const { text: value, quote } = unquote(raw, flavour)
    const at = source.at(start, start + raw.length, [name])
    entries.push({ name, quote, value: { kind: 'known', value, from: writtenAt(at, name, 'environment-variable') } })
  }
  return { entries, diagnostics: skippedLines(source, text, read) }
}

const skippedLines = (source: TextSource, text: string, read: readonly [number, number][]): Diagnostic[] => {
  const diagnostics: Diagnostic[] = []
  let offset = 0
  let next = 0
  for (const line of text.split('\n')) {
    while ((read[next]?.[1] ?? Number.POSITIVE_INFINITY) < offset) next += 1
    const covered = (read[next]?.[0] ?? Number.POSITIVE_INFINITY) <= offset + line.length
    const trimmed = line.trim()
    if (!covered && trimmed !== '' && !trimmed.startsWith('#') && diagnostics.length < 20) {
      diagnostics.push({
        severity: 'warning',
        summary: 'Line is not KEY=value',
        detail: 'Tools that read this file skip the line. Write it as KEY=value, or begin it with #.',
        at: source.at(offset, offset + line.length),
      })
    }
    offset += line.length + 1
  }
  return diagnostics
}
