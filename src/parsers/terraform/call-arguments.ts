import type { Value } from '../../model/value.ts'
import type { HclValue } from '../hcl/value.ts'
import { itemsOf } from '../hcl/value-access.ts'
import type { ModuleInstance } from './module-instance.ts'

/** More arguments, or longer lists, are not kept. */
const maximumArguments = 5000
const maximumItems = 100

const isScalar = ({ type, state }: HclValue): boolean =>
  state === 'null' || ['string', 'number', 'bool'].includes(type.kind)

const isKept = (value: HclValue): boolean => {
  const items = itemsOf(value)
  return items === undefined ? isScalar(value) : items.length <= maximumItems && items.every(isScalar)
}

/** What each call of a module is given, by the variable's address. Objects are left out: their parts go on to where they are used. */
export const argumentsOf = (root: ModuleInstance): ReadonlyMap<string, Value> => {
  const found = new Map<string, Value>()
  const waiting = [root]
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    const { config } = module.tree
    const { parent } = module
    if (config.isSketch === true) continue
    for (const name of parent === undefined ? [] : config.variables.keys()) {
      const given = parent?.call.body.attributes.get(name)?.expression
      const value = given && module.require(module.variable(name))
      if (!given || !value || !isKept(value) || found.size >= maximumArguments) continue
      found.set(module.qualify(name), module.evaluation.modelled(value, given.at))
    }
    for (const name of config.calls.keys()) waiting.push(...(module.require(module.call(name))?.children ?? []))
  }
  return found
}
