import type { Value } from '../../../model/value.ts'
import { type ConfigDocuments, mapNode, scalarNode } from './config-node.ts'
import type { TextSource } from './text-source.ts'

/** INI and the `key = value` files of small servers: sections become maps, quotes around a whole value are removed. */
export const readIni = (source: TextSource): ConfigDocuments => {
  const root = new Map<string, Value>()
  let current = root
  let section: readonly string[] = []
  let offset = 0
  for (const line of source.text.split('\n')) {
    const header = /^\s*\[([^\]\r\n]+)\]\s*(?:[#;].*)?\r?$/.exec(line)
    const entry = /^(\s*([^=:#;[\s][^=:]*?)\s*[=:]\s*)(.*?)\s*$/.exec(line)
    if (header !== null) {
      const name = (header[1] ?? '').trim()
      section = [name]
      const existing = root.get(name)
      current = new Map(existing?.kind === 'map' ? existing.entries : [])
      root.set(name, mapNode(current, source.at(offset, offset + line.length, section)))
    } else if (entry !== null) {
      const [, before = '', key = '', written = ''] = entry
      const quoted = /^(["'])(.*)\1\s*(?:[#;].*)?$/.exec(written)
      const raw = quoted ? (quoted[2] ?? '') : written.replace(/\s+[#;].*$/, '')
      const start = offset + before.length
      const end = start + raw.length + (quoted ? 2 : 0)
      current.set(key, scalarNode(source, raw, start, end, [...section, key]))
    }
    offset += line.length + 1
  }
  return { documents: [mapNode(root, source.at(0, source.text.length))], diagnostics: [] }
}
