import type { Diagnostic } from '../../../model/diagnostic.ts'
import { startOf } from '../../../model/source-location.ts'
import type { SourceTree } from '../../../model/source-tree.ts'
import { readText } from '../../../model/source-tree.ts'
import type { JsonRecord } from './json-shape.ts'
import { isRecord, recordAt, recordsAt, textAt } from './json-shape.ts'

/** One resource instance of a plan or state. */
export interface PlannedResource {
  /** `module.edge["blue"].aws_lb.main[0]` */
  readonly address: string
  /** Address of its module instance; empty for the root module. */
  readonly module: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
  readonly values: JsonRecord
  readonly unknown: unknown
  readonly sensitive: unknown
}

export interface PlannedOutput {
  readonly value: unknown
  readonly unknown: unknown
  readonly sensitive: unknown
}

/** What `terraform show -json` says of a plan or of a state. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanDocument {
  readonly kind: 'plan' | 'state'
  readonly file: string
  readonly variables: ReadonlyMap<string, unknown>
  readonly outputs: ReadonlyMap<string, PlannedOutput>
  readonly resources: readonly PlannedResource[]
  /** Of a plan: the configuration that it was made from. */
  readonly configuration: JsonRecord | undefined
  readonly diagnostics: readonly Diagnostic[]
}

const maximumResources = 50_000
const maximumDepth = 100

/** Whether parsed JSON is what `terraform show -json` prints. */
export const isPlanJson = (content: unknown): content is JsonRecord =>
  isRecord(content) &&
  typeof content.format_version === 'string' &&
  (isRecord(content.planned_values) || isRecord(content.values) || typeof content.terraform_version === 'string')

export type PlanReading = { readonly document: PlanDocument } | { readonly trouble: Diagnostic }

/** Reads a plan or state; where it is none, the trouble says how to make one. */
export const readPlanFile = (tree: SourceTree, file: string): PlanReading => {
  const text = readText(tree, file)
  if (typeof text !== 'string') return refuse(file, `${text.why}. Correct the path, or leave it out.`)
  return readPlan(file, text)
}

export const readPlan = (file: string, text: string): PlanReading => {
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return refuse(file, 'This is no JSON. A saved plan is made readable by: terraform show -json PLANFILE > plan.json')
  }
  if (isRecord(content) && content.version === 4 && Array.isArray(content.resources))
    return refuse(file, 'This is a state as Terraform stores it. Give the output of: terraform show -json > state.json')
  if (!isPlanJson(content)) return refuse(file, 'This is not what terraform show -json prints for a plan or a state.')
  return { document: documentOf(file, content) }
}

const refuse = (file: string, detail: string): PlanReading => ({
  trouble: { severity: 'error', summary: 'Cannot read a plan or state', detail, at: startOf(file) },
})

const documentOf = (file: string, content: JsonRecord): PlanDocument => {
  const diagnostics: Diagnostic[] = []
  const warn = (summary: string, detail: string): void => {
    diagnostics.push({ severity: 'warning', summary, detail, at: startOf(file) })
  }
  const version = textAt(content, 'format_version') ?? ''
  if (!/^[01]\./.test(version))
    warn('Unknown format version', `Version ${version} of the format is read as if it were version 1.`)
  if (content.errored === true)
    warn('Plan has errors', 'Terraform failed while it made this plan, so that it is not complete.')
  else if (content.complete === false)
    warn('Plan is not complete', 'It was made for a part of the configuration, or some of it was deferred.')
  const isPlan = isRecord(content.planned_values) || Array.isArray(content.resource_changes)
  const values = recordAt(content, isPlan ? 'planned_values' : 'values')
  const changes = new Map(
    recordsAt(content, 'resource_changes').map(change => [textAt(change, 'address') ?? '', recordAt(change, 'change')]),
  )
  const planned = resourcesOf(recordAt(values, 'root_module'), changes)
  // What data sources found while the plan was made is in the state before it.
  const present = new Set(planned.map(({ address }) => address))
  const found = resourcesOf(recordAt(content, 'prior_state', 'values', 'root_module'), new Map()).filter(
    ({ mode, address }) => mode === 'data' && !present.has(address),
  )
  const resources = isPlan ? [...planned, ...found] : planned
  if (resources.length > maximumResources)
    warn('Too many resources', `Only the first ${maximumResources} of ${resources.length} are read.`)
  return {
    kind: isPlan ? 'plan' : 'state',
    file,
    variables: new Map(
      Object.entries(recordAt(content, 'variables') ?? {}).map(([name, variable]) => [name, recordAt(variable)?.value]),
    ),
    outputs: outputsOf(recordAt(values, 'outputs') ?? {}, recordAt(content, 'output_changes')),
    resources: resources.slice(0, maximumResources),
    configuration: recordAt(content, 'configuration'),
    diagnostics,
  }
}

const outputsOf = (outputs: JsonRecord, changes: JsonRecord | undefined): ReadonlyMap<string, PlannedOutput> =>
  new Map(
    Object.entries(outputs).flatMap(([name, output]): readonly (readonly [string, PlannedOutput])[] => {
      if (!isRecord(output)) return []
      const change = recordAt(changes, name)
      const isKnown = Object.hasOwn(output, 'value')
      const value = isKnown ? output.value : change?.after
      // Without a value and without a change that has one, nothing of it is known.
      const unknown = change?.after_unknown ?? !isKnown
      const sensitive = output.sensitive === true || change?.after_sensitive === true ? true : change?.after_sensitive
      return [[name, { value, unknown, sensitive }]]
    }),
  )

const resourcesOf = (
  root: JsonRecord | undefined,
  changes: ReadonlyMap<string, JsonRecord | undefined>,
): readonly PlannedResource[] => {
  const found: PlannedResource[] = []
  const visit = (module: JsonRecord | undefined, depth: number): void => {
    if (module === undefined || depth > maximumDepth) return
    for (const resource of recordsAt(module, 'resources')) {
      const address = textAt(resource, 'address')
      const type = textAt(resource, 'type')
      // An object that was replaced and waits to be destroyed is not what its address stands for.
      if (address === undefined || type === undefined || resource.deposed_key !== undefined) continue
      const change = changes.get(address)
      found.push({
        address,
        module: textAt(module, 'address') ?? '',
        mode: resource.mode === 'data' ? 'data' : 'managed',
        type,
        name: textAt(resource, 'name') ?? '',
        values: recordAt(resource, 'values') ?? {},
        unknown: change?.after_unknown,
        sensitive: bothMasks(resource.sensitive_values, change?.after_sensitive),
      })
    }
    for (const child of recordsAt(module, 'child_modules')) visit(child, depth + 1)
  }
  visit(root, 0)
  return found
}

/** What either mask hides is hidden. */
const bothMasks = (one: unknown, other: unknown): unknown => {
  if (one === true || other === true) return true
  if (Array.isArray(one) && Array.isArray(other))
    return Array.from({ length: Math.max(one.length, other.length) }, (_, index) => bothMasks(one[index], other[index]))
  if (!isRecord(one) || !isRecord(other)) return isRecord(one) || Array.isArray(one) ? one : other
  return Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map(key => [key, bothMasks(one[key], other[key])]),
  )
}
