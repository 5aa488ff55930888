import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Value } from '../../../model/value.ts'
import { type ConfigDocuments, malformed, mapNode, nodeLimit, scalarNode } from './config-node.ts'
import type { TextSource } from './text-source.ts'

/** JSON, with comments and trailing commas as appsettings.json and tsconfig allow them. */
export const readJson = (source: TextSource): ConfigDocuments => {
  const text = source.text.startsWith('\uFEFF') ? ` ${source.text.slice(1)}` : source.text
  if (deepestNesting(text) > 500) {
    return { documents: [], diagnostics: [malformed('JSON', source.at(0, 0), 'The file nests deeper than 500 levels')] }
  }
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false, allowEmptyContent: true })
  const diagnostics = errors
    .slice(0, 20)
    .map(({ error, offset, length }) =>
      malformed('JSON', source.at(offset, offset + length), `The JSON parser reports ${printParseErrorCode(error)}`),
    )
  const value = root && toValue(root, source, [], { left: nodeLimit })
  return { documents: value === undefined ? [] : [value], diagnostics }
}

const deepestNesting = (text: string): number => {
  let depth = 0
  let deepest = 0
  for (const char of text) {
    if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth)
    else if (char === '}' || char === ']') depth -= 1
  }
  return deepest
}

const toValue = (
  node: Node,
  source: TextSource,
  path: readonly string[],
  budget: { left: number },
): Value | undefined => {
  budget.left -= 1
  if (budget.left <= 0) return undefined
  const end = node.offset + node.length
  if (node.type === 'object') {
    const entries = new Map<string, Value>()
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? []
      if (key === undefined || value === undefined) continue
      const name = String(key.value)
      const child = toValue(value, source, [...path, name], budget)
      if (child !== undefined) entries.set(name, child)
    }
    return mapNode(entries, source.at(node.offset, end, path))
  }
  if (node.type === 'array') {
    const items = (node.children ?? []).flatMap((item, i) => toValue(item, source, [...path, String(i)], budget) ?? [])
    return { kind: 'list', items, from: { at: source.at(node.offset, end, path), origins: [] } }
  }
  return scalarNode(source, node.value ?? null, node.offset, end, path)
}
