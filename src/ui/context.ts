import type { Request, Trace } from '../model/trace.ts'
import { bindings } from './bindings.ts'
import type { Glyphs } from './glyphs.ts'
import { asciiGlyphs, unicodeGlyphs } from './glyphs.ts'
import type { Keymap } from './keymap.ts'
import { keymapOf } from './keymap.ts'
import type { Phrases } from './phrases/phrases.ts'
import { phrasesEn } from './phrases/phrases-en.ts'
import { phrasesJa } from './phrases/phrases-ja.ts'
import { rememberLast } from './remember-last.ts'
import type { TypedRequest, UiHost } from './ui-host.ts'

/** What drawing and reducing look things up in. Its functions give the same answer for the same question within one analysis. */
export interface UiContext {
  readonly lang: 'en' | 'ja'
  readonly phrases: Phrases
  readonly glyphs: Glyphs
  readonly keymap: Keymap
  readonly canReload: boolean
  readonly canWaive: boolean
  readonly canCompare: boolean
  /** Formats that a report can be written in. */
  readonly exportFormats: readonly string[]
  readonly suggestedUntil: string
  readonly revision: string
  readonly ownerOf: (file: string) => string | undefined
  readonly topology: UiHost['topology']
  readonly linesOf: (file: string) => readonly string[] | undefined
  /** Whether texts may lead to addresses. */
  readonly hasLinks: boolean
  /** The address of an analysed file, for a link; `undefined` where there are none. */
  readonly linkTo: (file: string) => string | undefined
  readonly explainRule: (id: string) => string | undefined
  readonly parseRequest: (typed: TypedRequest) => Request | string
  readonly trace: (environment: string, request: Request) => Trace
}

/** Remembers the sources it has read: make a new one when files may have changed. */
export const contextFor = (host: UiHost): UiContext => {
  const sources = new Map<string, readonly string[] | undefined>()
  return {
    lang: host.lang,
    phrases: host.lang === 'ja' ? phrasesJa : phrasesEn,
    glyphs: host.ascii === true ? asciiGlyphs : unicodeGlyphs,
    keymap: keymapOf(host.bindings ?? bindings),
    canReload: host.reload !== undefined,
    canWaive: host.waive !== undefined,
    canCompare: host.compare !== undefined,
    exportFormats: host.exportReport === undefined ? [] : (host.exportFormats ?? []),
    suggestedUntil: host.suggestedUntil ?? '',
    revision: host.revision ?? '',
    ownerOf: host.ownerOf ?? (() => undefined),
    linesOf: file => {
      if (!sources.has(file))
        sources.set(
          file,
          host
            .readSource(file)
            ?.replace(/\r?\n$/, '')
            .split(/\r\n|\n|\r/),
        )
      return sources.get(file)
    },
    topology: rememberLast(host.topology),
    hasLinks: host.linkTo !== undefined,
    linkTo: file => host.linkTo?.(file),
    explainRule: host.explainRule,
    parseRequest: host.parseRequest,
    trace: host.trace,
  }
}
