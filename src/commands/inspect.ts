import { basename, relative, resolve, sep } from 'node:path'
import { suggestName } from '../config/closest-name.ts'
import { UsageError } from '../config/config-error.ts'
import { isDirectory } from '../io/find-root.ts'
import { readNamedFile } from '../io/read-input.ts'
import type { EvaluatedSource } from '../model/evaluated.ts'
import { digest } from '../model/secret.ts'
import { directoryOf, readText, type SourceTree } from '../model/source-tree.ts'
import { known, type Value } from '../model/value.ts'
import { evaluateTemplate, parameterInput } from '../parsers/cloudformation/evaluate-template.ts'
import { inspectTemplate } from '../parsers/cloudformation/inspect-template.ts'
import { readParameterFile } from '../parsers/cloudformation/parameters/read-parameter-file.ts'
import { evaluateTerraform } from '../parsers/terraform/evaluate-terraform.ts'
import { evaluateWithPlan } from '../parsers/terraform/evaluate-with-plan.ts'
import { inspectRoot } from '../parsers/terraform/inspect-root.ts'
import { readPlan } from '../parsers/terraform/plan/read-plan.ts'
import { renderModel } from '../report/text/model-lines.ts'
import { renderSource } from '../report/text/source-lines.ts'
import { argumentLocation, processVariables } from './argument-location.ts'
import { readAssignments } from './assignments.ts'
import { analyzeRepository } from './check.ts'
import { type ColorMode, usesColor } from './color.ts'
import { exitCodes } from './exit-code.ts'
import { inspectAppDirectory } from './inspect-app.ts'
import { inspectBatch } from './inspect-batch.ts'
import { modelToJson } from './model-to-json.ts'
import { insideRoot, openRepository, openTree, type RepositoryOptions, variableFileIn } from './repository.ts'
import type { Runtime } from './runtime.ts'

export interface InspectOptions extends RepositoryOptions {
  readonly format: 'text' | 'json'
  readonly color: ColorMode
  readonly batch?: boolean | undefined
  readonly kind?: string | undefined
  readonly env?: string | undefined
  readonly app?: string | undefined
  readonly profile?: string | undefined
  readonly framework?: string | undefined
  readonly envVar?: readonly string[] | undefined
  readonly var?: readonly string[] | undefined
  readonly varFile?: readonly string[] | undefined
  readonly workspace?: string | undefined
  readonly param?: readonly string[] | undefined
  readonly params?: readonly string[] | undefined
  readonly imports?: string | undefined
  readonly ssm?: string | undefined
  readonly region?: string | undefined
  readonly account?: string | undefined
  readonly stackName?: string | undefined
}

/** `sotsu inspect`: what one source, or a whole environment, evaluates to. */
export const inspect = async (
  runtime: Runtime,
  source: string | undefined,
  options: InspectOptions,
): Promise<number> => {
  if (options.batch) return inspectBatch(runtime, options.kind)
  if (options.env !== undefined) return inspectEnvironment(runtime, options.env, options)
  if (options.app !== undefined) return inspectAppDirectory(runtime, options.app, options)
  if (source === undefined)
    throw new UsageError('inspect what? Give a Terraform directory, a template, --app DIR or --env NAME')
  const path = resolve(runtime.cwd, source)
  const place = placeOf(runtime, source, isDirectory(path) ? path : resolve(path, '..'))
  if (isDirectory(path)) {
    const root = await evaluateRoot(runtime, place, options)
    print(runtime, options, () => inspectRoot(root), root)
  } else if (isPlan(place)) {
    const { tree, path } = place
    const file = { tree, dir: directoryOf(path), id: directoryOf(path), salt: runtime.salt }
    const root = await evaluateWithPlan({ ...file, planFile: path })
    print(runtime, options, () => inspectRoot(root), root)
  } else {
    const stack = await evaluateStack(runtime, place, options)
    print(runtime, options, () => inspectTemplate(stack), stack)
  }
  return exitCodes.ok
}

interface Place {
  readonly tree: SourceTree
  readonly root: string
  /** Of the source, in the tree. */
  readonly path: string
}

/** Whether a file is a plan or a state, as `terraform show -json` prints it. */
const isPlan = ({ tree, path }: Place): boolean => {
  const text = path.endsWith('.json') ? readText(tree, path) : undefined
  return typeof text === 'string' && 'document' in readPlan(path, text)
}

/** Inside the repository that one stands in, else a tree of its own around the source. */
const placeOf = (runtime: Runtime, source: string, directory: string): Place => {
  if (!isDirectory(directory)) throw new UsageError(`there is no ${source}`)
  const opened = openTree(runtime)
  try {
    return { ...opened, path: insideRoot(runtime, opened.root, source) }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const own = openTree({ ...runtime, cwd: directory })
    return { ...own, path: insideRoot(runtime, own.root, source) }
  }
}

const print = (runtime: Runtime, options: InspectOptions, json: () => unknown, source: EvaluatedSource): void => {
  runtime.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(json(), null, 2)}\n`
      : renderSource(source, { color: usesColor(options.color, runtime.stdout, runtime) }),
  )
}

const evaluateRoot = (
  runtime: Runtime,
  { tree, root, path }: Place,
  { var: variables, varFile, workspace, region, account }: InspectOptions,
): Promise<EvaluatedSource> =>
  evaluateTerraform({
    tree,
    dir: path,
    id: path,
    varFiles: (varFile ?? []).map(file => variableFileIn(runtime, root, path, file)),
    vars: readAssignments('--var', variables),
    environmentVariables: processVariables(runtime),
    salt: runtime.salt,
    ...(workspace === undefined ? {} : { workspace }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  })

const readFileOf = async (runtime: Runtime, option: string, file: string): Promise<string> => {
  const text = await readNamedFile(resolve(runtime.cwd, file)).catch(() => undefined)
  if (text === undefined) throw new UsageError(`${option} ${file}: cannot be read`)
  return text
}

/** How a file is called in places: its path in the repository, else its name. */
const shownPath = (runtime: Runtime, root: string, file: string): string => {
  const below = relative(root, resolve(runtime.cwd, file))
  return below.startsWith('..') ? basename(file) : below.split(sep).join('/')
}

/** A JSON map of texts. */
const readValues = async (
  runtime: Runtime,
  option: string,
  file: string | undefined,
): Promise<ReadonlyMap<string, Value>> => {
  if (file === undefined) return new Map()
  const text = await readFileOf(runtime, option, file)
  try {
    const data: unknown = JSON.parse(text)
    if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new Error('no map')
    const from = { at: argumentLocation(option.slice(2)), origins: [] }
    return new Map(Object.entries(data).map(([name, value]) => [name, known(String(value), from)]))
  } catch {
    throw new UsageError(`${option} ${file}: a JSON object of name and value is needed`)
  }
}

const evaluateStack = async (
  runtime: Runtime,
  { tree, root, path }: Place,
  options: InspectOptions,
): Promise<EvaluatedSource> => {
  if (typeof readText(tree, path) !== 'string') throw new UsageError(`cannot read ${path}`)
  const parameters = new Map<string, Value>()
  for (const file of options.params ?? []) {
    const { form, values } = readParameterFile(
      shownPath(runtime, root, file),
      await readFileOf(runtime, '--params', file),
    )
    if (form === undefined) throw new UsageError(`--params ${file}: this is no parameter file`)
    for (const [name, { value, at }] of values)
      parameters.set(name, typeof value === 'string' ? parameterInput(name, value, at) : value)
  }
  for (const [name, text] of readAssignments('--param', options.param))
    parameters.set(name, parameterInput(name, text, argumentLocation('param'), 'argument'))
  const stackName = options.stackName ?? basename(directoryOf(path) || path).replace(/\.[^.]*$/, '')
  return evaluateTemplate({
    tree,
    file: path,
    stack: stackName,
    ...(options.stackName === undefined ? {} : { stackName: options.stackName }),
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.account === undefined ? {} : { account: options.account }),
    parameters,
    imports: await readValues(runtime, '--imports', options.imports),
    ssm: await readValues(runtime, '--ssm', options.ssm),
    secrets: { digest: text => digest(text, runtime.salt) },
  })
}

const inspectEnvironment = async (runtime: Runtime, name: string, options: InspectOptions): Promise<number> => {
  const repository = await openRepository(runtime, options)
  const names = repository.config.environments.map(environment => environment.name)
  if (!names.includes(name)) throw new UsageError(`there is no environment ${name}. ${suggestName(name, names)}`)
  const config = {
    ...repository.config,
    environments: repository.config.environments.filter(environment => environment.name === name),
    comparisons: [],
    journeys: [],
  }
  const { environments } = await analyzeRepository(runtime, { ...repository, config }, 'every')
  const [model] = environments
  if (model === undefined) throw new UsageError(`there is no environment ${name}`)
  runtime.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(modelToJson(model), null, 2)}\n`
      : renderModel(model, { color: usesColor(options.color, runtime.stdout, runtime) }),
  )
  return exitCodes.ok
}
