import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedSource } from '../../model/evaluated.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { startOf } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import { baseName, joinPath, normalizePath } from '../../model/source-tree.ts'
import { EvaluationBudget } from '../hcl/evaluation-budget.ts'
import { toModelValue } from '../hcl/to-model-value.ts'
import { entriesOf } from '../hcl/value-access.ts'
import { relativeToCheckout, withoutCheckout } from './checkout-path.ts'
import { ConfigFile } from './config-file.ts'
import type { StackUnit } from './expand-stacks.ts'
import { expandStack } from './expand-stacks.ts'
import { finishUnit } from './finish-unit.ts'
import { otherRevision } from './locate-module.ts'
import { mountedTree } from './mounted-tree.ts'
import type { OpenMap } from './open-map.ts'
import { configFileIn } from './read-file.ts'
import type { UnitContext, UnitOutputs } from './unit-context.ts'
import { inputsOf } from './unit-inputs.ts'
import type { UnitSettings } from './unit-settings.ts'
import { unitSettings } from './unit-settings.ts'

export interface UnitsInput {
  readonly tree: SourceTree
  /** The process environment: `get_env`, `TF_VAR_…`, `AWS_REGION`. */
  readonly environmentVariables?: ReadonlyMap<string, { readonly text: string; readonly at: SourceLocation }>
  /** Variables that are set to something that is not in the repository; `names` is what decides. */
  readonly unknownVariables?: ReadonlyMap<
    string,
    { readonly names: string; readonly secret: boolean; readonly at: SourceLocation }
  >
  readonly region?: string
  readonly account?: string
  /** Makes the digests of sensitive values; one for a run, so that they can be compared. */
  readonly salt: string
}

export interface TerragruntInput extends UnitsInput {
  /** The unit's directory, relative to the root of the tree. */
  readonly dir: string
  /** The source's id: what the addresses of its resources begin with. Units that it depends on have their directory for it. */
  readonly id: string
}

/** Evaluates one unit, and of the units that it depends on their outputs. */
export const evaluateTerragrunt = async ({ dir, id, ...input }: TerragruntInput): Promise<EvaluatedSource> => {
  const directory = normalizePath(dir) ?? dir
  const units = new UnitEvaluator(input)
  return (await units.evaluate(directory, id)).source
}

/**
 * Evaluates units that know each other's outputs; each has its directory for its id. Units outside the given ones that they depend on are
 * part of the same environment, and come after them.
 */
export const evaluateUnits = async (
  input: UnitsInput & {
    readonly dirs: readonly string[]
    /** Directories of stacks, whose units are evaluated too; their ids are the directories that Terragrunt generates them in. */
    readonly stacks?: readonly string[]
  },
): Promise<readonly EvaluatedSource[]> => {
  const units = new UnitEvaluator(input)
  for (const dir of input.stacks ?? []) units.addStack(dir)
  for (const dir of [...input.dirs, ...units.generated()]) await units.evaluate(dir, dir)
  return units.all()
}

interface Finished {
  readonly source: EvaluatedSource
  /** Its module is not among the sources, so that it has outputs that nobody knows. */
  readonly isGap: boolean
}

interface Evaluated {
  readonly unit: UnitContext
  readonly inputs: OpenMap
  readonly settings: UnitSettings
  readonly diagnostics: readonly Diagnostic[]
}

/** Every round evaluates what the one before it found that this unit depends on. */
const mostRounds = 20
const mostFiles = 500
const mostUnits = 2000

class UnitEvaluator {
  private readonly input: UnitsInput
  private readonly finished = new Map<string, Finished>()
  private readonly visiting = new Set<string>()
  private readonly stackUnits = new Map<string, StackUnit>()
  private readonly stackDiagnostics: Diagnostic[] = []

  constructor(input: UnitsInput) {
    this.input = input
  }

  addStack(directory: string): void {
    const common = this.common(new Set(), diagnostic => this.stackDiagnostics.push(diagnostic))
    for (const unit of expandStack(common, { directory, home: directory, values: undefined }))
      this.stackUnits.set(unit.directory, unit)
  }

  generated(): readonly string[] {
    return [...this.stackUnits.keys()]
  }

  all(): readonly EvaluatedSource[] {
    const told = new Set<string>()
    const isNew = ({ summary, detail, at }: Diagnostic): boolean => {
      const key = JSON.stringify(
        summary === otherRevision ? [summary, detail] : [summary, detail, at.file, at.start.offset],
      )
      return told.size < told.add(key).size
    }
    return [...this.finished.values()].map(({ source }, index) => ({
      ...source,
      diagnostics: [...(index === 0 ? this.stackDiagnostics : []), ...source.diagnostics].filter(isNew),
    }))
  }

  async evaluate(directory: string, id: string): Promise<Finished> {
    const present = this.finished.get(directory)
    if (present !== undefined) return present
    this.visiting.add(directory)
    const evaluated = await this.settle(directory)
    this.visiting.delete(directory)
    const made =
      evaluated === undefined
        ? { source: this.absent(id, directory), isGap: true }
        : await finishUnit(this.input, id, evaluated)
    this.finished.set(directory, made)
    return made
  }

  private async settle(directory: string): Promise<Evaluated | undefined> {
    const home = this.homeOf(directory)
    const path = home === undefined ? undefined : configFileIn(this.input.tree, home)
    if (home === undefined || path === undefined) return undefined
    for (let round = 1; ; round += 1) {
      const wanted = new Set<string>()
      const evaluated = this.evaluateFiles(directory, home, path, wanted)
      if (wanted.size === 0 || round >= mostRounds || this.finished.size >= mostUnits) return evaluated
      for (const dependency of wanted) await this.evaluate(dependency, dependency)
    }
  }

  /** A unit whose files are not there; what a stack gives it is kept. */
  private absent(id: string, directory: string): EvaluatedSource {
    const generated = this.stackUnits.get(directory)
    if (generated === undefined) return empty(id, [noUnit(directory)])
    const given = [...(entriesOf(generated.values) ?? [])].map(([name, value]) => {
      const at = value.marks.origins[0]?.at ?? startOf(directory)
      return [name, toModelValue(withoutCheckout(value), at, this.input.salt)] as const
    })
    return { ...empty(id, []), inputs: new Map(given) }
  }

  private homeOf(directory: string): string | undefined {
    const generated = this.stackUnits.get(directory)
    return generated === undefined ? directory : generated.home
  }

  private evaluateFiles(directory: string, home: string, path: string, wanted: Set<string>): Evaluated {
    const diagnostics = new Map<string, Diagnostic>()
    const common = this.common(wanted, diagnostic => {
      const { summary, detail, at } = diagnostic
      const shown = { ...diagnostic, detail: relativeToCheckout(detail) }
      diagnostics.set(JSON.stringify([at.file, at.start.offset, summary, detail]), shown)
    })
    const tree = directory === home ? common.tree : mountedTree(common.tree, directory, home)
    const { values } = this.stackUnits.get(directory) ?? {}
    const unit: UnitContext = { ...common, tree, unit: directory, home, values }
    const file = new ConfigFile(unit, path, { from: joinPath(directory, baseName(path)) ?? path })
    const inputs = inputsOf(file)
    const settings = unitSettings(file)
    return { unit, inputs, settings, diagnostics: [...diagnostics.values()] }
  }

  private common(
    wanted: Set<string>,
    report: (diagnostic: Diagnostic) => void,
  ): Omit<UnitContext, 'unit' | 'home' | 'values'> {
    const { tree, account, environmentVariables, unknownVariables } = this.input
    let files = 0
    return {
      tree,
      environment: { known: environmentVariables ?? new Map(), unknown: unknownVariables ?? new Map() },
      account,
      budget: new EvaluationBudget(),
      decoded: new Map(),
      outputsOf: other => this.outputsOf(other, wanted),
      report,
      takeFile: () => {
        files += 1
        return files <= mostFiles
      },
    }
  }

  private outputsOf(directory: string, wanted: Set<string>): UnitOutputs {
    const present = this.finished.get(directory)
    if (present !== undefined) return { kind: 'evaluated', ...present }
    if (this.visiting.has(directory)) return { kind: 'cycle' }
    const home = this.homeOf(directory)
    if (home !== undefined && configFileIn(this.input.tree, home) === undefined) return { kind: 'missing' }
    wanted.add(directory)
    return { kind: 'wanted' }
  }
}

const noUnit = (directory: string): Diagnostic => ({
  severity: 'error',
  summary: 'No such unit',
  detail: `There is no terragrunt.hcl in "${directory || '.'}" to read a unit from.`,
  at: startOf(directory),
})

const empty = (id: string, diagnostics: readonly Diagnostic[]): EvaluatedSource => ({
  kind: 'terraform',
  id,
  inputs: new Map(),
  locals: new Map(),
  outputs: new Map(),
  conditions: new Map(),
  resources: [],
  diagnostics,
})
