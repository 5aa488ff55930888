import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedOutput, EvaluatedResource, EvaluatedSource } from '../../model/evaluated.ts'
import { startOf } from '../../model/source-location.ts'
import { normalizePath } from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'
import { known } from '../../model/value.ts'
import { isDeeplySensitive } from '../hcl/marks.ts'
import { sealSource } from '../secrets/seal-source.ts'
import { argumentsOf } from './call-arguments.ts'
import { checkCondition, checkConditions } from './check-conditions.ts'
import { declaredFlag } from './declared-flag.ts'
import { evaluateBackend } from './evaluate-backend.ts'
import { Evaluation } from './evaluation.ts'
import type { ModuleTree } from './module-config.ts'
import { isGap } from './module-config.ts'
import { ModuleInstance } from './module-instance.ts'
import type { RootInput } from './read-root.ts'
import { readRoot } from './read-root.ts'
import { validateModule } from './validate-module.ts'

export interface TerraformInput extends RootInput {
  /** The source's id: what the addresses of its resources begin with. */
  readonly id: string
  readonly workspace?: string
  /** Of providers that say none themselves. */
  readonly region?: string
  readonly account?: string
  /** Makes the digests of sensitive values; one for a run, so that they can be compared. */
  readonly salt: string
}

/** Evaluates a root module and everything that it calls, for one environment. Trouble is among the diagnostics; the rest is still there. */
export const evaluateTerraform = async (input: TerraformInput): Promise<EvaluatedSource> => {
  const directory = normalizePath(input.dir) ?? input.dir
  const read = await readRoot(input)
  const { module } = read
  if (module === undefined) return empty(input.id, read.diagnostics)
  const workspace = input.workspace ?? input.environmentVariables?.get('TF_WORKSPACE')?.text
  const evaluation = new Evaluation({
    tree: input.tree,
    directory,
    source: input.id,
    workspace: workspace ?? 'default',
    region: defaultRegion(input, directory),
    account: input.account,
    salt: input.salt,
    given: read.given,
  })
  for (const diagnostic of read.diagnostics) evaluation.report(diagnostic)
  validateTree(module, evaluation, new Set())
  const root = new ModuleInstance(evaluation, module, { exists: 'yes' })
  const resources = evaluateAll(root)
  const outputs = outputsOf(root)
  const backend = evaluateBackend(root, workspace, read.backend)
  const source: EvaluatedSource = {
    kind: 'terraform',
    id: input.id,
    inputs: inputsOf(root),
    locals: localsOf(root),
    arguments: argumentsOf(root),
    outputs,
    conditions: new Map(),
    resources,
    ...(backend === undefined ? {} : { backend }),
    diagnostics: inOrder(evaluation.diagnostics),
  }
  return sealSource(source, input.salt)
}

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

const defaultRegion = (input: TerraformInput, directory: string): Value | undefined => {
  if (input.region !== undefined) {
    const at = startOf(directory)
    return known(input.region, { at, origins: [{ kind: 'argument', name: 'region', at }] })
  }
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const variable = input.environmentVariables?.get(name)
    if (variable !== undefined) {
      const { text, at } = variable
      return known(text, { at, origins: [{ kind: 'environment-variable', name, at }] })
    }
  }
  return undefined
}

/** Modules that are called several times are checked once. */
const validateTree = (tree: ModuleTree, evaluation: Evaluation, seen: Set<string>): void => {
  if (seen.has(tree.config.directory)) return
  seen.add(tree.config.directory)
  if (tree.config.isSketch === true) evaluation.hasSketches = true
  validateModule(tree, evaluation.report)
  for (const child of tree.children.values()) if (!isGap(child)) validateTree(child, evaluation, seen)
}

/** Everything in a module instance and below it; its resources in order of declaration, those of called modules after them. */
const evaluateAll = (root: ModuleInstance): readonly EvaluatedResource[] => {
  const resources: EvaluatedResource[] = []
  const waiting = [root]
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    const { config } = module.tree
    for (const name of config.variables.keys()) module.require(module.variable(name))
    for (const name of config.locals.keys()) module.require(module.local(name))
    for (const [key, { mode }] of config.resources) {
      const made = module.require(module.resource(key))
      if (mode !== 'ephemeral') resources.push(...(made?.resources ?? []))
    }
    for (const name of config.outputs.keys()) module.require(module.output(name))
    const calls = [...config.calls.keys()].flatMap(name => module.require(module.call(name)) ?? [])
    for (const { outside } of calls) if (config.isSketch !== true) resources.push(...(outside?.() ?? []))
    const children = calls.flatMap(call => call.children)
    waiting.push(...children.reverse())
    checkModule(module)
  }
  return resources
}

/** Validations, checks and output preconditions: they need everything else. */
const checkModule = (module: ModuleInstance): void => {
  const { report } = module.evaluation
  const { config } = module.tree
  for (const variable of config.variables.values())
    for (const block of variable.body.blocks)
      if (block.type === 'validation')
        checkCondition(block, module.scope, report, { severity: 'error', summary: 'Invalid value for variable' })
  for (const output of config.outputs.values())
    checkConditions(output.body, module.scope, report, 'Module output value')
  for (const check of config.checks)
    for (const block of check.body.blocks)
      if (block.type === 'assert')
        checkCondition(block, module.scope, report, { severity: 'warning', summary: 'Check block assertion failed' })
}

const inputsOf = (root: ModuleInstance): ReadonlyMap<string, Value> =>
  new Map(
    [...root.tree.config.variables].flatMap(([name, block]) => {
      const value = root.require(root.variable(name))
      const at =
        root.evaluation.given.get(name)?.at ?? block.body.attributes.get('default')?.expression.at ?? block.header
      return value === undefined ? [] : [[name, root.evaluation.modelled(value, at)]]
    }),
  )

const localsOf = (root: ModuleInstance): ReadonlyMap<string, Value> =>
  new Map(
    [...root.tree.config.locals].flatMap(([name, { expression }]) => {
      const value = root.require(root.local(name))
      return value === undefined ? [] : [[name, root.evaluation.modelled(value, expression.at)]]
    }),
  )

const outputsOf = (root: ModuleInstance): ReadonlyMap<string, EvaluatedOutput> =>
  new Map(
    [...root.tree.config.outputs].flatMap(([name, block]) => {
      const { body, header } = block
      const value = root.require(root.output(name))
      if (value === undefined) return []
      if (declaredFlag(root.evaluation, block, 'sensitive') !== true && isDeeplySensitive(value))
        root.evaluation.report({
          severity: 'error',
          summary: 'Output refers to sensitive values',
          detail: `Output "${name}" holds a sensitive value. If it is meant to be one, add sensitive = true.`,
          at: header,
        })
      const at = body.attributes.get('value')?.expression.at ?? header
      return [[name, { value: root.evaluation.modelled(value, at) }]]
    }),
  )

const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  [...diagnostics].sort(
    (one, other) =>
      (one.at.file < other.at.file ? -1 : one.at.file > other.at.file ? 1 : 0) ||
      one.at.start.line - other.at.start.line ||
      one.at.start.column - other.at.start.column,
  )
