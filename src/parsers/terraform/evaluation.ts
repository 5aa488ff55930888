import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { startOf } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'
import { unknown } from '../../model/value.ts'
import { EvaluationBudget } from '../hcl/evaluation-budget.ts'
import type { FunctionContext } from '../hcl/functions/function-context.ts'
import { toModelValue } from '../hcl/to-model-value.ts'
import { dynamicType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { unknownBecause } from '../hcl/value-constructors.ts'
import { filesBelow } from './files-below.ts'
import type { GivenValue } from './given-values.ts'
import type { Node } from './node.ts'
import { withoutSketches } from './registry/without-sketches.ts'
import { sizeOf } from './value-size.ts'

const maximumModuleInstances = 5000
const maximumResourceInstances = 50_000
const maximumParts = 100_000
const maximumDepth = 300
const maximumModelledParts = 1_000_000
const tooExpensive = 'Evaluation too expensive'
const toleratedExhaustions = 2
const smallBudget = 100_000

/** What all module instances of one root module share. */
export class Evaluation {
  readonly tree: SourceTree
  /** Directory of the root module. */
  readonly directory: string
  /** Id of the source: what addresses of its resources begin with. */
  readonly source: string
  readonly workspace: string
  readonly region: Value | undefined
  readonly account: string | undefined
  readonly salt: string
  readonly given: ReadonlyMap<string, GivenValue>
  readonly files: Pick<FunctionContext, 'readFile' | 'listFiles' | 'directory'>
  private readonly found = new Map<string, Diagnostic>()
  /** Values may have passed through a module that a sketch stands for. */
  hasSketches = false
  private exhausted = 0
  private modelledParts = 0
  private moduleInstances = 0
  private resourceInstances = 0

  constructor(options: {
    readonly tree: SourceTree
    readonly directory: string
    readonly source: string
    readonly workspace: string
    readonly region: Value | undefined
    readonly account: string | undefined
    readonly salt: string
    readonly given: ReadonlyMap<string, GivenValue>
  }) {
    this.tree = options.tree
    this.directory = options.directory
    this.source = options.source
    this.workspace = options.workspace
    this.region = options.region
    this.account = options.account
    this.salt = options.salt
    this.given = options.given
    this.files = filesBelow(options.tree, options.directory)
  }

  /** The same trouble at the same place, as several instances of a module have it, counts once. */
  readonly report = (diagnostic: Diagnostic): void => {
    const { at, summary, detail } = diagnostic
    const key = JSON.stringify([at.file, at.start.line, summary, detail])
    if (summary === tooExpensive) this.exhausted += 1
    if (!this.found.has(key)) this.found.set(key, diagnostic)
  }

  /** Of something that may not exist. */
  readonly reportTentatively = (diagnostic: Diagnostic): void => this.report({ ...diagnostic, severity: 'warning' })

  readonly reportCycle = (members: readonly Node<unknown>[]): void => {
    const first = members[0]
    if (first === undefined) return
    const shown = members.slice(0, 10).map(({ name }) => name)
    this.report({
      severity: 'error',
      summary: 'Cycle',
      detail: `These need each other, so that none of them can be evaluated: ${shown.join(', ')}${members.length > shown.length ? ', …' : ''}. Break the circle at one of them.`,
      at: first.at,
    })
  }

  /** What one expression may cost. A configuration that has used up several budgets gets small ones from then on. */
  budget(): EvaluationBudget {
    return this.exhausted < toleratedExhaustions ? new EvaluationBudget() : new EvaluationBudget(smallBudget)
  }

  /** The value, or an unknown in its place when it is too large to be worked with: built of itself over and over. */
  bounded(value: HclValue, at: SourceLocation): HclValue {
    const { parts, depth } = sizeOf(value)
    if (parts <= maximumParts && depth <= maximumDepth) return value
    this.report({
      severity: 'error',
      summary: 'Value too large',
      detail: `This value has more than ${maximumParts} parts, or nests more than ${maximumDepth} levels deep. Make it smaller.`,
      at,
    })
    return unknownBecause(dynamicType, { kind: 'unsupported', names: 'a value that is too large' }, {}, value.marks)
  }

  /** The value as the rest of sotsu sees it. */
  modelled(value: HclValue, at: SourceLocation): Value {
    const bounded = this.bounded(value, at)
    this.modelledParts += sizeOf(bounded).parts
    if (this.modelledParts <= maximumModelledParts) {
      const modelled = toModelValue(bounded, at, this.salt)
      return this.hasSketches ? withoutSketches(modelled, at) : modelled
    }
    const names = 'a value beyond what is kept of one root module'
    this.report({
      severity: 'error',
      summary: 'Too many values',
      detail: `The values of this root module have more than ${maximumModelledParts} parts in all; what comes after is left out.`,
      at: startOf(this.directory),
    })
    return unknown({ kind: 'unsupported', names }, { at, origins: [] })
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.found.values()]
  }

  /** Whether that many more instances may be made. */
  takeModules(count: number): boolean {
    this.moduleInstances += count
    return this.moduleInstances <= maximumModuleInstances
  }
  takeResources(count: number): boolean {
    this.resourceInstances += count
    return this.resourceInstances <= maximumResourceInstances
  }
}
