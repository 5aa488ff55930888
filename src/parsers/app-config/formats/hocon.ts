import type { Value } from '../../../model/value.ts'
import { getPath } from '../layers/merge.ts'
import { type ConfigDocuments, emptyMap, malformed, scalarNode, writtenAt } from './config-node.ts'
import { assign, concatenate, type Substitution } from './hocon-values.ts'
import type { TextSource } from './text-source.ts'

/** Finds a file that another one includes. */
export type OpenIncluded = (name: string) => TextSource | undefined

/**
 * HOCON. What `${path}` stands for is decided by `resolveHocon`, when all files are there; only what names its own key has at once
 * what that key had before. https://github.com/lightbend/config/blob/main/HOCON.md
 */
export const readHocon = (source: TextSource, open: OpenIncluded = () => undefined): ConfigDocuments => {
  const reader = new HoconReader(source, open, [], 0)
  const value = reader.document(emptyMap(source.at(0, 0)))
  const diagnostics =
    reader.broken === undefined
      ? []
      : [malformed('HOCON', source.at(reader.broken, reader.broken), 'A key or value is missing here')]
  return { documents: [value], diagnostics }
}

const keyPattern = /^(?:"[^"\n]*"|[^\s:={}[\],+#"]+)(?:[^\S\n]*\.?(?:"[^"\n]*"|[^\s:={}[\],+#"]+))*/
const includePattern = /^include\s+(?:required\s*\(\s*)?(?:(?:file|classpath|url)\s*\(\s*)?"([^"\n]{1,200})"[\s)]{0,20}/
const mostNested = 60
const mostIncluded = 10
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

const keysIn = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]*)"|[^."]+/g)].map(match => match[1] ?? match[0].trim())

const unescaped = (text: string): string =>
  text.replace(/\\(?:u([\da-fA-F]{4})|(.))/g, (_all, code?: string, sign = '') =>
    code === undefined ? (escapes[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
  )

const scalarOf = (text: string): string | number | boolean | null => {
  if (/^(true|false)$/.test(text)) return text === 'true'
  if (/^-?\d{1,15}$/.test(text)) return Number(text)
  return text === 'null' ? null : text
}

class HoconReader {
  broken: number | undefined
  private i = 0

  private readonly source: TextSource
  private readonly open: OpenIncluded
  /** Where the file is included. */
  private readonly prefix: readonly string[]
  private readonly depth: number

  constructor(source: TextSource, open: OpenIncluded, prefix: readonly string[], depth: number) {
    this.source = source
    this.open = open
    this.prefix = prefix
    this.depth = depth
  }

  document(under: Value): Value {
    this.blank()
    if (this.source.text[this.i] === '{') return this.object(this.prefix, under)
    return this.fields(this.prefix, under, '')
  }

  private blank(): void {
    for (;;) {
      const skip = /^(?:[\s,\uFEFF]|#[^\n]*|\/\/[^\n]*)+/.exec(this.rest(4_000))
      if (skip === null) return
      this.i += skip[0].length
    }
  }

  private rest(length: number): string {
    return this.source.text.slice(this.i, this.i + length)
  }

  private take(pattern: RegExp, length = 20_000): RegExpExecArray | undefined {
    const match = pattern.exec(this.rest(length)) ?? undefined
    this.i += match?.[0].length ?? 0
    return match
  }

  private object(path: readonly string[], under: Value): Value {
    this.i += 1
    return this.fields(path, under, '}')
  }

  private fields(path: readonly string[], under: Value, end: string): Value {
    const { text } = this.source
    let result = under
    for (let count = 0; count < 50_000; count += 1) {
      this.blank()
      if (this.i >= text.length) break
      if (end !== '' && text[this.i] === end) {
        this.i += 1
        break
      }
      const included = this.take(includePattern, 400)?.[1]
      if (included !== undefined) {
        result = this.include(included, path, result)
        continue
      }
      const key = path.length > mostNested ? undefined : this.take(keyPattern, 500)
      if (key === undefined) {
        this.broken ??= this.i
        this.i += 1
        continue
      }
      result = this.field(path, keysIn(key[0]), result)
    }
    return result
  }

  private field(path: readonly string[], keys: readonly string[], object: Value): Value {
    const separator = this.take(/^\s*(\+?=|:)\s*|^[^\S\n]*/, 200)?.[1]
    if (separator !== undefined) while (this.take(/^(?:#|\/\/)[^\n]*\s*/) !== undefined);
    const own = [...path, ...keys]
    const before = getPath(object, keys)
    const value = this.value(own, before)
    if (value === undefined) return object
    if (separator !== '+=') return assign(object, path, keys, value)
    const { at } = value.from
    const added: Value = { kind: 'list', items: [value], from: { at, origins: [] } }
    return assign(object, path, keys, concatenate([before ?? this.substitution(own, true, this.i), added], at))
  }

  private include(name: string, path: readonly string[], object: Value): Value {
    const source = this.depth < mostIncluded ? this.open(name) : undefined
    if (source === undefined) return object
    return new HoconReader(source, this.open, path, this.depth + 1).document(object)
  }

  private substitution(path: readonly string[], isOptional: boolean, start: number): Substitution {
    const paths = this.prefix.length === 0 ? [path] : [[...this.prefix, ...path], path]
    const from = writtenAt(this.source.at(start, this.i, path))
    return {
      kind: 'unknown',
      why: { kind: 'unset-input', names: path.join('.') },
      from,
      substitution: { paths, isOptional },
    }
  }

  /** Values beside each other on a line are one; space between them is part of it. */
  private value(path: readonly string[], before?: Value): Value | undefined {
    const start = this.i
    const parts: Value[] = []
    let space = ''
    let bare = true
    for (let count = 0; count < 10_000; count += 1) {
      space = this.take(/^[^\S\n]+/)?.[0] ?? ''
      const part = this.part(path, parts.length === 0 ? before : undefined)
      if (part === undefined) break
      bare &&= part.isBare
      if (space !== '' && parts.length > 0) parts.push(scalarNode(this.source, space, this.i, this.i, path))
      parts.push(part.value)
    }
    const end = this.i - space.length
    if (parts.length === 0) {
      this.broken ??= this.i
      return undefined
    }
    if (bare) {
      const written = this.source.text.slice(start, end)
      return scalarNode(this.source, scalarOf(written), start, end, path)
    }
    const whole = concatenate(parts, this.source.at(start, end, path))
    return whole.kind === 'known' && parts.length > 1
      ? { ...whole, from: { ...whole.from, at: this.source.at(start, end, path) } }
      : whole
  }

  private part(
    path: readonly string[],
    before: Value | undefined,
  ): { readonly value: Value; readonly isBare: boolean } | undefined {
    const start = this.i
    const text = (value: string): { value: Value; isBare: boolean } => ({
      value: scalarNode(this.source, value, start, this.i, path),
      isBare: false,
    })
    const char = this.source.text[this.i]
    if (char === '{') {
      const under = before?.kind === 'map' ? before : emptyMap(this.source.at(start, start, path))
      return { value: this.object(path, under), isBare: false }
    }
    if (char === '[') return { value: this.list(path), isBare: false }
    const raw = this.take(/^"""([\s\S]*?)"""(?!")/)
    if (raw !== undefined) return text(raw[1] ?? '')
    const quoted = this.take(/^"((?:\\.|[^"\\\n])*)"/)
    if (quoted !== undefined) return text(unescaped(quoted[1] ?? ''))
    const named = this.take(/^\$\{(\??)([^}\n]*)\}/)
    if (named !== undefined) {
      const keys = keysIn((named[2] ?? '').trim())
      return { value: this.substitution(keys, named[1] === '?', start), isBare: false }
    }
    if (this.source.text.startsWith('//', this.i)) return undefined
    const word = this.take(/^(?:[^\s,{}[\]#"$]+|\$)/)
    return word === undefined ? undefined : { ...text(word[0]), isBare: true }
  }

  private list(path: readonly string[]): Value {
    const start = this.i
    const items: Value[] = []
    this.i += 1
    for (let count = 0; count < 50_000 && path.length <= mostNested; count += 1) {
      this.blank()
      if (this.i >= this.source.text.length || this.source.text[this.i] === ']') break
      const at = this.i
      const item = this.value([...path, String(items.length)])
      if (item !== undefined) items.push(item)
      if (this.i === at) this.i += 1
    }
    this.i += 1
    return { kind: 'list', items, from: { at: this.source.at(start, this.i, path), origins: [] } }
  }
}
