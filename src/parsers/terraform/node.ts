import type { SourceLocation } from '../../model/source-location.ts'

export interface NodeWork<T> {
  readonly name: string
  readonly at: SourceLocation
  /** May be lazy: what comes late may depend on the values of what came before. */
  readonly dependencies: () => Iterable<Node<unknown>>
  readonly compute: () => T
  readonly whenCyclic: () => T
}

/** One thing to evaluate once: a variable, local, output, resource, module call or provider configuration of one module instance. */
export class Node<T> {
  /** As a cycle's message calls it: `module.edge.local.name`. */
  readonly name: string
  readonly at: SourceLocation
  state: 'new' | 'visiting' | 'done' = 'new'
  /** Set when the node was found to need itself. */
  isCyclic = false
  readonly dependencies: () => Iterable<Node<unknown>>
  private readonly compute: () => T
  private readonly whenCyclic: () => T
  private result: { readonly value: T } | undefined

  constructor(options: NodeWork<T>) {
    this.name = options.name
    this.at = options.at
    this.dependencies = options.dependencies
    this.compute = options.compute
    this.whenCyclic = options.whenCyclic
  }

  /** The value, which must have been resolved. A node that is still being worked on has the value of a cycle. */
  get value(): T {
    return this.result === undefined ? this.whenCyclic() : this.result.value
  }

  finish(): void {
    this.result = { value: this.isCyclic ? this.whenCyclic() : this.compute() }
    this.state = 'done'
  }
}

export type ReportCycle = (members: readonly Node<unknown>[]) => void

/** Evaluates a node after everything that it needs. Long chains cost heap, not stack. */
export const resolve = <T>(node: Node<T>, reportCycle: ReportCycle): T => {
  const stack: { readonly node: Node<unknown>; readonly pending: Iterator<Node<unknown>> }[] = []
  const enter = (next: Node<unknown>): void => {
    next.state = 'visiting'
    stack.push({ node: next, pending: next.dependencies()[Symbol.iterator]() })
  }
  if (node.state === 'new') enter(node)
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.pending.next()
    if (next.done === true) {
      top.node.finish()
      stack.pop()
    } else if (next.value.state === 'new') enter(next.value)
    else if (next.value.state === 'visiting') {
      const from = stack.findIndex(entry => entry.node === next.value)
      const members = from === -1 ? [next.value] : stack.slice(from).map(entry => entry.node)
      if (members.every(member => !member.isCyclic)) reportCycle(members)
      for (const member of members) member.isCyclic = true
    }
  }
  return node.value
}
