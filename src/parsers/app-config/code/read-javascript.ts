import { tsPlugin } from '@sveltejs/acorn-typescript'
import { Parser } from 'acorn'
import { remembered } from '../../../model/remembered.ts'
import type { TextSource } from '../formats/text-source.ts'
import { type EsNode, isNode } from './es-node.ts'
import { convertExpression, isPlainFunction } from './es-to-code.ts'
import type { AssignCode, CallCode, ClassCode, Code, CodeFile } from './expression.ts'

/** A parser of `ts` or `tsx`, made when the first such file is there. */
const typed = remembered(dialect => Parser.extend(tsPlugin({ jsx: dialect === 'tsx' })))

/** Without `locations`: nothing asks for lines and columns, and TypeScript's plugin, which needs them, sees to them itself. */
const options = {
  ecmaVersion: 'latest',
  sourceType: 'module',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowImportExportEverywhere: true,
  allowHashBang: true,
} as const

const attempt = (parser: typeof Parser, text: string): EsNode | undefined => {
  try {
    const tree: unknown = parser.parse(text, options)
    return isNode(tree) ? tree : undefined
  } catch {
    return undefined
  }
}

/** Parses JavaScript or TypeScript; nothing of it runs. `undefined`: its syntax is not understood. */
export const readJavaScript = (source: TextSource): CodeFile | undefined => {
  const { text, file } = source
  const tree = /\.[cm]?ts$/.test(file)
    ? attempt(typed('ts'), text)
    : (attempt(Parser, text) ?? attempt(typed('tsx'), text) ?? attempt(typed('ts'), text))
  return tree && collect(tree, source)
}

/** One expression, for JSON5 and other object literals. */
export const readJavaScriptExpression = (source: TextSource): Code | undefined => {
  try {
    const node: unknown = Parser.parseExpressionAt(source.text, 0, { ecmaVersion: 'latest' })
    return isNode(node) ? convertExpression(node, source) : undefined
  } catch {
    return undefined
  }
}

const collect = (tree: EsNode, source: TextSource): CodeFile => {
  const bindings = new Map<string, Code>()
  const calls: CallCode[] = []
  const assignments: AssignCode[] = []
  const classes: ClassCode[] = []
  const imports = new Map<string, { from: string; name: string }>()
  const modules = new Set<string>()
  let defaultExport: Code | undefined
  const convert = (node: unknown): Code | undefined => (isNode(node) ? convertExpression(node, source) : undefined)
  const bind = (name: string, code: Code | undefined): void => {
    if (code !== undefined && !bindings.has(name)) bindings.set(name, code)
  }

  const visit = (node: EsNode, depth: number): void => {
    if (depth > 400) return
    switch (node.type) {
      case 'ImportDeclaration': {
        const from = String(isNode(node.source) ? node.source.value : '')
        modules.add(from)
        for (const specifier of nodes(node.specifiers)) {
          const local = nameOf(specifier.local)
          const imported = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : undefined
          const name = imported ?? (specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*')
          if (local !== undefined) imports.set(local, { from, name })
        }
        break
      }
      case 'VariableDeclarator': {
        const init = convert(node.init)
        const required = requiredModule(node.init)
        bindPattern(node.id, init, required, bind, imports)
        break
      }
      case 'AssignmentExpression': {
        const code = convert(node)
        if (code?.kind === 'assign') assignments.push(code)
        if (isModuleExports(node.left)) defaultExport = convert(node.right)
        break
      }
      case 'ExportDefaultDeclaration':
        defaultExport = convert(node.declaration)
        break
      case 'FunctionDeclaration': {
        const name = nameOf(node.id)
        if (name !== undefined && isPlainFunction(node)) bind(name, convert(node))
        break
      }
      case 'ClassDeclaration':
      case 'ClassExpression':
        classes.push(classOf(node, convert))
        break
      case 'CallExpression':
      case 'NewExpression': {
        const code = convert(node)
        if (code?.kind === 'call') calls.push(code)
        const required = requiredModule(node)
        if (required !== undefined) modules.add(required)
        break
      }
    }
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) for (const item of value) if (isNode(item)) visit(item, depth + 1)
      if (isNode(value)) visit(value, depth + 1)
    }
  }
  visit(tree, 0)
  const base = { file: source.file, language: 'javascript', text: source.text } as const
  const result = { ...base, bindings, calls, assignments, classes, imports, modules }
  return defaultExport === undefined ? result : { ...result, defaultExport }
}

const nodes = (value: unknown): readonly EsNode[] => (Array.isArray(value) ? value.filter(isNode) : [])
const nameOf = (node: unknown): string | undefined =>
  isNode(node) && typeof node.name === 'string' ? node.name : undefined

const requiredModule = (node: unknown): string | undefined => {
  if (!isNode(node) || node.type !== 'CallExpression' || nameOf(node.callee) !== 'require') return undefined
  const [first] = nodes(node.arguments)
  return typeof first?.value === 'string' ? first.value : undefined
}

const isModuleExports = (node: unknown): boolean =>
  isNode(node) &&
  node.type === 'MemberExpression' &&
  nameOf(node.object) === 'module' &&
  nameOf(node.property) === 'exports'

const bindPattern = (
  id: unknown,
  init: Code | undefined,
  required: string | undefined,
  bind: (name: string, code: Code | undefined) => void,
  imports: Map<string, { from: string; name: string }>,
): void => {
  const simple = nameOf(id)
  if (simple !== undefined) {
    if (required !== undefined) imports.set(simple, { from: required, name: 'default' })
    bind(simple, init)
    return
  }
  if (!isNode(id) || id.type !== 'ObjectPattern' || init === undefined) return
  for (const property of nodes(id.properties)) {
    const key = nameOf(property.key)
    const target = isNode(property.value) ? property.value : undefined
    const local = nameOf(target) ?? nameOf(target?.left)
    if (key === undefined || local === undefined) continue
    if (required !== undefined) imports.set(local, { from: required, name: key })
    const { source, start, end } = init
    const read: Code = { kind: 'member', object: init, name: key, source, start, end }
    const fallback = isNode(target?.right) ? convertExpression(target.right, source) : undefined
    bind(local, fallback ? { kind: 'binary', operator: '??', left: read, right: fallback, source, start, end } : read)
  }
}

const classOf = (node: EsNode, convert: (node: unknown) => Code | undefined): ClassCode => ({
  name: nameOf(node.id) ?? '',
  bases: [nameOf(node.superClass) ?? ''],
  fields: nodes(isNode(node.body) ? node.body.body : undefined).flatMap(field => {
    const name = nameOf(field.key)
    const value = convert(field.value)
    if (field.type !== 'PropertyDefinition' || name === undefined) return []
    return [value === undefined ? { name, type: '' } : { name, type: '', value }]
  }),
})
