import type { Body, Expression, ObjectKey, TemplatePart } from '../../../../src/parsers/hcl/ast.ts'
import { literalText } from '../../../../src/parsers/hcl/ast.ts'

type Json = unknown
type Tree = { [name: string]: Json }

/** A tree of ours in the shape that hcl2json gives: expressions as source text in `${…}`, blocks as lists below their labels. */
export const asHcl2json = (body: Body, source: string): Tree => {
  const tree: Tree = {}
  for (const { name, expression } of body.attributes.values()) tree[name] = convert(expression, source)
  for (const { type, labels, body: inner } of body.blocks) {
    let parent = tree
    const path = [type, ...labels]
    const last = path.pop() ?? ''
    for (const step of path) {
      parent[step] ??= {}
      parent = parent[step] as Tree
    }
    const list = (parent[last] ?? []) as Json[]
    parent[last] = [...list, asHcl2json(inner, source)]
  }
  return tree
}

const sourceOf = ({ at }: Expression, source: string): string => source.slice(at.start.offset, at.end.offset)

const convert = (expression: Expression, source: string): Json => {
  switch (expression.kind) {
    case 'number':
      return Number(expression.text)
    case 'keyword':
      return expression.value
    case 'template': {
      const [only] = expression.parts
      if (expression.parts.length === 1 && only?.kind === 'interpolation') return convert(only.expression, source)
      return expression.parts.map(part => convertPart(part, source)).join('')
    }
    case 'tuple':
      return expression.items.map(item => convert(item, source))
    case 'object':
      return Object.fromEntries(
        expression.items.map(({ key, value }) => [convertKey(key, source), convert(value, source)]),
      )
    case 'unary': {
      const { operator, operand } = expression
      if (operator === '-' && operand.kind === 'number') return -Number(operand.text)
      if (operator === '!' && operand.kind === 'keyword') return !operand.value
      return `\${${sourceOf(expression, source)}}`
    }
    default:
      return `\${${sourceOf(expression, source)}}`
  }
}

const convertKey = (key: ObjectKey, source: string): string => {
  if (key.kind === 'name') return key.name
  if (literalText(key) !== undefined) return literalText(key) ?? ''
  if (key.kind === 'attribute') return sourceOf(key, source)
  if (key.kind === 'template' || key.kind === 'number') return String(convert(key, source))
  return `\${${sourceOf(key, source)}}`
}

const convertPart = (part: TemplatePart, source: string): string => {
  switch (part.kind) {
    case 'text':
      return part.value.replace(/([$%])\{/g, '$1$1{')
    case 'interpolation': {
      if (part.expression.kind === 'conditional') {
        const { condition, onTrue, onFalse } = part.expression
        const [first, second] = [onTrue, onFalse].map(branch => String(convert(branch, source)))
        const otherwise = second === '' ? '' : `%{else}${second}`
        return `%{if ${sourceOf(condition, source)}}${first}${otherwise}%{endif}`
      }
      const inner = convert(part.expression, source)
      return typeof inner === 'object' && inner !== null ? `\${${sourceOf(part.expression, source)}}` : String(inner)
    }
    case 'if': {
      const otherwise =
        part.onFalse.length === 0 ? '' : `%{else}${part.onFalse.map(p => convertPart(p, source)).join('')}`
      return `%{if ${sourceOf(part.condition, source)}}${part.onTrue.map(p => convertPart(p, source)).join('')}${otherwise}%{endif}`
    }
    case 'template-for': {
      const names = part.keyName === undefined ? part.valueName : `${part.keyName}, ${part.valueName}`
      const content = part.body.map(p => convertPart(p, source)).join('')
      return `%{for ${names} in ${sourceOf(part.collection, source)}}${content}%{endfor}`
    }
  }
}
