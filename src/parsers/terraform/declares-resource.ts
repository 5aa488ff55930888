import { isGap } from './module-config.ts'
import type { ModuleInstance } from './module-instance.ts'

/**
 * Whether a resource (`module.edge["blue"].aws_lb.main[0].arn`) is declared in the root module that an instance belongs to or in one that it
 * calls. What others declare has been deployed when this root module is planned.
 */
export const declaresResource = (instance: ModuleInstance, name: string): boolean => {
  let root = instance
  while (root.parent !== undefined) root = root.parent.module
  const steps = name.replaceAll(/\["(?:[^"\\]|\\.)*"\]|\[[^\]]*\]/g, '').split('.')
  let { tree } = root
  let at = 0
  for (; steps[at] === 'module'; at += 2) {
    const child = tree.children.get(steps[at + 1] ?? '')
    if (child === undefined) return true
    if (isGap(child)) return child.gap !== 'outside'
    tree = child
  }
  const length = steps[at] === 'data' || steps[at] === 'ephemeral' ? 3 : 2
  return tree.config.resources.has(steps.slice(at, at + length).join('.'))
}
