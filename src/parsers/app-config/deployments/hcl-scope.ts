import type { Value } from '../../../model/value.ts'
import type { Body, Expression, TemplatePart } from '../../hcl/ast.ts'
import { writtenAt } from '../formats/config-node.ts'
import { getPath, mergeLayers, replaceLists } from '../layers/merge.ts'
import { isAbsent, joinText, textOf, unresolved, withText } from '../read-value.ts'

/** Evaluates expressions over variables and locals: text, collections, and the functions that build a container's environment. */
export class HclScope {
  private readonly locals = new Map<string, Expression>()
  private readonly variables: ReadonlyMap<string, Value>
  private readonly active = new Set<Expression>()
  private depth = 0

  constructor(bodies: readonly Body[], variables: ReadonlyMap<string, Value>) {
    this.variables = variables
    for (const block of bodies.flatMap(body => body.blocks)) {
      if (block.type === 'locals')
        for (const [name, { expression }] of block.body.attributes) this.locals.set(name, expression)
    }
  }

  block(body: Body): Value {
    const entries = new Map<string, Value>()
    for (const [name, { expression }] of body.attributes) entries.set(name, this.evaluate(expression))
    for (const block of body.blocks) {
      const before = entries.get(block.type)
      const value = this.block(block.type === 'dynamic' ? (block.body.blocks[0]?.body ?? block.body) : block.body)
      entries.set(block.type, {
        kind: 'list',
        items: [...(before?.kind === 'list' ? before.items : []), value],
        from: { at: block.at, origins: [] },
      })
    }
    return { kind: 'map', entries, from: { at: body.at, origins: [] } }
  }

  evaluate(expression: Expression, bound: ReadonlyMap<string, Value> = new Map()): Value {
    if (this.active.has(expression) || this.depth > 100) return unresolved('unsupported', 'a cycle', expression.at)
    this.active.add(expression)
    this.depth += 1
    const value = this.compute(expression, bound)
    this.depth -= 1
    this.active.delete(expression)
    return value
  }

  private compute(expression: Expression, bound: ReadonlyMap<string, Value>): Value {
    const { at } = expression
    const evaluate = (inner: Expression): Value => this.evaluate(inner, bound)
    switch (expression.kind) {
      case 'number':
        return { kind: 'known', value: Number(expression.text), from: writtenAt(at) }
      case 'keyword':
        return { kind: 'known', value: expression.value, from: writtenAt(at) }
      case 'template':
        return this.template(expression.parts, at, bound)
      case 'parentheses':
        return evaluate(expression.expression)
      case 'tuple':
        return { kind: 'list', items: expression.items.map(evaluate), from: { at, origins: [] } }
      case 'object': {
        const entries = expression.items.flatMap(({ key, value }): [string, Value][] => {
          const name = key.kind === 'name' ? key.name : textOf(evaluate(key))
          return name === undefined ? [] : [[name, evaluate(value)]]
        })
        return { kind: 'map', entries: new Map(entries), from: { at, origins: [] } }
      }
      case 'conditional': {
        const test = evaluate(expression.condition)
        if (test.kind !== 'known') return unresolved('unset-input', nameOf(expression.condition), at)
        return evaluate(test.value ? expression.onTrue : expression.onFalse)
      }
      case 'binary': {
        const [left, right] = [textOf(evaluate(expression.left)), textOf(evaluate(expression.right))]
        if (left === undefined || right === undefined || !/^[!=]=$/.test(expression.operator))
          return unresolved('unsupported', nameOf(expression), at)
        return { kind: 'known', value: (left === right) === (expression.operator === '=='), from: writtenAt(at) }
      }
      case 'variable':
      case 'attribute':
      case 'index':
        return this.reference(expression, bound)
      case 'for':
        return this.forExpression(expression, bound)
      case 'call':
        return this.call(expression, bound)
      default:
        return unresolved('unsupported', nameOf(expression), at)
    }
  }

  private template(parts: readonly TemplatePart[], at: Expression['at'], bound: ReadonlyMap<string, Value>): Value {
    const [only] = parts
    if (parts.length === 1 && only?.kind === 'interpolation') return this.evaluate(only.expression, bound)
    const values = parts.map((part): Value => {
      if (part.kind === 'text') return { kind: 'known', value: part.value, from: writtenAt(at) }
      return part.kind === 'interpolation'
        ? this.evaluate(part.expression, bound)
        : unresolved('unsupported', 'a template directive', part.at)
    })
    return values.length === 0 ? { kind: 'known', value: '', from: writtenAt(at) } : joinText(values, at)
  }

  private reference(expression: Expression, bound: ReadonlyMap<string, Value>): Value {
    const name = nameOf(expression)
    const [root = '', key = '', ...rest] = name.split('.')
    if (bound.has(root))
      return (
        getPath(
          bound.get(root),
          [key, ...rest].filter(part => part !== ''),
        ) ?? unresolved('outside', name, expression.at)
      )
    const local = root === 'local' ? this.locals.get(key) : undefined
    const base = local === undefined ? (root === 'var' ? this.variables.get(key) : undefined) : this.evaluate(local)
    const found = getPath(base, rest)
    if (found !== undefined && !isAbsent(found)) return found
    return unresolved(
      root === 'var' ? 'unset-input' : root === 'data' ? 'data-source' : 'computed',
      name,
      expression.at,
    )
  }

  private forExpression(expression: Extract<Expression, { kind: 'for' }>, bound: ReadonlyMap<string, Value>): Value {
    const collection = this.evaluate(expression.collection, bound)
    const pairs: readonly (readonly [string, Value])[] =
      collection.kind === 'map'
        ? [...collection.entries]
        : collection.kind === 'list'
          ? collection.items.map((item, i) => [String(i), item] as const)
          : []
    if (collection.kind !== 'map' && collection.kind !== 'list')
      return unresolved('unsupported', nameOf(expression.collection), expression.at)
    const items: Value[] = []
    const entries = new Map<string, Value>()
    for (const [key, value] of pairs.slice(0, 1_000)) {
      const inner = new Map(bound).set(expression.valueName, value)
      if (expression.keyName !== undefined)
        inner.set(expression.keyName, withText(value, key, { at: value.from.at, origins: [] }))
      const result = this.evaluate(expression.value, inner)
      const name = expression.key && textOf(this.evaluate(expression.key, inner))
      if (name === undefined) items.push(result)
      else entries.set(name, result)
    }
    if (expression.key !== undefined) return { kind: 'map', entries, from: { at: expression.at, origins: [] } }
    return { kind: 'list', items, from: { at: expression.at, origins: [] } }
  }

  private call(expression: Extract<Expression, { kind: 'call' }>, bound: ReadonlyMap<string, Value>): Value {
    const args = expression.arguments.map(argument => this.evaluate(argument, bound))
    const [first] = args
    switch (expression.name) {
      // What is encoded is still a tree: that is what is wanted of it.
      case 'jsonencode':
      case 'tostring':
      case 'nonsensitive':
      case 'sensitive':
      case 'tolist':
      case 'toset':
      case 'tomap':
        return first ?? unresolved('invalid', expression.name, expression.at)
      case 'merge':
        return args.reduce(
          (under, over) => (over.kind === 'map' ? mergeShallow(under, over) : under),
          emptyAt(expression.at),
        )
      case 'concat':
        return {
          kind: 'list',
          items: args.flatMap(arg => (arg.kind === 'list' ? arg.items : [])),
          from: { at: expression.at, origins: [] },
        }
      case 'join': {
        const [separator, list] = args
        if (list?.kind !== 'list' || separator === undefined) break
        return joinText(
          list.items.flatMap((item, i) => (i === 0 ? [item] : [separator, item])),
          expression.at,
        )
      }
      case 'coalesce':
        return (
          args.find(arg => textOf(arg) !== '' && !(arg.kind === 'known' && arg.value === null)) ??
          unresolved('invalid', 'coalesce', expression.at)
        )
      case 'lookup': {
        const key = textOf(args[1])
        const found = key === undefined ? undefined : getPath(first, [key])
        if (found !== undefined) return found
        if (args[2] !== undefined && key !== undefined) return args[2]
        break
      }
      case 'format': {
        const pattern = textOf(first)
        if (pattern === undefined || first === undefined) break
        const pieces = pattern.split(/%[sdvq]/)
        return joinText(
          pieces.flatMap((piece, i) => [
            withText(first, piece),
            ...(args[i + 1] && i < pieces.length - 1 ? [args[i + 1] ?? first] : []),
          ]),
          expression.at,
        )
      }
    }
    return unresolved('unsupported', `${expression.name}()`, expression.at)
  }
}

const emptyAt = (at: Expression['at']): Value => ({ kind: 'map', entries: new Map(), from: { at, origins: [] } })
const mergeShallow = (under: Value, over: Value): Value =>
  under.kind === 'map' && over.kind === 'map'
    ? { ...over, entries: new Map([...under.entries, ...over.entries]) }
    : mergeLayers(under, over, replaceLists)

/** `var.a.b`, `data.x.y.z`, `each.value` as it is written; indexes are dropped unless they are names. */
const nameOf = (expression: Expression): string => {
  switch (expression.kind) {
    case 'variable':
      return expression.name
    case 'attribute':
      return `${nameOf(expression.object)}.${expression.name}`
    case 'index': {
      const { key } = expression
      const [part] = key.kind === 'template' ? key.parts : []
      const text = key.kind === 'number' ? key.text : part?.kind === 'text' ? part.value : undefined
      return text === undefined ? nameOf(expression.object) : `${nameOf(expression.object)}.${text}`
    }
    case 'splat':
      return nameOf(expression.source)
    case 'call':
      return `${expression.name}()`
    case 'binary':
      return nameOf(expression.left)
    case 'parentheses':
      return nameOf(expression.expression)
    default:
      return 'an expression'
  }
}
