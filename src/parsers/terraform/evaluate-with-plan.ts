import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedSource } from '../../model/evaluated.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'
import { isKnown } from '../../model/value.ts'
import { sealSource } from '../secrets/seal-source.ts'
import type { TerraformInput } from './evaluate-terraform.ts'
import { evaluateTerraform } from './evaluate-terraform.ts'
import type { GivenArgument } from './given-values.ts'
import { moduleFiles } from './module-files.ts'
import { mergePlan } from './plan/merge-plan.ts'
import { planSource } from './plan/plan-source.ts'
import type { PlanDocument } from './plan/read-plan.ts'
import { readPlanFile } from './plan/read-plan.ts'
import type { RootInput } from './read-root.ts'
import { readRoot } from './read-root.ts'

export interface PlannedInput extends TerraformInput {
  /** Outputs of `terraform show -json`, relative to the root of the tree; a plan is newer than a state. */
  readonly planFile?: string
  readonly stateFile?: string
}

/**
 * Evaluates a root module, and lets the real values of a plan or state beat the evaluated ones. Without any `.tf` file the plan or state is
 * all there is.
 */
export const evaluateWithPlan = async ({ planFile, stateFile, ...input }: PlannedInput): Promise<EvaluatedSource> => {
  const { documents, troubles } = readPlans(input.tree, [stateFile, planFile])
  const real = documents.map(document => ({ document, source: planSource(document, input.id, input.salt) }))
  const merged = hasConfiguration(input) || real.length === 0 ? await mergeAll(input, real) : alone(real)
  const sealed = real.length === 0 ? merged : sealSource(merged, input.salt)
  return troubles.length === 0 ? sealed : { ...sealed, diagnostics: [...sealed.diagnostics, ...troubles] }
}

/** What is wrong with the files that the same is evaluated from. */
export const rootTrouble = async ({
  planFile,
  stateFile,
  ...input
}: RootInput & Pick<PlannedInput, 'planFile' | 'stateFile'>): Promise<readonly Diagnostic[]> => {
  const { documents, troubles } = readPlans(input.tree, [stateFile, planFile])
  const isRead = hasConfiguration(input) || documents.length === 0
  return [...(isRead ? (await readRoot(input)).diagnostics : []), ...troubles]
}

const readPlans = (tree: SourceTree, files: readonly (string | undefined)[]) => {
  const readings = files.flatMap(file => (file === undefined ? [] : [readPlanFile(tree, file)]))
  return {
    documents: readings.flatMap(reading => ('document' in reading ? [reading.document] : [])),
    troubles: readings.flatMap(reading => ('trouble' in reading ? [reading.trouble] : [])),
  }
}

interface Real {
  readonly document: PlanDocument
  readonly source: EvaluatedSource
}

const hasConfiguration = ({ tree, dir }: RootInput): boolean => {
  const files = moduleFiles(tree, dir)
  return files !== undefined && files.primary.length + files.overrides.length > 0
}

const alone = (real: readonly Real[]): EvaluatedSource => {
  const [first, ...others] = real
  if (first === undefined) throw new Error('there is a plan or a state')
  return others.reduce((source, { source: newer, document }) => mergePlan(source, newer, document), first.source)
}

const mergeAll = async (input: TerraformInput, real: readonly Real[]): Promise<EvaluatedSource> => {
  const evaluated = await evaluateTerraform(input)
  const given = planned(evaluated, real)
  const again =
    given.size === 0
      ? evaluated
      : await evaluateTerraform({ ...input, vars: new Map([...(input.vars ?? []), ...given]) })
  return real.reduce((source, { source: newer, document }) => mergePlan(source, newer, document), again)
}

/** The variables that a plan was made with, where they are not what the files give: everything follows from them. */
const planned = (evaluated: EvaluatedSource, real: readonly Real[]): ReadonlyMap<string, GivenArgument> => {
  const given = new Map<string, GivenArgument>()
  for (const { source } of real)
    for (const [name, value] of source.inputs) {
      const own = evaluated.inputs.get(name)
      if (own !== undefined && isWholly(value) && !isWholly(own, value)) given.set(name, { value })
    }
  return given
}

/** Whether a value is known all through and not secret; with another one, whether they are equal besides. */
const isWholly = (value: Value, other?: Value): boolean => {
  if (value.sensitive) return other?.sensitive === true
  if (isKnown(value)) return other === undefined || (isKnown(other) && String(other.value) === String(value.value))
  if (value.kind === 'map')
    return (
      (other === undefined || (other.kind === 'map' && other.entries.size === value.entries.size)) &&
      [...value.entries].every(([key, entry]) => {
        const twin = other?.kind === 'map' ? other.entries.get(key) : undefined
        return other !== undefined && twin === undefined ? false : isWholly(entry, twin)
      })
    )
  if (value.kind !== 'list' && value.kind !== 'set') return false
  const items = other?.kind === 'list' || other?.kind === 'set' ? other.items : undefined
  if (other !== undefined && items?.length !== value.items.length) return false
  return value.items.every((item, index) => isWholly(item, items?.[index]))
}
