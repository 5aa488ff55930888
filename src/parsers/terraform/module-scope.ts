import { normalizePath } from '../../model/source-tree.ts'
import type { Expression } from '../hcl/ast.ts'
import { evaluate } from '../hcl/evaluate.ts'
import { functionTable } from '../hcl/functions/index.ts'
import { ephemeralMarks, withMarks } from '../hcl/marks.ts'
import type { Resolution, Scope, Step } from '../hcl/scope.ts'
import { stringType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { knownBool, knownString, unknownBecause } from '../hcl/value-constructors.ts'
import { checkReference, type ReferenceTrouble, resourceNamed } from './check-reference.ts'
import type { ExpressionScope } from './expression-scope.ts'
import type { ModuleInstance } from './module-instance.ts'

/** How expressions in a module instance see what it declares. */
export const moduleScope = (module: ModuleInstance): ExpressionScope =>
  new BoundScope(module, new Map(), module.existence.exists !== 'yes')

class BoundScope implements ExpressionScope {
  private readonly module: ModuleInstance
  private readonly names: ReadonlyMap<string, HclValue>
  private readonly isTentative: boolean

  constructor(module: ModuleInstance, names: ReadonlyMap<string, HclValue>, isTentative: boolean) {
    this.module = module
    this.names = names
    this.isTentative = isTentative
  }

  tentatively(): ExpressionScope {
    return new BoundScope(this.module, this.names, true)
  }

  with(names: Iterable<readonly [string, HclValue]>): ExpressionScope {
    const more = [...names]
    return more.length === 0 ? this : new BoundScope(this.module, new Map([...this.names, ...more]), this.isTentative)
  }

  evaluate(expression: Expression): HclValue {
    return evaluate(expression, new ScopeOfOne(this.module, this.names, this.isTentative))
  }
}

/** The scope of one expression, which has a budget of its own. There are thousands: a class makes no functions for each. */
class ScopeOfOne implements Scope {
  readonly functions = functionTable
  declare readonly isLenient?: true
  readonly files: Scope['files']
  readonly budget: Scope['budget']
  readonly report: Scope['report']
  private readonly module: ModuleInstance
  private readonly names: ReadonlyMap<string, HclValue>

  constructor(module: ModuleInstance, names: ReadonlyMap<string, HclValue>, isTentative: boolean) {
    this.files = module.evaluation.files
    this.budget = module.evaluation.budget()
    this.report = isTentative ? module.reportTentatively : module.report
    this.module = module
    this.names = names
    if (module.tree.config.isSketch === true) this.isLenient = true
  }

  resolve(root: string, steps: readonly Step[]): Resolution {
    const bound = this.names.get(root)
    return bound === undefined ? resolveIn(this.module, root, steps) : { kind: 'value', value: bound, used: 0 }
  }

  check(root: string, steps: readonly Step[]): ReferenceTrouble | undefined {
    const isBound = this.names.has(root)
    if (isBound && root !== 'each' && root !== 'count') return undefined
    return checkReference(this.module.tree, root, attributeNames(steps), { each: isBound, count: isBound })
  }
}

const attributeNames = (steps: readonly Step[]): readonly string[] =>
  steps.filter(step => step.kind === 'attribute').map(({ name }) => name)

const nothing = (root: string): Resolution => ({
  kind: 'invalid',
  summary: 'Invalid reference',
  detail: `Nothing is declared that "${root}" could stand for here.`,
})

const resolveIn = (module: ModuleInstance, root: string, steps: readonly Step[]): Resolution => {
  const first = steps[0]
  const second = steps[1]
  if (first?.kind !== 'attribute') return nothing(root)
  const found = (value: HclValue | undefined): Resolution =>
    value === undefined ? nothing(`${root}.${first.name}`) : { kind: 'value', value, used: 1 }
  switch (root) {
    case 'var':
      return found(module.require(module.variable(first.name)))
    case 'local':
      return found(module.require(module.local(first.name)))
    case 'path':
      return found(pathValue(module, first.name))
    case 'terraform':
      return found(first.name === 'workspace' ? knownString(module.evaluation.workspace) : knownBool(false))
    case 'module': {
      const call = module.require(module.call(first.name))
      if (call === undefined) return nothing(`${root}.${first.name}`)
      const { value, used } = call.repeated.select(second)
      return { kind: 'value', value, used: 1 + used }
    }
    default:
      return resolveResource(module, root, steps)
  }
}

const resolveResource = (module: ModuleInstance, root: string, steps: readonly Step[]): Resolution => {
  const names = attributeNames(steps)
  const key = resourceNamed(root, names)
  const result = key === undefined ? undefined : module.require(module.resource(key))
  if (result === undefined) return nothing(key ?? root)
  const ownSteps = root === 'data' || root === 'ephemeral' || root === 'resource' ? 2 : 1
  const { value, used } = result.repeated.select(steps[ownSteps])
  const found = root === 'ephemeral' ? withMarks(value, ephemeralMarks) : value
  return { kind: 'value', value: found, used: ownSteps + used }
}

/** Where Terraform runs is the root module's directory; where that is on the machine that runs it is not known. */
const pathValue = (module: ModuleInstance, name: string): HclValue => {
  if (name === 'root') return knownString('.')
  if (name === 'module') return knownString(relativePath(module.evaluation.directory, module.tree.config.directory))
  return unknownBecause(stringType, { kind: 'outside', names: 'path.cwd' }, { notNull: true })
}

const relativePath = (from: string, to: string): string => {
  const start = (normalizePath(from) ?? from).split('/').filter(Boolean)
  const end = (normalizePath(to) ?? to).split('/').filter(Boolean)
  let shared = 0
  while (shared < start.length && start[shared] === end[shared]) shared += 1
  const path = [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/')
  return path === '' ? '.' : path
}
