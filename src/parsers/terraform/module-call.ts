import type { Block } from '../hcl/ast.ts'
import { dynamicType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { unknownBecause } from '../hcl/value-constructors.ts'
import { declaresResource } from './declares-resource.ts'
import { lazyObject } from './lazy-object.ts'
import { isGap } from './module-config.ts'
import { ModuleInstance } from './module-instance.ts'
import { Repeated, undeterminedValue } from './repeated.ts'
import { repeat } from './repetition.ts'

export interface CallResult {
  readonly children: readonly ModuleInstance[]
  /** What `module.name` stands for in expressions. */
  readonly repeated: Repeated
}

export const withoutInstances = (value: HclValue): CallResult => ({
  children: [],
  repeated: new Repeated('count', [], value),
})

/** Makes the instances of a called module. Nothing inside them is evaluated yet. */
export const evaluateCall = (module: ModuleInstance, name: string, call: Block): CallResult => {
  const { evaluation } = module
  const child = module.tree.children.get(name)
  const repetition = repeat(call.body, module.scope, evaluation.report, resource => declaresResource(module, resource))
  if (child === undefined || isGap(child)) {
    const names = `${module.qualify(`module.${name}`)} (source ${child?.source ?? 'unknown'})`
    const kind = child?.gap === 'outside' ? 'outside' : 'invalid'
    return withoutInstances(unknownBecause(dynamicType, { kind, names }))
  }
  if (!evaluation.takeModules(repetition.instances.length)) {
    evaluation.report({
      severity: 'error',
      summary: 'Too many module instances',
      detail: `There are more instances of modules than are evaluated; module "${name}" was left out.`,
      at: call.header,
    })
    return withoutInstances(
      unknownBecause(dynamicType, { kind: 'unsupported', names: module.qualify(`module.${name}`) }),
    )
  }
  const { because } = repetition
  const existence =
    because === undefined
      ? module.existence
      : { exists: 'undetermined' as const, because: evaluation.modelled(because.value, because.at) }
  const children = repetition.instances.map(
    instance => new ModuleInstance(evaluation, child, existence, { module, name, call, instance }),
  )
  const members = children.map((made, index) => ({
    key: repetition.instances[index]?.key,
    object: outputsOf(made),
  }))
  return { children, repeated: new Repeated(repetition.mode, members, undeterminedValue(repetition)) }
}

const outputsOf = (child: ModuleInstance): HclValue =>
  lazyObject(child.tree.config.outputs.keys(), name => child.require(child.output(name)))
