import { EvaluationFailure } from './evaluation-failure.ts'

/** What a node costs, in units of about one character of output. */
const nodeCost = 8
const defaultUnits = 32_000_000
const maxDepth = 1000

/** Bounds what evaluation may cost, so that hostile input ends. One budget may serve one expression or everything of a root module. */
export class EvaluationBudget {
  private left: number
  private depth = 0

  constructor(units = defaultUnits) {
    this.left = units
  }

  /** About characters or elements that are produced or walked. Throws when there is nothing left. */
  spend(units: number): void {
    this.left -= units
    if (this.left < 0)
      throw new EvaluationFailure(
        'Evaluation too expensive',
        'This takes more steps or gives a larger result than sotsu evaluates. Make the collections or texts smaller.',
        undefined,
        'exhausted',
      )
  }

  enter(): void {
    this.spend(nodeCost)
    if (++this.depth > maxDepth)
      throw new EvaluationFailure(
        'Evaluation too deep',
        `Expressions and the values that they refer to nest more than ${maxDepth} levels deep.`,
        undefined,
        'exhausted',
      )
  }

  leave(): void {
    this.depth--
  }

  /** How deep evaluation is, to come back to after a failure was caught. */
  mark(): number {
    return this.depth
  }
  reset(depth: number): void {
    this.depth = depth
  }
}
