import type { CloudFormationConfig, EnvironmentConfig } from '../config/resolved-config.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EvaluatedSource } from '../model/evaluated.ts'
import { digest } from '../model/secret.ts'
import { startOf } from '../model/source-location.ts'
import { baseName, readText, type SourceTree } from '../model/source-tree.ts'
import type { Value } from '../model/value.ts'
import { evaluateTemplate, parameterInput } from '../parsers/cloudformation/evaluate-template.ts'
import { readParameterFile } from '../parsers/cloudformation/parameters/read-parameter-file.ts'
import { contextOf, lookedUpZones, storedValues } from './assembly-stacks.ts'
import type { OutsideValues } from './outside-values.ts'

const stackId = ({ stackName, template }: CloudFormationConfig): string =>
  stackName ?? baseName(template).replace(/\.[^.]*$/, '')

/** A deploy command without a region goes where the process environment says (AWS CLI user guide, "Environment variables"). */
export const regionOf = ({ region, variables }: EnvironmentConfig): string | undefined =>
  region ?? (variables.get('AWS_REGION') ?? variables.get('AWS_DEFAULT_REGION'))?.text

/** A stack of the configuration, ready to be evaluated; its diagnostics are those of its parameter files. */
interface ReadStack {
  readonly id: string
  readonly evaluate: (outside: OutsideValues) => EvaluatedSource
  readonly diagnostics: readonly Diagnostic[]
}

/** What a stack is given: its parameter files, then parameters of their own, later ones winning. */
export const readParameters = (
  tree: SourceTree,
  config: CloudFormationConfig,
): { readonly parameters: ReadonlyMap<string, Value>; readonly diagnostics: readonly Diagnostic[] } => {
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
  return { parameters, diagnostics }
}

export const readStack = (
  tree: SourceTree,
  environment: EnvironmentConfig,
  config: CloudFormationConfig,
  salt: string,
): ReadStack => {
  const { parameters, diagnostics } = readParameters(tree, config)
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
