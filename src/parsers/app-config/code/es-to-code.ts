import type { TextSource } from '../formats/text-source.ts'
import { type EsNode, isNode } from './es-node.ts'
import type { Code, CodeKind, ObjectEntry } from './expression.ts'

/** An ESTree expression in the vocabulary shared by all languages. Types (`as`, `satisfies`, `!`) and `await` are looked through. */
export const convertExpression = (node: EsNode, source: TextSource, depth = 0): Code => {
  const place = (kind: CodeKind): Code => ({ ...kind, source, start: node.start, end: node.end })
  if (depth > 200) return place({ kind: 'other' })
  const child = (value: unknown): Code =>
    isNode(value) ? convertExpression(value, source, depth + 1) : place({ kind: 'other' })
  const list = (value: unknown): Code[] => (Array.isArray(value) ? value.filter(isNode).map(child) : [])
  switch (node.type) {
    case 'Literal':
      return place(literal(node))
    case 'Identifier':
      return place({ kind: 'name', name: String(node.name) })
    case 'Super':
      return place({ kind: 'name', name: 'super' })
    case 'ThisExpression':
      return place({ kind: 'name', name: 'this' })
    case 'MetaProperty':
      return place({ kind: 'name', name: 'import.meta' })
    case 'PrivateIdentifier':
      return place({ kind: 'name', name: `#${String(node.name)}` })
    case 'TemplateLiteral':
      return place({ kind: 'template', parts: templateParts(node, source, child) })
    case 'MemberExpression': {
      const object = child(node.object)
      if (node.computed === true) return place({ kind: 'index', object, index: child(node.property) })
      return place({ kind: 'member', object, name: isNode(node.property) ? String(node.property.name) : '' })
    }
    case 'CallExpression':
    case 'NewExpression':
      return place({ kind: 'call', callee: child(node.callee), args: list(node.arguments), named: [] })
    case 'ObjectExpression':
      return place({ kind: 'object', entries: objectEntries(node, child) })
    case 'ArrayExpression':
      return place({ kind: 'list', items: list(node.elements) })
    case 'SpreadElement':
      return place({ kind: 'spread', of: child(node.argument) })
    case 'LogicalExpression':
    case 'BinaryExpression':
      return place({
        kind: 'binary',
        operator: String(node.operator),
        left: child(node.left),
        right: child(node.right),
      })
    case 'UnaryExpression':
      return place(unary(node, child))
    case 'ConditionalExpression':
      return place({
        kind: 'conditional',
        test: child(node.test),
        yes: child(node.consequent),
        no: child(node.alternate),
      })
    case 'AssignmentExpression':
      return place({ kind: 'assign', target: child(node.left), value: child(node.right) })
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration': {
      const result = resultOf(node.body)
      if (result === undefined) return place({ kind: 'function' })
      const isPlain = isPlainFunction(node) ? ({ isPlain: true } as const) : {}
      return place({ kind: 'function', result: child(result), ...isPlain })
    }
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
      return child(node.expression)
    case 'AwaitExpression':
      return child(node.argument)
    default:
      return place({ kind: 'other' })
  }
}

const literal = (node: EsNode): CodeKind => {
  const { value } = node
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  if (isScalar) return { kind: 'literal', value }
  return value === null && node.raw === 'null' ? { kind: 'literal', value: null } : { kind: 'other' }
}

const unary = (node: EsNode, child: (value: unknown) => Code): CodeKind => {
  const operand = child(node.argument)
  if (node.operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number') {
    return { kind: 'literal', value: -operand.value }
  }
  if (node.operator === '!' && operand.kind === 'literal') return { kind: 'literal', value: !operand.value }
  return { kind: 'other' }
}

const templateParts = (node: EsNode, source: TextSource, child: (value: unknown) => Code): Code[] => {
  const quasis = Array.isArray(node.quasis) ? node.quasis.filter(isNode) : []
  const expressions = Array.isArray(node.expressions) ? node.expressions.filter(isNode) : []
  return quasis.flatMap((quasi, i) => {
    const raw = quasi.value as { cooked?: string | null; raw?: string } | undefined
    const value = raw?.cooked ?? raw?.raw ?? ''
    const text: Code = { kind: 'literal', value, source, start: quasi.start, end: quasi.end }
    const next = expressions[i]
    return next === undefined ? [text] : [text, child(next)]
  })
}

const objectEntries = (node: EsNode, child: (value: unknown) => Code): ObjectEntry[] =>
  (Array.isArray(node.properties) ? node.properties.filter(isNode) : []).flatMap((property): ObjectEntry[] => {
    if (property.type === 'SpreadElement') return [{ spread: child(property.argument) }]
    if (property.type !== 'Property' || !isNode(property.key)) return []
    const key = child(property.key)
    if (property.computed === true || key.kind !== 'name') return [{ key, value: child(property.value) }]
    return [{ key: { ...key, kind: 'literal', value: key.name }, value: child(property.value) }]
  })

/** What a function gives back, when that is one expression or one `return` at its end. */
/** Whether a function takes nothing and its body is one `return`, or an expression. */
export const isPlainFunction = (node: EsNode): boolean => {
  const { params, body } = node
  if (!Array.isArray(params) || params.length > 0 || node.generator === true || !isNode(body)) return false
  if (body.type !== 'BlockStatement') return true
  return Array.isArray(body.body) && body.body.length === 1
}

const resultOf = (body: unknown): EsNode | undefined => {
  if (!isNode(body)) return undefined
  if (body.type !== 'BlockStatement') return body
  const statements = Array.isArray(body.body) ? body.body.filter(isNode) : []
  const last = statements.at(-1)
  return last?.type === 'ReturnStatement' && isNode(last.argument) ? last.argument : undefined
}
