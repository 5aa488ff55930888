import type { EnvironmentConfig, TerraformConfig } from '../config/resolved-config.ts'
import type { EvaluatedSource } from '../model/evaluated.ts'
import type { startOf } from '../model/source-location.ts'
import type { SourceTree } from '../model/source-tree.ts'
import { known, type Value } from '../model/value.ts'
import { evaluateWithPlan } from '../parsers/terraform/evaluate-with-plan.ts'
import { evaluateUnits } from '../parsers/terragrunt/evaluate-terragrunt.ts'
import { findStacks } from '../parsers/terragrunt/expand-stacks.ts'
import { findUnits } from '../parsers/terragrunt/find-units.ts'

/** A root module with the environment's values; the part of it that is the environment's own, where several share it. */
export const evaluateRoot = async (
  tree: SourceTree,
  environment: EnvironmentConfig,
  { dir, varFiles, backendFiles, vars, workspace, only, planFile, stateFile }: TerraformConfig,
  salt: string,
): Promise<EvaluatedSource> => {
  const evaluated = await evaluateWithPlan({
    tree,
    dir,
    id: dir,
    varFiles,
    ...(backendFiles === undefined ? {} : { backendFiles }),
    vars: new Map([...vars].map(([name, { value, at }]) => [name, { value: toValue(value, `var.${name}`, at) }])),
    environmentVariables: environment.variables,
    ...(environment.unknownVariables === undefined ? {} : { unknownVariables: environment.unknownVariables }),
    salt,
    ...(planFile === undefined ? {} : { planFile }),
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(workspace === undefined ? {} : { workspace }),
    ...(environment.region === undefined ? {} : { region: environment.region }),
    ...(environment.account === undefined ? {} : { account: environment.account }),
  })
  if (only.length === 0) return evaluated
  const patterns = only.map(addressPattern)
  return {
    ...evaluated,
    resources: evaluated.resources.filter(
      ({ address, mode }) => mode === 'data' || patterns.some(pattern => pattern.test(address.name)),
    ),
  }
}

/** Every Terragrunt unit of the environment, generated ones of stacks among them. */
export const evaluateTerragruntUnits = async (
  tree: SourceTree,
  environment: EnvironmentConfig,
  salt: string,
): Promise<readonly EvaluatedSource[]> => {
  const dirs = [...new Set((environment.terragrunt ?? []).flatMap(({ dir }) => findUnits(tree, dir)))]
  const stacks = [...new Set((environment.terragrunt ?? []).flatMap(({ dir }) => findStacks(tree, dir)))]
  if (dirs.length + stacks.length === 0) return []
  return evaluateUnits({
    tree,
    dirs,
    stacks,
    environmentVariables: environment.variables,
    salt,
    ...(environment.unknownVariables === undefined ? {} : { unknownVariables: environment.unknownVariables }),
    ...(environment.region === undefined ? {} : { region: environment.region }),
    ...(environment.account === undefined ? {} : { account: environment.account }),
  })
}

/** An address or a glob of one; a module's address stands for everything in it, whatever its index. */
const addressPattern = (glob: string): RegExp =>
  new RegExp(`^${glob.replace(/[.*+?^${}()|[\]\\]/g, char => (char === '*' ? '.*' : `\\${char}`))}(?:$|[.[])`)

/** A value of sotsu.yaml as a model value. */
const toValue = (value: unknown, name: string, at: ReturnType<typeof startOf>): Value => {
  const from = { at, origins: [{ kind: 'argument' as const, name, at }] }
  if (Array.isArray(value)) return { kind: 'list', items: value.map(item => toValue(item, name, at)), from }
  if (typeof value === 'object' && value !== null)
    return {
      kind: 'map',
      entries: new Map(Object.entries(value).map(([key, entry]) => [key, toValue(entry, name, at)])),
      from,
    }
  return known(
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
    from,
  )
}
