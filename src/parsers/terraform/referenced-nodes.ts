import { resourceNamed } from './check-reference.ts'
import type { ModuleInstance } from './module-instance.ts'
import type { Node } from './node.ts'
import type { Reference } from './references.ts'

/** What has to be evaluated in a module instance before an expression with these references. */
export function* referencedNodes(module: ModuleInstance, references: readonly Reference[]): Iterable<Node<unknown>> {
  for (const { root, names } of references) {
    const first = names[0] ?? ''
    if (root === 'module') yield* nodesOfCall(module, first, names[1])
    else {
      const node =
        root === 'var'
          ? module.variable(first)
          : root === 'local'
            ? module.local(first)
            : module.resource(resourceNamed(root, names) ?? '')
      if (node !== undefined) yield node
    }
  }
}

function* nodesOfCall(module: ModuleInstance, name: string, output: string | undefined): Iterable<Node<unknown>> {
  const call = module.call(name)
  if (call === undefined) return
  yield call
  for (const child of call.value.children) {
    const only = output === undefined ? undefined : child.output(output)
    if (only !== undefined) yield only
    else if (output === undefined)
      for (const every of child.tree.config.outputs.keys()) {
        const node = child.output(every)
        if (node !== undefined) yield node
      }
  }
}
