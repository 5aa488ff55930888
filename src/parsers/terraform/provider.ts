import type { Block } from '../hcl/ast.ts'
import { stringType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { unknownBecause } from '../hcl/value-constructors.ts'
import { addressText, bareExpression } from './bare-expression.ts'
import { fromModelValue } from './from-model-value.ts'
import type { ResourceConfig } from './module-config.ts'
import type { ModuleInstance } from './module-instance.ts'
import type { Node } from './node.ts'

/** What of a provider configuration matters to the resources that use it. */
export interface Provider {
  readonly region: HclValue | undefined
  /** It has credentials of its own beside the default configuration's, so that it may act in another account. */
  readonly isElsewhere: boolean
}

/** One of several configurations, picked by a key: OpenTofu's provider `for_each`, which is not evaluated. */
export const unknownProvider: Provider = {
  region: unknownBecause(stringType, { kind: 'unsupported', names: 'the region of a provider with for_each' }),
  isElsewhere: true,
}

/** The name of a configuration that is picked by an expression, and so by nobody that is known here. */
const computed = ''

const named = (address: string | undefined): string =>
  address === undefined || address.includes('[') ? computed : address

/** The provider configuration that a resource uses, by its name in its module: what it says, or else the first word of its type. */
export const providerOf = ({ type, block }: ResourceConfig): string => {
  const provider = block.body.attributes.get('provider')?.expression
  if (provider === undefined) return type.split('_', 1)[0] ?? type
  return named(addressText(bareExpression(provider, block.body.syntax)))
}

/**
 * The caller's node for a provider that a child module does not configure itself: what `providers` passes under this name, or
 * without it the caller's own default configuration. https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export const parentProvider = (module: ModuleInstance, name: string): Node<Provider> | undefined => {
  const { parent } = module
  if (parent === undefined || module.tree.config.providers.has(name)) return undefined
  const { body } = parent.call
  const passed = body.attributes.get('providers')?.expression
  if (passed?.kind === 'object')
    for (const { key, value } of passed.items) {
      const inside = key.kind === 'name' ? key.name : addressText(bareExpression(key, body.syntax))
      const outside = addressText(bareExpression(value, body.syntax))
      if (inside === name) return parent.module.provider(named(outside))
    }
  return name.includes('.') ? undefined : parent.module.provider(name)
}

const isAws = (name: string): boolean => name === 'aws' || name.startsWith('aws.')

/** Arguments and blocks that give credentials. */
const credentials = ['profile', 'access_key', 'assume_role', 'assume_role_with_web_identity']

const hasCredentials = ({ body }: Block): boolean =>
  credentials.some(name => body.attributes.has(name) || body.blocks.some(({ type }) => type === name))

export const evaluateProvider = (
  module: ModuleInstance,
  name: string,
  block: Block | undefined,
  above: Node<Provider> | undefined,
): Provider => {
  if (name === computed || block?.body.attributes.has('for_each') === true) return unknownProvider
  if (above !== undefined) return module.valueOf(above)
  const expression = block?.body.attributes.get('region')?.expression
  const { region } = module.evaluation
  const fallback = region === undefined || !isAws(name) ? undefined : fromModelValue(region)
  return {
    region: expression === undefined ? fallback : module.scope.evaluate(expression),
    isElsewhere: name.includes('.') && block !== undefined && hasCredentials(block),
  }
}
