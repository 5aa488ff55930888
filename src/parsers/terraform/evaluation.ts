import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'
import { EvaluationBudget } from '../hcl/evaluation-budget.ts'
import type { FunctionContext } from '../hcl/functions/function-context.ts'
import { filesBelow } from './files-below.ts'
import type { GivenValue } from './given-values.ts'
import type { Node } from './node.ts'

const maximumModuleInstances = 5000
const maximumResourceInstances = 50_000
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
  readonly files: Pick<FunctionContext, 'readFile' | 'listFiles'>
  private readonly found = new Map<string, Diagnostic>()
  private exhausted = 0
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
