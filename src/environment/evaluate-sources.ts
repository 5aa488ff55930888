import type { AppConfig, CloudFormationConfig, EnvironmentConfig, TerraformConfig } from '../config/resolved-config.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Link } from '../model/environment-model.ts'
import type { EvaluatedApp, EvaluatedResource, EvaluatedSource } from '../model/evaluated.ts'
import { digest } from '../model/secret.ts'
import { startOf } from '../model/source-location.ts'
import { baseName, readText, type SourceTree } from '../model/source-tree.ts'
import { known, type Value } from '../model/value.ts'
import { type AppVariable, evaluateApp } from '../parsers/app-config/evaluate-app.ts'
import { evaluateTemplate, parameterInput } from '../parsers/cloudformation/evaluate-template.ts'
import { readParameterFile } from '../parsers/cloudformation/parameters/read-parameter-file.ts'
import { evaluateWithPlan } from '../parsers/terraform/evaluate-with-plan.ts'
import { evaluateUnits } from '../parsers/terragrunt/evaluate-terragrunt.ts'
import { findStacks } from '../parsers/terragrunt/expand-stacks.ts'
import { findUnits } from '../parsers/terragrunt/find-units.ts'
import type { EvaluateInProcess } from './apps-in-services.ts'
import { assemblyStacks, contextOf, lookedUpZones, storedValues } from './assembly-stacks.ts'
import { embeddedStacks } from './embedded-stacks.ts'
import { evaluateStacks, type OutsideValues } from './outside-values.ts'

export interface EvaluatedEnvironment {
  readonly sources: readonly EvaluatedSource[]
  readonly apps: readonly EvaluatedApp[]
  /** Where stacks met what others store, export or put out, while they were evaluated. */
  readonly links: readonly Link[]
  readonly diagnostics: readonly Diagnostic[]
  readonly evaluateInProcess: EvaluateInProcess
}

/** Evaluates everything that an environment is made of, each source as its own tool would. */
export const evaluateSources = async (
  tree: SourceTree,
  environment: EnvironmentConfig,
  salt: string,
  pause: () => Promise<void> = async () => {},
): Promise<EvaluatedEnvironment> => {
  const terraform: EvaluatedSource[] = []
  for (const source of environment.terraform) {
    terraform.push(await evaluateRoot(tree, environment, source, salt))
    await pause()
  }
  terraform.push(...(await evaluateTerragruntUnits(tree, environment, salt)))
  const { account } = environment
  const region = regionOf(environment)
  const place = {
    tree,
    salt,
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  }
  const embedded = terraform.flatMap(source => embeddedStacks(source, place))
  const expanded = environment.cloudformation.map(source => assemblyStacks(tree, source))
  const written = expanded.flatMap(each => each.stacks).map(source => readStack(tree, environment, source, salt))
  // What Terraform passes to a stack is what the stack gets, whatever parameter files lie about.
  const own = written.filter(stack => !embedded.some(({ id }) => id === stack.id))
  const stacks = evaluateStacks(terraform, [...own, ...embedded])
  await pause()
  const sources = [...terraform, ...stacks.map(({ source }) => source)]
  const evaluateApps = appEvaluator(tree, salt, sources)
  const apps = environment.apps.map(app => evaluateApps(app, environment.variables))
  return {
    sources,
    apps,
    links: stacks.flatMap(({ links }) => links),
    // What sotsu.yaml says of the process goes before what its container is told.
    evaluateInProcess: (name, variables) => {
      const app = environment.apps.find(each => each.name === name)
      const all = new Map<string, AppVariable>([...variables, ...environment.variables])
      return app && evaluateApps(app, all)
    },
    diagnostics: [
      ...expanded.flatMap(({ diagnostics }) => diagnostics),
      ...own.flatMap(({ diagnostics }) => diagnostics),
      ...[...sources, ...apps].flatMap(({ diagnostics }) => diagnostics),
    ],
  }
}

const evaluateRoot = async (
  tree: SourceTree,
  environment: EnvironmentConfig,
  { dir, varFiles, vars, workspace, only, planFile, stateFile }: TerraformConfig,
  salt: string,
): Promise<EvaluatedSource> => {
  const evaluated = await evaluateWithPlan({
    tree,
    dir,
    id: dir,
    varFiles,
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

const evaluateTerragruntUnits = async (
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

const stackId = ({ stackName, template }: CloudFormationConfig): string =>
  stackName ?? baseName(template).replace(/\.[^.]*$/, '')

/** A deploy command without a region goes where the process environment says (AWS CLI user guide, "Environment variables"). */
const regionOf = ({ region, variables }: EnvironmentConfig): string | undefined =>
  region ?? (variables.get('AWS_REGION') ?? variables.get('AWS_DEFAULT_REGION'))?.text

/** A stack of the configuration, ready to be evaluated; its diagnostics are those of its parameter files. */
interface ReadStack {
  readonly id: string
  readonly evaluate: (outside: OutsideValues) => EvaluatedSource
  readonly diagnostics: readonly Diagnostic[]
}

const readStack = (
  tree: SourceTree,
  environment: EnvironmentConfig,
  config: CloudFormationConfig,
  salt: string,
): ReadStack => {
  const diagnostics: Diagnostic[] = []
  const parameters = new Map<string, Value>()
  for (const file of config.parameterFiles) {
    const text = readText(tree, file)
    if (typeof text !== 'string') {
      diagnostics.push({
        severity: 'error',
        summary: 'Parameter file cannot be read',
        detail: `${file}: ${text.why}. Its parameters count as not given.`,
        at: startOf(file),
      })
      continue
    }
    const read = readParameterFile(file, text)
    diagnostics.push(...read.diagnostics)
    for (const [name, { value, at }] of read.values)
      parameters.set(name, typeof value === 'string' ? parameterInput(name, value, at) : value)
  }
  for (const [name, { value, at }] of config.parameters)
    parameters.set(name, typeof value === 'string' ? parameterInput(name, value, at, 'argument') : value)
  const id = stackId(config)
  const region = config.region ?? regionOf(environment)
  const account = config.account ?? environment.account
  const context = contextOf(tree, config.template)
  const evaluate = (outside: OutsideValues): EvaluatedSource => {
    const source = evaluateTemplate({
      tree,
      file: config.template,
      stack: id,
      parameters,
      undeclaredParameters: 'ignore',
      ...outside,
      ssm: new Map([...storedValues(context), ...outside.ssm]),
      secrets: { digest: text => digest(text, salt) },
      ...(config.stackName === undefined ? {} : { stackName: config.stackName }),
      ...(region === undefined ? {} : { region }),
      ...(account === undefined ? {} : { account }),
    })
    return { ...source, resources: [...source.resources, ...lookedUpZones(context, id, source.resources)] }
  }
  return { id, evaluate, diagnostics }
}

type EvaluateApp = (app: AppConfig, variables: ReadonlyMap<string, AppVariable>) => EvaluatedApp

/** Apps of one environment. A template among an app's files that the environment deploys is as the environment has it. */
const appEvaluator = (tree: SourceTree, salt: string, sources: readonly EvaluatedSource[]): EvaluateApp => {
  const templates = new Map<string, EvaluatedResource[]>()
  for (const { kind, resources } of sources) {
    if (kind !== 'cloudformation') continue
    for (const resource of resources) {
      const { file } = resource.at
      const inFile = templates.get(file)
      if (inFile) inFile.push(resource)
      else templates.set(file, [resource])
    }
  }
  return ({ name, dir, framework, profile }, variables) =>
    evaluateApp({ tree, dir, name, framework, profile, variables, salt, templates })
}
