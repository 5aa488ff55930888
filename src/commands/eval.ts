import { suggestName } from '../config/closest-name.ts'
import { UsageError } from '../config/config-error.ts'
import { evaluateSources } from '../environment/evaluate-sources.ts'
import { mapTree } from '../io/map-tree.ts'
import { overlayTree } from '../io/overlay-tree.ts'
import type { EvaluatedSource } from '../model/evaluated.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { joinPath, type SourceTree } from '../model/source-tree.ts'
import { valueToJson } from '../model/value-json.ts'
import { evalBatch } from '../parsers/hcl/eval-batch.ts'
import { functionTable } from '../parsers/hcl/functions/index.ts'
import { isIdentifier } from '../parsers/hcl/identifier.ts'
import { evaluateTerraform } from '../parsers/terraform/evaluate-terraform.ts'
import { reportWidth } from '../report/text/layout.ts'
import { paintFor } from '../report/text/paint.ts'
import { explanationLines } from '../report/text/value-lines.ts'
import { argumentLocation, processVariables } from './argument-location.ts'
import { readAssignments } from './assignments.ts'
import { type ColorMode, usesColor } from './color.ts'
import { variableFileValues } from './detect/terraform-facts.ts'
import { exitCodes } from './exit-code.ts'
import { answerLines } from './inspect-batch.ts'
import { insideRoot, openRepository, openTree, type RepositoryOptions, variableFileIn } from './repository.ts'
import type { Runtime } from './runtime.ts'

export interface EvalOptions extends RepositoryOptions {
  readonly batch?: boolean | undefined
  readonly dir?: string | undefined
  readonly env?: string | undefined
  readonly var?: readonly string[] | undefined
  readonly varFile?: readonly string[] | undefined
  readonly workspace?: string | undefined
  readonly format: 'text' | 'json'
  readonly color: ColorMode
}

const localName = (index: number): string => `sotsu_expression_${index}`
const fileOf = (directory: string, index: number): string =>
  joinPath(directory, `sotsu-expression-${index}.tf`) ?? `sotsu-expression-${index}.tf`

/** A module's files with each expression as a local value in a file of its own: one that is wrong spoils no other. */
const withExpressions = (tree: SourceTree, directory: string, expressions: readonly string[]): SourceTree =>
  overlayTree(
    tree,
    Object.fromEntries(
      expressions.map((text, index) => [fileOf(directory, index), `locals {\n  ${localName(index)} = ${text}\n}\n`]),
    ),
  )

/** `sotsu eval`: expressions as Terraform would evaluate them: in a root module, in an environment's, or by themselves. */
export const evaluateExpressions = async (
  runtime: Runtime,
  expressions: readonly string[],
  options: EvalOptions,
): Promise<number> => {
  if (options.batch) {
    const answer = evalBatch({ functions: functionTable, salt: runtime.salt })
    runtime.stdout.write(answerLines(await runtime.readStdin(), answer))
    return exitCodes.ok
  }
  if (expressions.length === 0) throw new UsageError('which expression? Put it in quotes, or use --batch')
  if (options.dir !== undefined && options.env !== undefined) throw new UsageError('give --dir or --env, not both')
  const { source, directory } =
    options.env === undefined
      ? await inModule(runtime, expressions, options)
      : await inEnvironment(runtime, options.env, expressions, options)
  const paint = paintFor(usesColor(options.color, runtime.stdout, runtime))
  let failed = false
  for (const index of expressions.keys()) {
    const value = source.locals.get(localName(index))
    const errors = source.diagnostics.filter(
      ({ at, severity }) => severity === 'error' && at.file === fileOf(directory, index),
    )
    if (errors.length > 0 || value === undefined) {
      failed = true
      const [first] = errors
      runtime.stderr.write(`error: ${first ? `${first.summary}: ${first.detail}` : 'the expression has no value'}\n`)
    } else {
      runtime.stdout.write(`${JSON.stringify(valueToJson(value), null, options.format === 'json' ? 0 : 2)}\n`)
      if (options.format === 'text') {
        const isOwn = ({ file }: SourceLocation): boolean => file === fileOf(directory, index)
        for (const line of explanationLines(value, { paint, width: reportWidth }, isOwn))
          runtime.stdout.write(`${line}\n`)
      }
    }
  }
  return failed ? exitCodes.usage : exitCodes.ok
}

interface Evaluated {
  readonly source: EvaluatedSource
  readonly directory: string
}

const inModule = async (
  runtime: Runtime,
  expressions: readonly string[],
  { dir, var: variables, varFile, workspace, repository }: EvalOptions,
): Promise<Evaluated> => {
  const { root, tree } = openTree(runtime, { repository })
  const vars = readAssignments('--var', variables)
  const directory = dir === undefined ? '' : insideRoot(runtime, root, dir)
  if (tree.list(directory) === undefined) throw new UsageError(`there is no directory ${dir}`)
  const varFiles = (varFile ?? []).map(file => variableFileIn(runtime, root, directory, file))
  const base = dir === undefined ? await aloneIn(tree, vars.keys(), varFiles) : tree
  const source = await evaluateTerraform({
    tree: withExpressions(base, directory, expressions),
    dir: directory,
    id: directory,
    varFiles,
    vars,
    environmentVariables: processVariables(runtime),
    salt: runtime.salt,
    ...(workspace === undefined ? {} : { workspace }),
  })
  return { source, directory }
}

/** Nothing but the given variables, each declared without a type, and the files that expressions may name. */
const aloneIn = async (tree: SourceTree, given: Iterable<string>, varFiles: readonly string[]): Promise<SourceTree> => {
  const names = new Set(given)
  for (const file of varFiles) for (const name of (await variableFileValues(tree, file)).keys()) names.add(name)
  const declarations = [...names].filter(isIdentifier)
  const own = mapTree({ 'sotsu-variables.tf': declarations.map(name => `variable "${name}" {}\n`).join('') })
  return {
    list: path => own.list(path) ?? tree.list(path),
    read: path => (own.list('')?.some(({ name }) => name === path) ? own.read(path) : tree.read(path)),
  }
}

const inEnvironment = async (
  runtime: Runtime,
  name: string,
  expressions: readonly string[],
  options: EvalOptions,
): Promise<Evaluated> => {
  const { tree, config } = await openRepository(runtime, options)
  const names = config.environments.map(environment => environment.name)
  const environment = config.environments.find(candidate => candidate.name === name)
  if (environment === undefined) throw new UsageError(`there is no environment ${name}. ${suggestName(name, names)}`)
  const [root] = environment.terraform
  if (root === undefined) throw new UsageError(`${name} has no Terraform root module to evaluate in`)
  const overridden = new Map(root.vars)
  for (const [variable, value] of readAssignments('--var', options.var))
    overridden.set(variable, { value, at: argumentLocation('var') })
  const one = {
    ...environment,
    terraform: [
      { ...root, vars: overridden, ...(options.workspace === undefined ? {} : { workspace: options.workspace }) },
    ],
    cloudformation: [],
    apps: [],
  }
  const { sources } = await evaluateSources(withExpressions(tree, root.dir, expressions), one, runtime.salt)
  const [source] = sources
  if (source === undefined) throw new UsageError(`${name} has no Terraform root module to evaluate in`)
  return { source, directory: root.dir }
}
