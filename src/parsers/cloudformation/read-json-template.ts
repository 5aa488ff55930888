import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Locator } from './locate.ts'
import type { ReadTemplate } from './read-template.ts'
import { type TemplateBuilder, templateBuilder } from './template-builder.ts'
import type { MapEntry, TemplateNode } from './template-node.ts'

const convert = (
  node: Node,
  text: string,
  locate: Locator,
  builder: TemplateBuilder,
  path: readonly string[],
): TemplateNode => {
  const at = locate(node.offset, node.offset + node.length, path)
  const tooDeep = builder.tooDeep(path.length, at)
  if (tooDeep) return tooDeep
  builder.spend(1, at)
  if (node.type === 'object') {
    const entries = new Map<string, MapEntry>()
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? []
      if (key === undefined || value === undefined) continue
      const name = String(key.value)
      const below = [...path, name]
      builder.addEntry(entries, name, locate(key.offset, key.offset + key.length, below), () =>
        convert(value, text, locate, builder, below),
      )
    }
    return { kind: 'map', entries, at }
  }
  if (node.type === 'array') {
    const items = (node.children ?? []).map((child, index) =>
      convert(child, text, locate, builder, [...path, String(index)]),
    )
    return { kind: 'list', items, at }
  }
  if (node.type === 'null') return builder.nullValue(at)
  const written = text.slice(node.offset, node.offset + node.length)
  return { kind: 'scalar', value: node.value, text: node.type === 'string' ? node.value : written, at }
}

/** Reads strict JSON (ECMA-404: no comments, no trailing commas), with repeated keys reported. */
export const readJsonTemplate = (text: string, locate: Locator): ReadTemplate => {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true, allowEmptyContent: false })
  const first = errors[0]
  if (first !== undefined || tree === undefined) {
    const at = locate(first?.offset ?? 0, (first?.offset ?? 0) + (first?.length ?? 0), [])
    const what = first === undefined ? 'the text is empty' : printParseErrorCode(first.error)
    return {
      diagnostics: [
        {
          severity: 'error',
          summary: 'JSON not well-formed',
          detail: `The template cannot be read as JSON: ${what}.`,
          at,
        },
      ],
    }
  }
  const builder = templateBuilder()
  const root = convert(tree, text, locate, builder, [])
  return { root, diagnostics: builder.diagnostics }
}
