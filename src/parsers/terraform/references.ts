import type { SourceLocation } from '../../model/source-location.ts'
import type { Body, Expression, TemplatePart } from '../hcl/ast.ts'

/** What an expression names outside itself: `var.domain` is root `var`, names `['domain']`; so is `var.domain[0]`. */
export interface Reference {
  readonly root: string
  /** The attribute names that follow the root, with the index keys between them left out. */
  readonly names: readonly string[]
  readonly at: SourceLocation
}

type Bound = ReadonlySet<string>

const nothingBound: Bound = new Set()

const bind = (bound: Bound, ...names: readonly (string | undefined)[]): Bound => {
  const more = new Set(bound)
  for (const name of names) if (name !== undefined) more.add(name)
  return more
}

/** The names behind a chain of attribute accesses and indexes, when it ends at a variable; the index keys are visited on the way. */
const asReference = (expression: Expression, bound: Bound, found: Reference[]): Reference | undefined => {
  const names: string[] = []
  const keys: Expression[] = []
  let current = expression
  while (current.kind === 'attribute' || current.kind === 'index') {
    if (current.kind === 'attribute') names.push(current.name)
    else keys.push(current.key)
    current = current.object
  }
  if (current.kind !== 'variable') return undefined
  for (const key of keys) visit(key, bound, found)
  return { root: current.name, names: names.reverse(), at: expression.at }
}

const visitParts = (parts: readonly TemplatePart[], bound: Bound, found: Reference[]): void => {
  for (const part of parts) {
    if (part.kind === 'interpolation') visit(part.expression, bound, found)
    else if (part.kind === 'if') {
      visit(part.condition, bound, found)
      visitParts(part.onTrue, bound, found)
      visitParts(part.onFalse, bound, found)
    } else if (part.kind === 'template-for') {
      visit(part.collection, bound, found)
      visitParts(part.body, bind(bound, part.keyName, part.valueName), found)
    }
  }
}

const visit = (expression: Expression, bound: Bound, found: Reference[]): void => {
  switch (expression.kind) {
    case 'number':
    case 'keyword':
    case 'splat-item':
      return
    case 'variable':
    case 'attribute':
    case 'index': {
      const reference = asReference(expression, bound, found)
      if (reference !== undefined) {
        if (!bound.has(reference.root)) found.push(reference)
        return
      }
      if (expression.kind !== 'variable') visit(expression.object, bound, found)
      if (expression.kind === 'index') visit(expression.key, bound, found)
      return
    }
    case 'template':
      visitParts(expression.parts, bound, found)
      return
    case 'splat':
      visit(expression.source, bound, found)
      visit(expression.each, bound, found)
      return
    case 'call':
      for (const argument of expression.arguments) visit(argument, bound, found)
      return
    case 'unary':
      visit(expression.operand, bound, found)
      return
    case 'binary':
      visit(expression.left, bound, found)
      visit(expression.right, bound, found)
      return
    case 'conditional':
      visit(expression.condition, bound, found)
      visit(expression.onTrue, bound, found)
      visit(expression.onFalse, bound, found)
      return
    case 'tuple':
      for (const item of expression.items) visit(item, bound, found)
      return
    case 'object':
      for (const { key, value } of expression.items) {
        if (key.kind !== 'name') visit(key, bound, found)
        visit(value, bound, found)
      }
      return
    case 'for': {
      visit(expression.collection, bound, found)
      const inside = bind(bound, expression.keyName, expression.valueName)
      for (const part of [expression.key, expression.value, expression.condition])
        if (part !== undefined) visit(part, inside, found)
      return
    }
    case 'parentheses':
      visit(expression.expression, bound, found)
      return
  }
}

const found = new WeakMap<Expression, readonly Reference[]>()

/** All references of an expression, in source order. Names bound by a `for` are not references. */
export const referencesOf = (expression: Expression): readonly Reference[] => {
  const before = found.get(expression)
  if (before !== undefined) return before
  const references: Reference[] = []
  visit(expression, nothingBound, references)
  found.set(expression, references)
  return references
}

/**
 * All references of a body and its nested blocks; the iterators of `dynamic` blocks are bound inside their `content`.
 * `skip` names attributes and block types of the body itself whose expressions are no references (`depends_on`, `lifecycle`).
 */
export const referencesOfBody = (body: Body, skip: ReadonlySet<string> = nothingBound): readonly Reference[] => {
  const known = foundInBodies.get(skip) ?? new WeakMap<Body, readonly Reference[]>()
  foundInBodies.set(skip, known)
  const references = known.get(body) ?? collectReferences(body, skip)
  known.set(body, references)
  return references
}

const foundInBodies = new WeakMap<ReadonlySet<string>, WeakMap<Body, readonly Reference[]>>()

const collectReferences = (body: Body, skip: ReadonlySet<string>): readonly Reference[] => {
  const found: Reference[] = []
  const visitBody = (current: Body, bound: Bound, skipped: ReadonlySet<string>): void => {
    current.attributes.forEach((attribute, name) => {
      if (!skipped.has(name)) visit(attribute.expression, bound, found)
    })
    for (const block of current.blocks) {
      if (skipped.has(block.type)) continue
      if (block.type !== 'dynamic') visitBody(block.body, bound, nothingBound)
      else {
        const forEach = block.body.attributes.get('for_each')
        if (forEach !== undefined) visit(forEach.expression, bound, found)
        const inside = bind(bound, iteratorOf(block.body, block.labels[0]))
        for (const content of block.body.blocks) visitBody(content.body, inside, nothingBound)
      }
    }
  }
  visitBody(body, nothingBound, skip)
  return found
}

/** The name under which a `dynamic` block's content sees the element: the `iterator` argument, or else the block's label. */
export const iteratorOf = (body: Body, label: string | undefined): string | undefined => {
  const iterator = body.attributes.get('iterator')?.expression
  return iterator?.kind === 'variable' ? iterator.name : label
}

/** The references of `count` and `for_each`. */
export const referencesOfRepetition = (body: Body): readonly Reference[] =>
  ['count', 'for_each'].flatMap(name => {
    const expression = body.attributes.get(name)?.expression
    return expression === undefined ? [] : referencesOf(expression)
  })
