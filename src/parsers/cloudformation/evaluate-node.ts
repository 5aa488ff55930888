import type { SourceLocation } from '../../model/source-location.ts'
import { type UnknownValue, unknown, type Value } from '../../model/value.ts'
import { intrinsics } from './intrinsics/index.ts'
import type { Place, Scope, Stack } from './stack.ts'
import { fillHoles } from './template-holes.ts'
import { type MapNode, onlyEntry, type TemplateNode } from './template-node.ts'

/** The functions and values of one place in a stack. */
export const scopeOf = (stack: Stack, place: Place, silent = false): Scope => {
  const invalid = (at: SourceLocation, summary: string, detail: string): UnknownValue => {
    if (!silent) stack.run.report({ severity: 'error', summary, detail, at })
    return unknown({ kind: 'invalid', names: `error: ${summary}` }, { at, origins: [] })
  }
  const scope: Scope = {
    stack,
    place,
    invalid,
    evaluate: node => evaluateNode(node, scope),
    evaluateText: node =>
      node.kind === 'scalar'
        ? (fillHoles(node.text, node.at, stack.run.holes) ?? {
            kind: 'known',
            value: node.text,
            from: { at: node.at, origins: node.origins ?? [] },
          })
        : evaluateNode(node, scope),
    tentative: () => scopeOf(stack, place, true),
    forNames: () => scopeOf(stack, 'name', silent),
  }
  return scope
}

const evaluateNode = (node: TemplateNode, scope: Scope): Value | undefined => {
  if (!scope.stack.run.step(node.at))
    return unknown({ kind: 'invalid', names: 'error: too much to evaluate' }, { at: node.at, origins: [] })
  switch (node.kind) {
    case 'scalar': {
      const filled = fillHoles(node.text, node.at, scope.stack.run.holes)
      return filled ?? { kind: 'known', value: node.value, from: { at: node.at, origins: node.origins ?? [] } }
    }
    case 'broken':
      return unknown({ kind: 'invalid', names: `error: ${node.why}` }, { at: node.at, origins: [] })
    case 'list': {
      const items = node.items.map(scope.evaluate).filter(item => item !== undefined)
      return { kind: 'list', items, from: { at: node.at, origins: [] } }
    }
    case 'map':
      return evaluateMap(node, scope)
  }
}

const evaluateMap = (node: MapNode, scope: Scope): Value | undefined => {
  const only = onlyEntry(node)
  const intrinsic = only && intrinsics.get(only.name)
  if (only && intrinsic) {
    const isMade = only.argument.kind === 'broken' || onlyEntry(only.argument)?.name === 'Fn::Transform'
    return isMade ? scope.evaluate(only.argument) : intrinsic(only.argument, node.at, scope)
  }
  const entries = new Map<string, Value>()
  for (const [name, entry] of node.entries) {
    if (name === 'Fn::Transform') return intrinsics.get(name)?.(entry.node, node.at, scope)
    if (name.startsWith('Fn::')) return misplaced(name, node.entries.size, entry.key, scope)
    const value = scope.evaluate(entry.node)
    if (value !== undefined) entries.set(name, value)
  }
  return { kind: 'map', entries, from: { at: node.at, origins: [] } }
}

const misplaced = (name: string, size: number, at: SourceLocation, scope: Scope): Value => {
  if (intrinsics.has(name) && size > 1)
    return scope.invalid(
      at,
      'Function beside other keys',
      `${name} has to be the only key of its map. Move the other keys out.`,
    )
  if (name.startsWith('Fn::ForEach::'))
    return scope.invalid(
      at,
      'Loop not expanded',
      `${name} is not where a loop may stand, or its collection is not known.`,
    )
  return scope.invalid(
    at,
    'Unknown function',
    `"${name.slice(0, 60)}" is no CloudFormation function for this place. Check its spelling.`,
  )
}
