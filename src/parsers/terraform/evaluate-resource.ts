import type { EvaluatedResource } from '../../model/evaluated.ts'
import type { Value } from '../../model/value.ts'
import { isNull } from '../../model/value.ts'
import type { Block } from '../hcl/ast.ts'
import { dynamicType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { unknownBecause } from '../hcl/value-constructors.ts'
import { addressText, bareExpression } from './bare-expression.ts'
import { checkConditions } from './check-conditions.ts'
import { declaresResource } from './declares-resource.ts'
import { derivedAttributes } from './derived-attributes.ts'
import type { EvaluatedBody } from './evaluate-body.ts'
import { evaluateBody } from './evaluate-body.ts'
import type { Evaluation } from './evaluation.ts'
import { knownData } from './known-data.ts'
import type { ResourceConfig } from './module-config.ts'
import type { Existence, ModuleInstance } from './module-instance.ts'
import { providerOf } from './provider.ts'
import { refuseEphemeral } from './refuse-ephemeral.ts'
import { withoutSketches } from './registry/without-sketches.ts'
import { renderTemplate } from './render-template.ts'
import { Repeated, undeterminedValue } from './repeated.ts'
import type { Instance } from './repetition.ts'
import { repeat } from './repetition.ts'
import { resourceObject } from './resource-object.ts'

export interface ResourceResult {
  readonly resources: readonly EvaluatedResource[]
  /** What the resource's name stands for in expressions. */
  readonly repeated: Repeated
}

export const withoutResources = (value: HclValue): ResourceResult => ({
  resources: [],
  repeated: new Repeated('count', [], value),
})

/** Arguments and blocks of a resource that are Terraform's own. */
export const resourceMeta: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'depends_on',
  'provider',
  'lifecycle',
  'provisioner',
  'connection',
])

export const evaluateResource = (module: ModuleInstance, key: string, config: ResourceConfig): ResourceResult => {
  const { evaluation } = module
  const { body, header } = config.block
  const repetition = repeat(body, module.scope, module.report, resource => declaresResource(module, resource))
  if (!evaluation.takeResources(repetition.instances.length)) {
    evaluation.report({
      severity: 'error',
      summary: 'Too many resource instances',
      detail: `There are more resource instances than are evaluated; ${key} was left out.`,
      at: header,
    })
    const names = module.qualify(key)
    return withoutResources(unknownBecause(dynamicType, { kind: 'unsupported', names }))
  }
  const existence: Existence =
    repetition.because === undefined
      ? module.existence
      : {
          exists: 'undetermined',
          because: evaluation.modelled(repetition.because.value, repetition.because.at),
        }
  const made = repetition.instances.map(instance => evaluateInstance(module, key, config, instance, existence))
  return {
    resources: made.map(({ resource }) => resource),
    repeated: new Repeated(
      repetition.mode,
      made.map(({ object }, index) => ({ key: repetition.instances[index]?.key, object })),
      undeterminedValue(repetition),
    ),
  }
}

const evaluateInstance = (
  module: ModuleInstance,
  key: string,
  config: ResourceConfig,
  instance: Instance,
  existence: Existence,
): { readonly resource: EvaluatedResource; readonly object: HclValue } => {
  const { evaluation } = module
  const { block, type, mode } = config
  const address = { source: evaluation.source, name: module.qualify(`${key}${instance.suffix}`) }
  const inModule = module.scope.with(instance.names)
  const scope = existence.exists === 'yes' ? inModule : inModule.tentatively()
  const body = evaluateBody(block.body, scope, evaluation, resourceMeta, block.at)
  if (mode !== 'ephemeral') refuseEphemeral(block.body, body, evaluation.report)
  const { region, isElsewhere } = module.valueOf(module.provider(providerOf(config)))
  const known =
    mode === 'managed'
      ? derivedAttributes(address, type, body)
      : knownData(type, body, {
          region,
          account: isElsewhere ? undefined : evaluation.account,
          renderTemplate: (text, variables) => renderTemplate(evaluation, text, variables, block.header),
        })
  const object = resourceObject(address, type, body, known)
  for (const lifecycle of block.body.blocks.filter(nested => nested.type === 'lifecycle'))
    checkConditions(lifecycle.body, scope.with([['self', object]]), evaluation.report, 'Resource')
  const resource = asModel(config, address, body, existence, regionOf(body, region, config, evaluation))
  return { object, resource: module.tree.config.isSketch === true ? atCall(resource, module) : resource }
}

/** A sketch writes every argument, given or not. */
const withoutNulls = <V extends Value>(value: V): V => {
  if (value.kind === 'list' || value.kind === 'set') return { ...value, items: value.items.map(withoutNulls) }
  if (value.kind !== 'map') return value
  const entries = [...value.entries].filter(([, entry]) => !isNull(entry))
  return { ...value, entries: new Map(entries.map(([key, entry]) => [key, withoutNulls(entry)])) }
}

/** A resource of a sketch stands where the module is called that it is a part of. */
const atCall = (resource: EvaluatedResource, module: ModuleInstance): EvaluatedResource => {
  const { at } = module.callInFiles ?? resource
  return {
    ...resource,
    at,
    values: withoutNulls(withoutSketches(resource.values, at)),
    ...(resource.existsBecause === undefined ? {} : { existsBecause: withoutSketches(resource.existsBecause, at) }),
    ...(resource.region === undefined ? {} : { region: withoutSketches(resource.region, at) }),
  }
}

/** Since version 6 of the AWS provider, a resource may say its region itself. */
const regionOf = (
  { model }: EvaluatedBody,
  provider: HclValue | undefined,
  { type, block }: ResourceConfig,
  evaluation: Evaluation,
): Value | undefined => {
  const own = type.startsWith('aws_') ? model.entries.get('region') : undefined
  return own ?? (provider && evaluation.modelled(provider, block.header))
}

const asModel = (
  { mode, type, block }: ResourceConfig,
  address: EvaluatedResource['address'],
  { model }: EvaluatedBody,
  { exists, because }: Existence,
  region: Value | undefined,
): EvaluatedResource => {
  const ignored = ignoredChanges(block)
  return {
    address,
    dialect: 'terraform',
    type,
    mode: mode === 'managed' ? 'managed' : 'data',
    values: model,
    exists,
    ...(because === undefined ? {} : { existsBecause: because }),
    at: block.at,
    ...(region === undefined ? {} : { region }),
    ...(ignored.length === 0 ? {} : { ignoredChanges: ignored }),
  }
}

/** `ignore_changes` of the lifecycle block, in dotted text; `all` for all of them. */
const ignoredChanges = (block: Block): readonly string[] => {
  const lifecycle = block.body.blocks.find(({ type }) => type === 'lifecycle')
  const given = lifecycle?.body.attributes.get('ignore_changes')?.expression
  if (lifecycle === undefined || given === undefined) return []
  const items = given.kind === 'tuple' ? given.items : [given]
  return items.flatMap(item => addressText(bareExpression(item, lifecycle.body.syntax)) ?? [])
}
