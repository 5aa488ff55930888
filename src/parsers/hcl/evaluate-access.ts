import { getAttribute, getIndex } from './access-value.ts'
import type { AttributeAccess, Expression, Index, Variable } from './ast.ts'
import { literalText } from './ast.ts'
import type { Evaluation } from './evaluate.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import { lookUp } from './frame.ts'
import type { Step } from './scope.ts'
import type { HclValue } from './value.ts'

type Access = AttributeAccess | Index

interface Traversal {
  /** The innermost object. */
  readonly root: Expression
  /** The attributes and indexes behind it, in the order in which they apply. */
  readonly chain: readonly Access[]
  /** The steps at the start of the chain that are written out. */
  readonly steps: readonly Step[]
}

const traversals = new WeakMap<Expression, Traversal>()

/** Taken apart once: every environment, and every instance of a module, evaluates the same expression. */
export const traversalOf = (expression: Expression): Traversal => {
  const known = traversals.get(expression)
  if (known !== undefined) return known
  const chain: Access[] = []
  let root = expression
  while (root.kind === 'attribute' || root.kind === 'index') {
    chain.push(root)
    root = root.object
  }
  chain.reverse()
  const traversal = { root, chain, steps: stepsOf(chain) }
  traversals.set(expression, traversal)
  return traversal
}

const stepsOf = (chain: readonly Access[]): readonly Step[] => {
  const steps: Step[] = []
  for (const access of chain) {
    if (access.kind === 'attribute') steps.push({ kind: 'attribute', name: access.name })
    else if (access.key.kind === 'number') steps.push({ kind: 'index', key: Number(access.key.text) })
    else {
      const key = literalText(access.key)
      if (key === undefined) break
      steps.push({ kind: 'index', key })
    }
  }
  return steps
}

export const evaluateAccess = (
  evaluation: Evaluation,
  expression: Variable | Access,
  frame: Frame | undefined,
): HclValue => {
  const { root, chain, steps } = traversalOf(expression)
  let value: HclValue | undefined
  let used = 0
  if (root.kind === 'variable') {
    value = lookUp(frame, root.name)
    if (value === undefined) {
      const resolution = evaluation.scope.resolve(root.name, steps)
      if (resolution.kind === 'invalid')
        throw new EvaluationFailure(resolution.summary, resolution.detail, expression.at, 'static')
      value = resolution.value
      used = resolution.used
    }
  } else value = evaluation.evaluate(root, frame)
  for (const access of used === 0 ? chain : chain.slice(used)) {
    value =
      access.kind === 'attribute'
        ? getAttribute(value, access.name, access.at)
        : getIndex(value, evaluation.evaluate(access.key, frame), access.at)
  }
  return value
}
