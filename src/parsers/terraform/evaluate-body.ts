import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { MapValue, Value } from '../../model/value.ts'
import type { Block, Body } from '../hcl/ast.ts'
import { typeName } from '../hcl/type-name.ts'
import type { HclValue } from '../hcl/value.ts'
import { entriesOf, itemsOf } from '../hcl/value-access.ts'
import { knownNumber, knownString, objectOf, tupleOf } from '../hcl/value-constructors.ts'
import { elementOf, marksOfKey } from './element.ts'
import type { ExpressionScope } from './expression-scope.ts'
import { iteratorOf } from './references.ts'

/** A body's arguments and nested blocks, evaluated: as expressions see them, and as the model keeps them. */
export interface EvaluatedBody {
  readonly attributes: ReadonlyMap<string, HclValue>
  /** By type, in order. An unknown in place of the blocks: how many there are is not known. */
  readonly blocks: ReadonlyMap<string, readonly EvaluatedBody[] | HclValue>
  readonly model: MapValue
}

interface Context {
  report(diagnostic: Diagnostic): void
  modelled(value: HclValue, at: SourceLocation): Value
}

/** Names of arguments and block types that are Terraform's own, not the resource type's. */
export type Meta = ReadonlySet<string>

const noMeta: Meta = new Set()
const maximumBlocks = 2000

export const evaluateBody = (
  body: Body,
  scope: ExpressionScope,
  context: Context,
  meta: Meta = noMeta,
  at = body.at,
): EvaluatedBody => {
  const attributes = new Map<string, HclValue>()
  const entries = new Map<string, Value>()
  for (const { name, expression } of body.attributes.values()) {
    if (meta.has(name)) continue
    const value = scope.evaluate(expression)
    attributes.set(name, value)
    entries.set(name, context.modelled(value, expression.at))
  }
  const blocks = new Map<string, EvaluatedBody[] | HclValue>()
  const add = (type: string, evaluated: EvaluatedBody): void => {
    const present = blocks.get(type)
    if (present === undefined) blocks.set(type, [evaluated])
    else if (Array.isArray(present)) present.push(evaluated)
  }
  for (const block of body.blocks) {
    if (meta.has(block.type)) continue
    if (block.type !== 'dynamic') {
      add(block.type, evaluateBody(block.body, scope, context, noMeta, block.at))
      continue
    }
    const type = block.labels[0] ?? ''
    if (meta.has(type)) {
      context.report({
        severity: 'error',
        summary: 'Unsupported block type',
        detail: `Blocks of type "${type}" are not expected here: dynamic blocks cannot make them.`,
        at: block.header,
      })
      continue
    }
    const made = evaluateDynamic(block, scope, context)
    if (Array.isArray(made)) for (const evaluated of made) add(type, evaluated)
    else blocks.set(type, made as HclValue)
  }
  blocks.forEach((made, type) => {
    const first = body.blocks.find(block => block.type === type || block.labels[0] === type)
    const from = { at: first?.at ?? at, origins: [] }
    entries.set(
      type,
      Array.isArray(made)
        ? { kind: 'list', items: made.map(({ model }) => model), from }
        : context.modelled(made as HclValue, from.at),
    )
  })
  return { attributes, blocks, model: { kind: 'map', entries, from: { at, origins: [] } } }
}

/** The blocks that a `dynamic` block makes, or the unknown that decides them. */
const evaluateDynamic = (block: Block, scope: ExpressionScope, context: Context): EvaluatedBody[] | HclValue => {
  const forEach = block.body.attributes.get('for_each')
  const content = block.body.blocks.find(({ type }) => type === 'content')
  const refuse = (summary: string, detail: string, at = block.header): EvaluatedBody[] => {
    context.report({ severity: 'error', summary, detail, at })
    return []
  }
  if (forEach === undefined)
    return refuse('Missing required argument', 'The argument "for_each" is required, but no definition was found.')
  if (content === undefined)
    return refuse('Insufficient content blocks', 'A dynamic block must have exactly one "content" block.')
  const given = scope.evaluate(forEach.expression)
  if (given.state === 'unknown') return given
  if (given.state === 'null')
    return refuse('Invalid dynamic for_each value', 'Cannot use a null value in for_each.', forEach.expression.at)
  const elements = elementsOf(given)
  if (elements === undefined)
    return refuse(
      'Invalid dynamic for_each value',
      `Cannot use a ${typeName(given.type)} value in for_each. An iterable collection is required.`,
      forEach.expression.at,
    )
  if (elements.length > maximumBlocks)
    return refuse('Too many blocks', `At most ${maximumBlocks} blocks are made.`, forEach.expression.at)
  const iterator = iteratorOf(block.body, block.labels[0]) ?? ''
  return elements.map(([key, value]) => {
    const inside = scope.with([
      [
        iterator,
        objectOf([
          ['key', key],
          ['value', value],
        ]),
      ],
    ])
    return evaluateBody(content.body, inside, context, noMeta, block.at)
  })
}

const elementsOf = (given: HclValue): readonly (readonly [HclValue, HclValue])[] | undefined => {
  const entries = entriesOf(given)
  if (entries !== undefined)
    return [...entries].map(([key, value]) => [knownString(key, marksOfKey(value, given)), elementOf(value, given)])
  return itemsOf(given)?.map((item, index) => {
    const element = elementOf(item, given)
    return [given.type.kind === 'set' ? element : knownNumber(index), element]
  })
}

/** The body as an object that has what is written and no more. */
export const closedObject = ({ attributes, blocks }: EvaluatedBody): HclValue =>
  objectOf([
    ...attributes,
    ...[...blocks].map(
      ([type, made]) => [type, Array.isArray(made) ? tupleOf(made.map(closedObject)) : (made as HclValue)] as const,
    ),
  ])
