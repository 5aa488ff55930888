import type { SourceLocation } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import type { Scope } from '../stack.ts'
import type { TemplateNode } from '../template-node.ts'

/** The arguments of a function that takes a list of them; an error value when there are not as many as it takes. */
export const argumentsOf = (
  name: string,
  argument: TemplateNode,
  at: SourceLocation,
  scope: Scope,
  { least, most = least, shape }: { least: number; most?: number; shape: string },
): readonly TemplateNode[] | Value => {
  const items = argument.kind === 'list' ? argument.items : undefined
  if (items !== undefined && items.length >= least && items.length <= most) return items
  return scope.invalid(at, `Wrong arguments of ${name}`, `${name} takes ${shape}.`)
}

export const isValue = (result: readonly TemplateNode[] | Value): result is Value => 'kind' in result
