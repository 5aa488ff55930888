import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedSource } from '../../model/evaluated.ts'
import { mapValues } from '../../model/map-values.ts'
import { startOf } from '../../model/source-location.ts'
import { readText } from '../../model/source-tree.ts'
import type { MapValue, Value } from '../../model/value.ts'
import type { Block } from '../hcl/ast.ts'
import { literalText } from '../hcl/ast.ts'
import { jsonText } from '../hcl/functions/json-text.ts'
import { deepMarks } from '../hcl/marks.ts'
import { toModelValue } from '../hcl/to-model-value.ts'
import { dynamicType, stringType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { derivedCause, entriesOf, findUnknown, isWhollyKnown, itemsOf } from '../hcl/value-access.ts'
import { knownString, unknownOf } from '../hcl/value-constructors.ts'
import { evaluateTerraform } from '../terraform/evaluate-terraform.ts'
import type { GivenArgument } from '../terraform/given-values.ts'
import { loadModule } from '../terraform/load-module.ts'
import { readVariableFile } from '../terraform/read-config-file.ts'
import { automaticVariableFiles } from '../terraform/variable-files.ts'
import { withoutCheckout } from './checkout-path.ts'
import type { UnitsInput } from './evaluate-terragrunt.ts'
import type { Overlay } from './generated-files.ts'
import { overlayOf } from './generated-files.ts'
import type { UnitModule } from './locate-module.ts'
import { locateUnitModule, otherRevision } from './locate-module.ts'
import type { OpenMap } from './open-map.ts'
import type { UnitArguments } from './unit-arguments.ts'
import { filesBesideUnit, unitArguments } from './unit-arguments.ts'
import type { UnitContext } from './unit-context.ts'
import type { UnitSettings } from './unit-settings.ts'
import { unitTree } from './unit-tree.ts'

interface EvaluatedUnit {
  readonly unit: UnitContext
  readonly inputs: OpenMap
  readonly settings: UnitSettings
  readonly diagnostics: readonly Diagnostic[]
}

/** The unit's module, evaluated with the unit's inputs. */
export const finishUnit = async (
  input: UnitsInput,
  id: string,
  { unit, inputs, settings, diagnostics }: EvaluatedUnit,
): Promise<{ readonly source: EvaluatedSource; readonly isGap: boolean }> => {
  const late: Diagnostic[] = []
  const context: UnitContext = { ...unit, report: diagnostic => late.push(diagnostic) }
  const module = locateUnitModule(unit.tree, unit, settings.source?.value)
  const modelled = (value: HclValue): Value => toModel(withoutCheckout(value), unit, input.salt)
  const told = moduleDiagnostic(unit, module, settings)
  const backend = settings.remoteState && backendOf(settings.remoteState, modelled)
  const common = backend === undefined ? {} : { backend }
  if (module.kind === 'outside' || settings.isExcluded) {
    const given = mapValues(inputs.entries, value => modelled(value))
    return {
      isGap: true,
      source: {
        ...gap(id),
        ...common,
        inputs: given,
        diagnostics: [...diagnostics, ...(settings.isExcluded ? [] : told)],
      },
    }
  }
  const { directory } = module
  const overlay = overlayOf(context, directory, settings.generated)
  const tree = overlay.files.size === 0 ? unit.tree : unitTree(unit.tree, directory, overlay.files)
  const args = unitArguments(context, directory, settings)
  const variableFiles = [...filesBesideUnit(unit, directory), ...args.variableFiles]
  const inFiles = await namesIn(context, [...automaticVariableFiles(unit.tree, directory), ...variableFiles])
  const declared = (await loadModule(tree, directory))?.variables ?? new Map<string, Block>()
  const environment = new Map([...args.environment, ...unit.environment.known])
  const vars = variablesOf({ declared, inputs, overlay, args, inFiles, environment, unit, modelled })
  const workspace = environment.get('TF_WORKSPACE')?.text
  const evaluated = await evaluateTerraform({
    tree,
    dir: directory,
    id,
    varFiles: variableFiles,
    vars,
    environmentVariables: environment,
    unknownVariables: unit.environment.unknown,
    salt: input.salt,
    ...(workspace === undefined ? {} : { workspace }),
    ...(input.region === undefined ? {} : { region: input.region }),
    ...(input.account === undefined ? {} : { account: input.account }),
  })
  const shown = new Map([...evaluated.inputs].filter(([name]) => !overlay.unknowns.has(name)))
  return {
    isGap: false,
    source: {
      ...evaluated,
      ...common,
      inputs: shown,
      diagnostics: [...diagnostics, ...told, ...late, ...evaluated.diagnostics],
    },
  }
}

const toModel = (value: HclValue, unit: UnitContext, salt: string): Value => {
  const { trail, origins } = value.marks
  return toModelValue(value, trail?.at ?? origins[0]?.at ?? startOf(unit.unit), salt)
}

/**
 * Inputs are given as `TF_VAR_…`: variable files and arguments win over them, and so does the process environment. Where some inputs are not
 * known, a default still counts as long as nothing is known to set it; a variable without one waits for them.
 */
const variablesOf = ({
  declared,
  inputs,
  overlay,
  args,
  inFiles,
  environment,
  unit,
  modelled,
}: {
  readonly declared: ReadonlyMap<string, Block>
  readonly inputs: OpenMap
  readonly overlay: Overlay
  readonly args: UnitArguments
  readonly inFiles: ReadonlySet<string>
  readonly environment: ReadonlyMap<string, unknown>
  readonly unit: UnitContext
  readonly modelled: (value: HclValue) => Value
}): ReadonlyMap<string, GivenArgument> => {
  const vars = new Map<string, GivenArgument>()
  for (const [name, block] of declared) {
    const stand = overlay.unknowns.get(name)
    const argument = args.variables.get(name)
    const { rest } = inputs
    if (stand !== undefined) vars.set(name, { value: modelled(stand.value) })
    else if (argument !== undefined) vars.set(name, argument)
    else if (inFiles.has(name) || environment.has(`TF_VAR_${name}`) || unit.environment.unknown.has(`TF_VAR_${name}`))
      continue
    else {
      const given = inputs.entries.get(name)
      if (given !== undefined) vars.set(name, { value: modelled(asArgument(given, block)) })
      else if (rest !== undefined && !block.body.attributes.has('default'))
        vars.set(name, { value: modelled(unknownOf(dynamicType, derivedCause(rest), {}, rest.marks)) })
    }
  }
  return vars
}

/** A list or map reaches a variable for text as the JSON text that the environment variable has. */
const asArgument = (value: HclValue, { body }: Block): HclValue => {
  const type = body.attributes.get('type')?.expression
  const isText =
    type?.kind === 'variable' ? type.name === 'string' : type !== undefined && literalText(type) === 'string'
  if (!isText || (itemsOf(value) ?? entriesOf(value)) === undefined) return value
  const json = isWhollyKnown(value) ? jsonText(value, () => {}) : undefined
  const marks = deepMarks(value)
  return json === undefined
    ? unknownOf(stringType, derivedCause(findUnknown(value)), {}, marks)
    : knownString(json, marks)
}

const namesIn = async ({ tree }: UnitContext, files: readonly string[]): Promise<ReadonlySet<string>> => {
  const names = new Set<string>()
  for (const file of files) {
    const text = readText(tree, file)
    if (typeof text !== 'string') continue
    for (const name of (await readVariableFile(file, text)).body.attributes.keys()) names.add(name)
  }
  return names
}

const backendOf = (
  { backend, config, at }: NonNullable<UnitSettings['remoteState']>,
  modelled: (value: HclValue) => Value,
): EvaluatedSource['backend'] => {
  const value = modelled(config)
  const empty: MapValue = { kind: 'map', entries: new Map(), from: { at, origins: [] } }
  return { type: backend, config: value.kind === 'map' ? value : empty }
}

const moduleDiagnostic = (unit: UnitContext, module: UnitModule, { source }: UnitSettings): readonly Diagnostic[] => {
  const at = source?.at ?? startOf(unit.unit)
  if (module.kind === 'revision')
    return [
      {
        severity: 'warning',
        summary: otherRevision,
        detail: `Modules are taken from ${module.repository} at ${module.revision === '' ? 'a revision that is not known' : `revision ${module.revision}`}. Its directories as they are here were evaluated instead: what is deployed may be older.`,
        at,
      },
    ]
  if (module.kind === 'directory') return []
  return [
    {
      severity: 'warning',
      summary: 'Module is not among the sources',
      detail: `The module of the unit ${unit.unit || '.'} (${module.source}) was left out: ${module.why}. Its resources and outputs are not known.`,
      at,
    },
  ]
}

const gap = (id: string): EvaluatedSource => ({
  kind: 'terraform',
  id,
  inputs: new Map(),
  locals: new Map(),
  outputs: new Map(),
  conditions: new Map(),
  resources: [],
  diagnostics: [],
})
