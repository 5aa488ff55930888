import type { Diagnostic } from '../../model/diagnostic.ts'
import { unknown } from '../../model/value.ts'
import { evaluateCondition } from './evaluate-condition.ts'
import type { ConditionResult, Scope } from './stack.ts'
import { type MapNode, nameOf, onlyEntry, type TemplateNode } from './template-node.ts'

/**
 * Every condition of a template, each evaluated once and after those that it names. Conditions that name each other in a circle are reported and
 * undetermined. The result map fills while it is used: `scope.stack.condition` reads from it.
 */
export const evaluateConditions = (
  conditions: MapNode | undefined,
  results: Map<string, ConditionResult>,
  scope: Scope,
  report: (diagnostic: Diagnostic) => void,
): void => {
  if (conditions === undefined) return
  const { order, circular } = inOrder(conditions)
  for (const name of circular) {
    const at = conditions.entries.get(name)?.key ?? conditions.at
    report({
      severity: 'error',
      summary: `Circular condition ${name}`,
      detail: `"${name}" depends on itself. Take one of the references out of the circle.`,
      at,
    })
    const because = unknown({ kind: 'invalid', names: `error: Circular condition ${name}` }, { at, origins: [] })
    results.set(name, { truth: 'undetermined', because, origins: [] })
  }
  for (const name of order) {
    const node = conditions.entries.get(name)?.node
    if (node !== undefined && !results.has(name)) results.set(name, evaluateCondition(node, scope))
  }
}

/** Names after those they depend on. A name is circular when it can reach itself. Without recursion: chains may be thousands long. */
const inOrder = (conditions: MapNode): { order: readonly string[]; circular: ReadonlySet<string> } => {
  const order: string[] = []
  const circular = new Set<string>()
  const state = new Map<string, 'open' | 'done'>()
  for (const start of conditions.entries.keys()) {
    const path: { name: string; next: string[] }[] = []
    const enter = (name: string): void => {
      state.set(name, 'open')
      const node = conditions.entries.get(name)?.node
      path.push({ name, next: node ? namesIn(node).filter(other => conditions.entries.has(other)) : [] })
    }
    if (!state.has(start)) enter(start)
    while (path.length > 0) {
      const top = path[path.length - 1]
      const next = top?.next.pop()
      if (top === undefined) break
      if (next === undefined) {
        state.set(top.name, 'done')
        order.push(top.name)
        path.pop()
      } else if (!state.has(next)) enter(next)
      else if (state.get(next) === 'open') {
        for (const { name } of path.slice(path.findIndex(step => step.name === next))) circular.add(name)
      }
    }
  }
  return { order, circular }
}

/** The conditions that a condition names, at any depth. */
const namesIn = (node: TemplateNode): string[] => {
  const names: string[] = []
  const open: TemplateNode[] = [node]
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    const only = onlyEntry(current)
    const name = only?.name === 'Condition' ? nameOf(only.argument) : undefined
    const chosen = only?.name === 'Fn::If' && only.argument.kind === 'list' ? nameOf(only.argument.items[0]) : undefined
    if (name !== undefined) names.push(name)
    if (chosen !== undefined) names.push(chosen)
    if (current.kind === 'list') open.push(...current.items)
    if (current.kind === 'map') for (const { node: child } of current.entries.values()) open.push(child)
  }
  return names
}
