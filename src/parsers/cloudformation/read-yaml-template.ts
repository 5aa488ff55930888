import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseDocument,
  type Tags,
  type YAMLMap,
} from 'yaml'
import type { SourceLocation } from '../../model/source-location.ts'
import { functionTags } from './function-names.ts'
import type { Locator } from './locate.ts'
import type { ReadTemplate } from './read-template.ts'
import { type TemplateBuilder, templateBuilder } from './template-builder.ts'
import type { MapEntry, TemplateNode } from './template-node.ts'
import { scalarOf } from './yaml-scalar.ts'

interface Reading {
  readonly locate: Locator
  readonly builder: TemplateBuilder
  readonly anchors: Map<string, { node: TemplateNode; size: number }>
}

type Path = readonly string[]
type Yaml = ParsedNode | null

const locationOf = (node: Yaml, reading: Reading, path: Path, fallback: SourceLocation): SourceLocation =>
  node?.range ? reading.locate(node.range[0], node.range[1], path) : fallback

/**
 * The short tags of a text, on every kind of node: what the library knows it need not warn about, which takes a quarter of its time. It goes
 * through all that it is given for every scalar.
 */
const functionNodes = (text: string): Tags =>
  [...functionTags.keys()]
    .filter(name => text.includes(`!${name}`))
    .flatMap(name => [
      { tag: `!${name}`, resolve: (written: string) => written },
      { tag: `!${name}`, collection: 'seq' as const },
      { tag: `!${name}`, collection: 'map' as const },
    ])

/** Reads YAML with CloudFormation's short tags into long form. Anchors, aliases and merge keys are expanded, as packaging tools do. */
export const readYamlTemplate = (text: string, locate: Locator): ReadTemplate => {
  const document = parseDocument(text, {
    logLevel: 'error',
    uniqueKeys: false,
    merge: true,
    prettyErrors: false,
    customTags: functionNodes(text),
  })
  const builder = templateBuilder()
  const error = document.errors[0]
  if (error !== undefined) {
    const what =
      error.code === 'MULTIPLE_DOCS'
        ? 'it holds several documents'
        : (error.message.split('\n')[0] ?? '').replace(/\.$/, '')
    if (/call stack/i.test(error.message)) throw new RangeError(error.message)
    builder.broken(
      locate(error.pos[0], error.pos[1], []),
      'YAML not well-formed',
      `The template cannot be read: ${what}.`,
    )
    return { diagnostics: builder.diagnostics }
  }
  const reading: Reading = { locate, builder, anchors: new Map() }
  const root = convert(document.contents as Yaml, reading, [], locate(0, 0, []))
  return { root, diagnostics: builder.diagnostics }
}

const convert = (node: Yaml, reading: Reading, path: Path, fallback: SourceLocation): TemplateNode => {
  const { builder } = reading
  const at = locationOf(node, reading, path, fallback)
  if (isAlias(node)) return convertAlias(node, reading, at)
  const tooDeep = builder.tooDeep(path.length, at)
  if (tooDeep) return tooDeep
  const before = builder.count()
  builder.spend(1, at)
  const result = withTag(node, reading, path, at)
  if (node?.anchor !== undefined) reading.anchors.set(node.anchor, { node: result, size: builder.count() - before })
  return result
}

const convertAlias = (alias: Alias, { builder, anchors }: Reading, at: SourceLocation): TemplateNode => {
  const target = anchors.get(alias.source)
  if (target === undefined)
    return builder.broken(
      at,
      'Unresolved alias',
      `No complete value before this line has the anchor "${alias.source}".`,
    )
  return builder.spend(target.size, at) ? target.node : { kind: 'broken', why: 'Template too large', at }
}

const standardTag = /^(!|tag:yaml\.org,2002:(str|int|float|bool|null|seq|map))$/

/** `!Ref x` → `{ Ref: x }`. `!GetAtt a.b` keeps its dotted text: the function splits it. */
const withTag = (node: Yaml, reading: Reading, path: Path, at: SourceLocation): TemplateNode => {
  const tag = node?.tag
  if (node === null || tag === undefined || standardTag.test(tag)) return plain(node, reading, path, at)
  const name = tag.startsWith('!') ? functionTags.get(tag.slice(1)) : undefined
  if (name === undefined) {
    const what = tag.length > 60 ? `${tag.slice(0, 60)}…` : tag
    return reading.builder.broken(at, 'Unknown tag', `"${what}" is no CloudFormation function. Check its spelling.`)
  }
  const below = [...path, name]
  const argument = plain(node, reading, below, { ...at, path: below })
  return { kind: 'map', entries: new Map([[name, { key: at, node: argument }]]), at }
}

const plain = (node: Yaml, reading: Reading, path: Path, at: SourceLocation): TemplateNode => {
  const { builder } = reading
  if (isMap(node)) return convertMap(node as YAMLMap.Parsed, reading, path, at)
  if (isSeq(node)) {
    const items = node.items.map((item, index) => convert(item as Yaml, reading, [...path, String(index)], at))
    return { kind: 'list', items, at }
  }
  if (!isScalar(node)) return builder.nullValue(at)
  if (node.tag?.startsWith('!'))
    return { kind: 'scalar', value: String(node.value ?? ''), text: String(node.value ?? ''), at }
  const { value, text, written, doubt } = scalarOf(node)
  if (doubt !== undefined) builder.warn(at, 'Ambiguous scalar', doubt)
  return value === null
    ? builder.nullValue(at)
    : { kind: 'scalar', value, text, at, ...(written !== undefined && { written }) }
}

const convertMap = (map: YAMLMap.Parsed, reading: Reading, path: Path, at: SourceLocation): TemplateNode => {
  const { builder } = reading
  const entries = new Map<string, MapEntry>()
  const merged: TemplateNode[] = []
  for (const pair of map.items) {
    const key = pair.key as Yaml
    const keyAt = locationOf(key, reading, path, at)
    if (!isScalar(key)) {
      builder.broken(keyAt, 'Unsupported key', 'Keys of a template are text.')
      continue
    }
    const name = key.source ?? String(key.value ?? '')
    const below = [...path, name]
    const value = pair.value as Yaml
    if (name === '<<' && key.type === 'PLAIN') {
      builder.warn(
        keyAt,
        'Merge key',
        'CloudFormation does not read merge keys itself; `aws cloudformation package` expands them.',
      )
      merged.push(convert(value, reading, below, keyAt))
    } else {
      builder.addEntry(entries, name, { ...keyAt, path: below }, () => convert(value, reading, below, keyAt))
    }
  }
  for (const source of merged.flatMap(node => (node.kind === 'list' ? node.items : [node]))) {
    if (source.kind !== 'map') continue
    for (const [name, entry] of source.entries) if (!entries.has(name)) entries.set(name, entry)
  }
  return { kind: 'map', entries, at }
}
