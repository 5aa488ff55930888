import { EvaluationFailure } from './evaluation-failure.ts'

/** What a node costs, in units of about one character of output. */
const nodeCost = 8
/** What a failure costs that something catches: throwing is slow. */
const failureCost = 200
const unitsOfExpression = 12_000_000
const unitsInAll = 1_000_000_000
const maxDepth = 1000

/**
 * Bounds what evaluation may cost, so that hostile input ends: each expression that is asked for, with all that it needs (one or two
 * seconds), and everything that shares the budget together.
 */
export class EvaluationBudget {
  private left: number
  private reserve: number
  private readonly share: number
  private depth = 0

  constructor(share = unitsOfExpression, total = unitsInAll) {
    this.share = share
    this.left = 0
    this.reserve = total
  }

  /** A new expression begins, unless one is being evaluated that needs it. */
  begin(): void {
    if (this.depth > 0) return
    this.reserve += this.left
    this.left = Math.min(this.share, this.reserve)
    this.reserve -= this.left
  }

  /** About characters or elements that are produced or walked. Throws when there is nothing left. */
  spend(units: number): void {
    this.left -= units
    if (this.left < 0) {
      this.left = 0
      throw new EvaluationFailure(
        'Evaluation too expensive',
        'This takes more steps or gives a larger result than sotsu evaluates. Make the collections or texts smaller.',
        undefined,
        'exhausted',
      )
    }
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
  /** A failure was caught, and evaluation goes on where it was this deep. */
  recover(depth: number): void {
    this.depth = depth
    this.spend(failureCost)
  }
}
