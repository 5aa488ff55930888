import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { Scalar, Value } from '../../../model/value.ts'
import { type ConfigDocuments, malformed, mapNode, nodeLimit, scalarNode } from './config-node.ts'
import { maskTemplates, unmaskTemplates } from './template-mask.ts'
import type { TextSource } from './text-source.ts'

/** All documents of a YAML text; `{{ … }}` of Helm or Jinja stay as text inside scalars. */
export const readYaml = (source: TextSource): ConfigDocuments => {
  if (deepestFlow(source.text) > 300) {
    return { documents: [], diagnostics: [malformed('YAML', source.at(0, 0), 'The file nests deeper than 300 levels')] }
  }
  const masked = maskTemplates(source.text)
  const diagnostics: Diagnostic[] = []
  const tags = new Map<Value, string>()
  const documents: Value[] = []
  for (const document of parsed(masked)) {
    if (document instanceof Error) {
      diagnostics.push(malformed('YAML', source.at(0, 0), 'The file cannot be read as YAML'))
      continue
    }
    for (const error of document.errors) {
      diagnostics.push(malformed('YAML', source.at(error.pos[0], error.pos[1]), yamlTrouble(error.code)))
    }
    const budget = { left: nodeLimit, aliased: aliasLimit }
    const walk: Walk = { source, document, tags, anchors: new Map(), budget, depth: 0 }
    const value = toValue(document.contents, walk, [])
    if (value !== undefined) documents.push(value)
    if (budget.left <= 0 || budget.aliased <= 0) {
      diagnostics.push(malformed('YAML', source.at(0, 0), 'The file is too large, or its aliases expand too far'))
    }
  }
  return { documents, diagnostics, tags }
}

/** How deep brackets nest, quotes aside: the parser's cost grows with the square of it. */
const deepestFlow = (text: string): number => {
  let depth = 0
  let deepest = 0
  for (const char of text) {
    if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth)
    else if (char === '}' || char === ']') depth = Math.max(0, depth - 1)
  }
  return Math.max(deepest, /(?:^|\n)(?:- ?){300}/.test(text) ? 301 : 0)
}

const parsed = (text: string): readonly (Document.Parsed | Error)[] => {
  try {
    const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false, strict: false })
    return Array.isArray(documents) ? documents : []
  } catch {
    return [new Error('unreadable')]
  }
}

const yamlTrouble = (code: string): string => `The YAML parser reports ${code.toLowerCase().replaceAll('_', ' ')}`

/** The most nodes that aliases may add. */
const aliasLimit = 10_000

interface Walk {
  readonly source: TextSource
  readonly document: Document.Parsed
  readonly tags: Map<Value, string>
  /** The latest node of each anchor so far, which is the one that an alias means: looking it up in the document walks all of it. */
  readonly anchors: Map<string, unknown>
  readonly budget: { left: number; aliased: number }
  readonly depth: number
  readonly inAlias?: true
}

const toValue = (node: unknown, walk: Walk, path: readonly string[]): Value | undefined => {
  walk.budget.left -= 1
  if (walk.inAlias) walk.budget.aliased -= 1
  if (walk.budget.left <= 0 || walk.budget.aliased <= 0 || walk.depth > 200) return undefined
  const deeper = { ...walk, depth: walk.depth + 1 }
  if (isAlias(node)) return toValue(walk.anchors.get(node.source), { ...deeper, inAlias: true }, path)
  keepAnchor(node, walk)
  if (isScalar(node)) {
    const [start, end] = node.range ?? [0, 0]
    const value = scalarNode(walk.source, scalarOf(node.value, node.source), start, end, path)
    if (node.tag !== undefined) walk.tags.set(value, node.tag)
    return value
  }
  if (isSeq(node)) {
    const [start, end] = node.range ?? [0, 0]
    const items = node.items.flatMap((item, i) => toValue(item, deeper, [...path, String(i)]) ?? [])
    const value: Value = { kind: 'list', items, from: { at: walk.source.at(start, end, path), origins: [] } }
    if (node.tag !== undefined) walk.tags.set(value, node.tag)
    return value
  }
  if (!isMap(node)) return undefined
  const [start, end] = node.range ?? [0, 0]
  const entries = new Map<string, Value>()
  const merged = new Map<string, Value>()
  for (const pair of node.items) {
    if (!isPair(pair)) continue
    const key = isScalar(pair.key) ? unmaskTemplates(String(pair.key.source ?? pair.key.value ?? '')) : undefined
    keepAnchor(pair.key, walk)
    if (key === undefined) continue
    if (key === '<<') {
      for (const base of mergeSources(pair.value, deeper, path))
        for (const [name, value] of base) if (!merged.has(name)) merged.set(name, value)
      continue
    }
    // In a broken document a key without a value may be a stray part of one, even of a secret.
    if (walk.document.errors.length > 0 && (pair.value === null || (isScalar(pair.value) && pair.value.value === null)))
      continue
    const keyEnd = isScalar(pair.key) ? (pair.key.range?.[1] ?? start) : start
    const value = toValue(pair.value, deeper, [...path, key])
    entries.set(key, value ?? scalarNode(walk.source, null, keyEnd, keyEnd, [...path, key]))
  }
  for (const [name, value] of merged) if (!entries.has(name)) entries.set(name, value)
  const value = mapNode(entries, walk.source.at(start, end, path))
  if (node.tag !== undefined) walk.tags.set(value, node.tag)
  return value
}

const keepAnchor = (node: unknown, walk: Walk): void => {
  if (!walk.inAlias && isNode(node) && !isAlias(node) && node.anchor !== undefined) walk.anchors.set(node.anchor, node)
}

const mergeSources = (node: unknown, walk: Walk, path: readonly string[]): ReadonlyMap<string, Value>[] => {
  const value = toValue(node, walk, path)
  if (value?.kind === 'map') return [value.entries]
  return value?.kind === 'list' ? value.items.flatMap(item => (item.kind === 'map' ? [item.entries] : [])) : []
}

const scalarOf = (value: unknown, text: string | undefined): Scalar => {
  if (typeof value === 'string') return unmaskTemplates(value)
  if (typeof value === 'boolean' || value === null) return value
  // A number that would not come back as it was written (a version, an id) is kept as text.
  if (typeof value === 'number') return text !== undefined && String(value) !== text ? text : value
  return text ?? null
}
