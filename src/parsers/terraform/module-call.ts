import type { EvaluatedResource } from '../../model/evaluated.ts'
import type { Block } from '../hcl/ast.ts'
import { dynamicType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { unknownBecause, unknownOf } from '../hcl/value-constructors.ts'
import { declaresResource } from './declares-resource.ts'
import { evaluateBody } from './evaluate-body.ts'
import { lazyObject } from './lazy-object.ts'
import { isGap } from './module-config.ts'
import { ModuleInstance } from './module-instance.ts'
import { Repeated, undeterminedValue } from './repeated.ts'
import type { Instance, Repetition } from './repetition.ts'
import { repeat } from './repetition.ts'

export interface CallResult {
  readonly children: readonly ModuleInstance[]
  /** What `module.name` stands for in expressions. */
  readonly repeated: Repeated
  /** Of a module that is not among the sources: its calls with their arguments. To be asked when all else is there. */
  readonly outside?: () => readonly EvaluatedResource[]
}

export const withoutInstances = (value: HclValue): CallResult => ({
  children: [],
  repeated: new Repeated('count', [], value),
})

/** Makes the instances of a called module. Nothing inside them is evaluated yet. */
export const evaluateCall = (module: ModuleInstance, name: string, call: Block): CallResult => {
  const { evaluation } = module
  const child = module.tree.children.get(name)
  const repetition = repeat(call.body, module.scope, module.report, resource => declaresResource(module, resource))
  if (child === undefined || isGap(child)) {
    const names = `${module.qualify(`module.${name}`)} (source ${child?.source ?? 'unknown'})`
    if (child?.gap !== 'outside') return withoutInstances(unknownBecause(dynamicType, { kind: 'invalid', names }))
    const { mode, instances } = repetition
    const members = instances.map(({ key, suffix }) => ({
      key,
      object: outputsOutside(module, `module.${name}${suffix}`),
    }))
    const outside = (): readonly EvaluatedResource[] =>
      instances.map(instance => callOutside(module, name, call, instance, repetition))
    return { children: [], repeated: new Repeated(mode, members, undeterminedValue(repetition)), outside }
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

/** The outputs of a module that is not among the sources: not known, yet the same wherever they are used. */
const outputsOutside = (module: ModuleInstance, name: string): HclValue => {
  const to = { source: module.evaluation.source, name: module.qualify(name) }
  return unknownOf(dynamicType, { kind: 'reference', to, attribute: [] })
}

const metaArguments: ReadonlySet<string> = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'depends_on',
  'enabled',
])

/** The call itself, with its arguments, in place of what the module makes of them. */
const callOutside = (
  module: ModuleInstance,
  name: string,
  { body, at }: Block,
  { suffix, names }: Instance,
  { because }: Repetition,
): EvaluatedResource => {
  const { evaluation } = module
  const existence =
    because === undefined
      ? module.existence
      : { exists: 'undetermined' as const, because: evaluation.modelled(because.value, because.at) }
  const inModule = module.scope.with(names)
  const scope = existence.exists === 'yes' ? inModule : inModule.tentatively()
  return {
    address: { source: evaluation.source, name: module.qualify(`module.${name}${suffix}`) },
    dialect: 'terraform',
    type: 'module',
    mode: 'managed',
    values: evaluateBody(body, scope, evaluation, metaArguments, at).model,
    exists: existence.exists,
    ...(existence.because === undefined ? {} : { existsBecause: existence.because }),
    at,
  }
}

const outputsOf = (child: ModuleInstance): HclValue => {
  const { config } = child.tree
  return lazyObject(config.outputs.keys(), name => {
    const value = child.require(child.output(name))
    if (value !== undefined || config.isSketch !== true) return value
    const to = { source: child.evaluation.source, name: child.address }
    return unknownOf(dynamicType, { kind: 'reference', to, attribute: [name] })
  })
}
