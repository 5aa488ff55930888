import type { Expression } from '../hcl/ast.ts'
import type { HclValue } from '../hcl/value.ts'
import { addressText, bareExpression } from './bare-expression.ts'
import { fromModelValue } from './from-model-value.ts'
import type { ResourceConfig } from './module-config.ts'
import type { ModuleInstance } from './module-instance.ts'
import type { Node } from './node.ts'

/** The provider configuration that a resource uses, by its name in its module: what it says, or else the first word of its type. */
export const providerOf = ({ type, block }: ResourceConfig): string => {
  const provider = block.body.attributes.get('provider')?.expression
  const named = provider && addressText(bareExpression(provider, block.body.syntax))
  return named ?? type.split('_', 1)[0] ?? type
}

/**
 * The caller's node for a provider that a child module does not configure itself: what `providers` passes under this name, or
 * without it the caller's own default configuration. https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export const parentProvider = (module: ModuleInstance, name: string): Node<HclValue | undefined> | undefined => {
  const { parent } = module
  if (parent === undefined || module.tree.config.providers.has(name)) return undefined
  const { body } = parent.call
  const passed = body.attributes.get('providers')?.expression
  if (passed?.kind === 'object')
    for (const { key, value } of passed.items) {
      const inside = key.kind === 'name' ? key.name : addressText(bareExpression(key, body.syntax))
      const outside = addressText(bareExpression(value, body.syntax))
      if (inside === name && outside !== undefined) return parent.module.region(outside)
    }
  return name.includes('.') ? undefined : parent.module.region(name)
}

export const providerRegion = (
  module: ModuleInstance,
  name: string,
  expression: Expression | undefined,
  above: Node<HclValue | undefined> | undefined,
): HclValue | undefined => {
  if (expression !== undefined) return module.scope.evaluate(expression)
  if (above !== undefined) return module.valueOf(above)
  const { region } = module.evaluation
  return region === undefined || !/^aws(\.|$)/.test(name) ? undefined : fromModelValue(region)
}
