import { parse, TomlError } from 'smol-toml'
import type { Value } from '../../../model/value.ts'
import { type ConfigDocuments, emptyMap, malformed, mapNode, scalarNode } from './config-node.ts'
import type { TextSource } from './text-source.ts'
import { tomlPositions } from './toml-positions.ts'

/** TOML: `smol-toml` says what the values are, a scan of keys and headers says where they stand. */
export const readToml = (source: TextSource): ConfigDocuments => {
  const positions = tomlPositions(source.text)
  const convert = (value: unknown, path: readonly string[], depth: number): Value => {
    const [start, end] = positions.get(path.join('\u0000')) ?? positions.get(path.slice(0, -1).join('\u0000')) ?? [0, 0]
    if (depth > 100) return scalarNode(source, null, start, end, path)
    if (Array.isArray(value)) {
      const items = value.map((item, i) => convert(item, [...path, String(i)], depth + 1))
      return { kind: 'list', items, from: { at: source.at(start, end, path), origins: [] } }
    }
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      const entries = Object.entries(value).map(([key, child]): [string, Value] => [
        key,
        convert(child, [...path, key], depth + 1),
      ])
      return mapNode(new Map(entries), source.at(start, end, path))
    }
    const scalar =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
    return scalarNode(source, scalar, start, end, path)
  }
  try {
    return { documents: [convert(parse(source.text), [], 0)], diagnostics: [] }
  } catch (error) {
    if (!(error instanceof TomlError)) {
      return { documents: [], diagnostics: [malformed('TOML', source.at(0, 0), 'The file cannot be read as TOML')] }
    }
    const offset = lineOffset(source.text, error.line)
    const diagnostic = malformed('TOML', source.at(offset, offset), tomlTrouble(error))
    return { documents: salvage(source, error.line), diagnostics: [diagnostic] }
  }
}

/** What stands before the broken line is still used. */
const salvage = (source: TextSource, line: number): readonly Value[] => {
  const before = source.text.slice(0, lineOffset(source.text, line))
  if (line <= 1 || before.trim() === '') return [emptyMap(source.at(0, 0))]
  const read = readToml({ ...source, text: before })
  return read.diagnostics.length === 0 ? read.documents : [emptyMap(source.at(0, 0))]
}

const lineOffset = (text: string, line: number): number => {
  let offset = 0
  for (let i = 1; i < line; i += 1) {
    const next = text.indexOf('\n', offset)
    if (next === -1) return offset
    offset = next + 1
  }
  return offset
}

// The parser's message ends with a code frame, which may hold a secret: only its first line is used.
const tomlTrouble = (error: TomlError): string =>
  (error.message.split('\n')[0] ?? 'The file is not TOML').replace(/^Invalid TOML document: /, 'TOML: ')
