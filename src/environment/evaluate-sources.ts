import type { AppConfig, CloudFormationConfig, EnvironmentConfig, TerraformConfig } from '../config/resolved-config.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EvaluatedApp, EvaluatedSource } from '../model/evaluated.ts'
import { digest } from '../model/secret.ts'
import { startOf } from '../model/source-location.ts'
import { baseName, readText, type SourceTree } from '../model/source-tree.ts'
import { known, type Value } from '../model/value.ts'
import { evaluateApp } from '../parsers/app-config/evaluate-app.ts'
import { evaluateTemplate, parameterInput } from '../parsers/cloudformation/evaluate-template.ts'
import { readParameterFile } from '../parsers/cloudformation/parameters/read-parameter-file.ts'
import { evaluateTerraform } from '../parsers/terraform/evaluate-terraform.ts'

export interface EvaluatedEnvironment {
  readonly sources: readonly EvaluatedSource[]
  readonly apps: readonly EvaluatedApp[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Evaluates everything that an environment is made of, each source as its own tool would. */
export const evaluateSources = async (
  tree: SourceTree,
  environment: EnvironmentConfig,
  salt: string,
): Promise<EvaluatedEnvironment> => {
  const terraform: EvaluatedSource[] = []
  for (const source of environment.terraform) terraform.push(await evaluateRoot(tree, environment, source, salt))
  const stacks = environment.cloudformation.map(source => evaluateStack(tree, environment, source, salt))
  const apps = environment.apps.map(app => evaluateOneApp(tree, environment, app, salt))
  return {
    sources: [...terraform, ...stacks.map(({ source }) => source)],
    apps,
    diagnostics: [
      ...stacks.flatMap(({ diagnostics }) => diagnostics),
      ...[...terraform, ...stacks.map(({ source }) => source), ...apps].flatMap(({ diagnostics }) => diagnostics),
    ],
  }
}

const evaluateRoot = async (
  tree: SourceTree,
  environment: EnvironmentConfig,
  { dir, varFiles, vars, workspace, only }: TerraformConfig,
  salt: string,
): Promise<EvaluatedSource> => {
  const evaluated = await evaluateTerraform({
    tree,
    dir,
    id: dir,
    varFiles,
    vars: new Map([...vars].map(([name, { value, at }]) => [name, { value: toValue(value, `var.${name}`, at) }])),
    environmentVariables: environment.variables,
    salt,
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

const evaluateStack = (
  tree: SourceTree,
  environment: EnvironmentConfig,
  config: CloudFormationConfig,
  salt: string,
): { readonly source: EvaluatedSource; readonly diagnostics: readonly Diagnostic[] } => {
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
    parameters.set(name, parameterInput(name, value, at, 'argument'))
  const source = evaluateTemplate({
    tree,
    file: config.template,
    stack: stackId(config),
    parameters,
    undeclaredParameters: 'ignore',
    imports: new Map(),
    ssm: new Map(),
    secrets: { digest: text => digest(text, salt) },
    ...(config.stackName === undefined ? {} : { stackName: config.stackName }),
    ...(environment.region === undefined ? {} : { region: environment.region }),
    ...(environment.account === undefined ? {} : { account: environment.account }),
  })
  return { source, diagnostics }
}

const evaluateOneApp = (
  tree: SourceTree,
  environment: EnvironmentConfig,
  { name, dir, framework, profile }: AppConfig,
  salt: string,
): EvaluatedApp => evaluateApp({ tree, dir, name, framework, profile, variables: environment.variables, salt })
