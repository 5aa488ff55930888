import type { Value } from '../../../model/value.ts'
import { setPath } from '../layers/merge.ts'
import { type ConfigDocuments, emptyMap, malformed, mapNode, scalarNode } from './config-node.ts'
import type { TextSource } from './text-source.ts'

/**
 * HOCON without includes: objects, dotted keys, lists, comments, `+=`-free. `${path}` and `${?VAR}` stay in the text
 * as placeholders; of two assignments where the later is `${?VAR}`, both are kept as `${VAR:earlier}`.
 */
export const readHocon = (source: TextSource): ConfigDocuments => {
  const reader = new HoconReader(source)
  const value = reader.object([], true)
  const diagnostics =
    reader.broken === undefined
      ? []
      : [malformed('HOCON', source.at(reader.broken, reader.broken), 'A key or value is missing here')]
  return { documents: [value], diagnostics }
}

class HoconReader {
  broken: number | undefined
  private i = 0
  private readonly source: TextSource
  private readonly text: string

  constructor(source: TextSource) {
    this.source = source
    this.text = source.text
  }

  private blank(): void {
    for (;;) {
      const skip = /^(?:[\s,\uFEFF]|#[^\n]*|\/\/[^\n]*)+/.exec(this.text.slice(this.i, this.i + 4_000))
      if (skip === null) return
      this.i += skip[0].length
    }
  }

  object(path: readonly string[], root = false): Value {
    let result: Value = emptyMap(this.source.at(this.i, this.i, path))
    const braced = !root || /^[\s,]*\{/.test(this.text.slice(this.i))
    if (braced) {
      this.blank()
      this.i += 1
    }
    for (let count = 0; count < 50_000; count += 1) {
      this.blank()
      if (this.i >= this.text.length) break
      if (this.text[this.i] === '}') {
        this.i += 1
        break
      }
      const key = /^(?:"[^"\n]*"|[^\s:={}[\],+#"]+)(?:\.?(?:"[^"\n]*"|[^\s:={}[\],+#"]+))*/.exec(
        this.text.slice(this.i, this.i + 500),
      )
      if (key === null || path.length > 60) {
        this.broken ??= this.i
        this.i += 1
        continue
      }
      this.i += key[0].length
      const keys = [...key[0].matchAll(/"([^"]*)"|[^."]+/g)].map(match => match[1] ?? match[0])
      const separator = /^[^\S\n]*(?:\+?=|:)?[^\S\n]*/.exec(this.text.slice(this.i, this.i + 200))
      this.i += separator?.[0].length ?? 0
      const value = this.value([...path, ...keys])
      if (value !== undefined) result = setPath(result, keys, this.over(result, keys, value))
    }
    return result
  }

  /** `a = x` then `a = ${?A}`: A where it is set, else x. */
  private over(object: Value, keys: readonly string[], value: Value): Value {
    let before: Value | undefined = object
    for (const key of keys) before = before?.kind === 'map' ? before.entries.get(key) : undefined
    const optional = value.kind === 'known' && /^\$\{\?([^}]+)\}$/.exec(String(value.value))
    if (optional && before?.kind === 'known')
      return { ...value, value: `\${${optional[1] ?? ''}:${String(before.value)}}` }
    if (value.kind === 'map' && before?.kind === 'map')
      return mapNode(new Map([...before.entries, ...value.entries]), value.from.at)
    return value
  }

  private value(path: readonly string[]): Value | undefined {
    const start = this.i
    const char = this.text[this.i]
    if (char === '{') return this.object(path)
    if (char === '[') {
      this.i += 1
      const items: Value[] = []
      for (let count = 0; count < 50_000; count += 1) {
        this.blank()
        if (this.i >= this.text.length || this.text[this.i] === ']') break
        const before = this.i
        const item = this.value([...path, String(items.length)])
        if (item !== undefined) items.push(item)
        if (this.i === before) this.i += 1
      }
      this.i += 1
      return { kind: 'list', items, from: { at: this.source.at(start, this.i, path), origins: [] } }
    }
    const match = /^(?:(?:"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\$\{[^}\n]*\}|[^\s,{}[\]#"$]+|\$)[^\S\n]*)+/.exec(
      this.text.slice(this.i, this.i + 20_000),
    )
    if (match === null) {
      this.broken ??= this.i
      return undefined
    }
    this.i += match[0].length
    const written = match[0].trim()
    const text = written.replace(
      /"""([\s\S]*?)"""|"((?:\\.|[^"\\])*)"/g,
      (_all, raw?: string, quoted?: string) => raw ?? (quoted ?? '').replace(/\\(.)/g, '$1'),
    )
    const scalar = /^(true|false)$/.test(written)
      ? written === 'true'
      : /^-?\d+$/.test(written)
        ? Number(written)
        : written === 'null'
          ? null
          : text
    return scalarNode(this.source, scalar, start, start + written.length, path)
  }
}
