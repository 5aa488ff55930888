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

/**
 * What each call of a module is given, by the variable's address, and the defaults that stand for what it is not given, at the call. Objects are left
 * out: their parts go on to where they are used.
 */
export const argumentsOf = (root: ModuleInstance): ReadonlyMap<string, Value> => {
  const found = new Map<string, Value>()
  const waiting = [root]
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    const { config } = module.tree
    const { parent } = module
    if (config.isSketch === true) continue
    if (parent !== undefined)
      for (const name of config.variables.keys()) {
        const { call } = parent
        const given = call.body.attributes.get(name)?.expression
        // That a required one is not given is trouble of its own.
        if (!given && !config.variables.get(name)?.body.attributes.has('default')) continue
        const value = module.require(module.variable(name))
        if (!value || !isKept(value) || found.size >= maximumArguments) continue
        const at = given?.at ?? call.header
        found.set(module.qualify(name), module.evaluation.modelled(value, at))
      }
    for (const name of config.calls.keys()) waiting.push(...(module.require(module.call(name))?.children ?? []))
  }
  return found
}
