import type { EvaluatedOutput, EvaluatedResource, EvaluatedSource } from '../../../model/evaluated.ts'
import type { MapValue, Value } from '../../../model/value.ts'
import { isNull } from '../../../model/value.ts'
import { sealSource } from '../../secrets/seal-source.ts'
import type { JsonRecord } from './json-shape.ts'
import { isRecord, recordAt, textAt } from './json-shape.ts'
import { PlanReferences } from './plan-references.ts'
import { PlanSecrets } from './plan-secrets.ts'
import { planProvenance, planValue } from './plan-value.ts'
import type { PlanDocument, PlannedResource } from './read-plan.ts'

/** A plan or state by itself, as one source: every value is real, or named as not known yet. */
export const planSource = (document: PlanDocument, id: string, salt: string): EvaluatedSource => {
  const reader = new PlanReader(document, id, salt)
  const source: EvaluatedSource = {
    kind: 'terraform',
    id,
    inputs: reader.inputs(),
    locals: new Map(),
    outputs: reader.outputs(),
    conditions: new Map(),
    resources: document.resources.map(resource => reader.resource(resource)),
    diagnostics: document.diagnostics,
  }
  return sealSource(source, salt)
}

class PlanReader {
  private readonly document: PlanDocument
  private readonly id: string
  private readonly secrets: PlanSecrets
  private readonly references: PlanReferences

  constructor(document: PlanDocument, id: string, salt: string) {
    this.document = document
    this.id = id
    this.secrets = new PlanSecrets(salt)
    for (const [name, value] of document.variables) this.secrets.collect(value, this.isSensitive(name))
    for (const { value, sensitive } of document.outputs.values()) this.secrets.collect(value, sensitive)
    for (const { values, sensitive } of document.resources) this.secrets.collect(values, sensitive)
    this.references = new PlanReferences(document.configuration, id)
  }

  private isSensitive(variable: string): boolean {
    return recordAt(this.document.configuration, 'root_module', 'variables', variable)?.sensitive === true
  }

  inputs(): ReadonlyMap<string, Value> {
    return new Map(
      [...this.document.variables].map(([name, value]) => [
        name,
        this.value(value, { sensitive: this.isSensitive(name) }, `var.${name}`, ['variables', name]),
      ]),
    )
  }

  outputs(): ReadonlyMap<string, EvaluatedOutput> {
    const configured = recordAt(this.document.configuration, 'root_module', 'outputs')
    return new Map(
      [...this.document.outputs].map(([name, { value, unknown, sensitive }]) => {
        const path = ['outputs', name]
        const read = this.value(value, { unknown, sensitive }, `output.${name}`, path)
        const expression = recordAt(configured, name, 'expression')
        return [name, { value: this.referring(read, expression, '') }]
      }),
    )
  }

  resource(planned: PlannedResource): EvaluatedResource {
    const { address, module, mode, type, name, values, unknown, sensitive } = planned
    const configured = this.references.configured(module, mode, type, name)
    const expressions = recordAt(configured, 'expressions')
    const read = this.value(values, { unknown, sensitive }, address, ['resources', address])
    const region = this.regionOf(textAt(configured, 'provider_config_key'))
    return {
      address: { source: this.id, name: address },
      dialect: 'terraform',
      type,
      mode,
      values: this.arguments(read, expressions, module),
      exists: 'yes',
      at: read.from.at,
      ...(region === undefined ? {} : { region }),
    }
  }

  private value(
    value: unknown,
    masks: { readonly unknown?: unknown; readonly sensitive?: unknown },
    name: string,
    path: readonly string[],
  ): Value {
    return planValue(value, masks, { file: this.document.file, name, path }, this.secrets)
  }

  /** Nulls are what nobody set; an unknown without an expression is the resource's own, and no argument. */
  private arguments(value: Value, expressions: unknown, module: string): MapValue {
    const entries = new Map<string, Value>()
    if (value.kind === 'map')
      for (const [name, entry] of value.entries) {
        if (isNull(entry) && entry.sensitive === undefined) continue
        const expression = isRecord(expressions) ? expressions[name] : undefined
        if (entry.kind === 'unknown' && expression === undefined) continue
        entries.set(name, this.referring(entry, expression, module))
      }
    return { kind: 'map', entries, from: value.from }
  }

  /** The value with references in the places of what is not known, as far as the configuration tells them. */
  private referring(value: Value, expression: unknown, module: string): Value {
    if (value.kind === 'unknown') return this.references.valueOf(expression, module, value.from, value)
    if (value.kind === 'list' && Array.isArray(expression))
      return {
        ...value,
        items: value.items.map((item, index) =>
          item.kind === 'map' ? this.arguments(item, expression[index], module) : item,
        ),
      }
    if (value.kind === 'map' && isRecord(expression) && !('references' in expression))
      return this.arguments(value, expression, module)
    return value
  }

  /** Where a resource does not say its region, its provider configuration may. */
  private regionOf(key: string | undefined): Value | undefined {
    if (key === undefined) return undefined
    const config = recordAt(this.document.configuration, 'provider_config', key)
    const region = recordAt(config, 'expressions', 'region')
    const at = planProvenance({
      file: this.document.file,
      name: `provider.${key}.region`,
      path: ['configuration', 'provider_config', key, 'region'],
    })
    const constant = textAt(region, 'constant_value')
    if (constant !== undefined) return { kind: 'known', value: constant, from: at }
    const variable = variableOf(region)
    const isRoot = textAt(config, 'module_address') === undefined
    return variable !== undefined && isRoot ? this.inputs().get(variable) : undefined
  }
}

const variableOf = (expression: JsonRecord | undefined): string | undefined => {
  const references = expression?.references
  const [only] = Array.isArray(references) && references.length === 1 ? references : []
  return typeof only === 'string' && only.startsWith('var.') ? only.slice('var.'.length) : undefined
}
