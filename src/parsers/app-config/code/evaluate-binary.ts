import type { Value } from '../../../model/value.ts'
import { isAbsent, joinText, textOf, unresolved } from '../read-value.ts'
import type { Evaluate } from './code-scope.ts'
import { describe } from './describe-code.ts'
import type { Code, Language } from './expression.ts'
import { format } from './methods.ts'

/** Operators that settings pass through: defaults, joins, comparisons. `undefined`: any other. */
export const evaluateBinary = (
  code: Extract<Code, { kind: 'binary' }>,
  language: Language | undefined,
  evaluate: Evaluate,
): Value | undefined => {
  const { operator } = code
  const at = code.source.at(code.start, code.end)
  const left = evaluate(code.left)
  const right = (): Value => evaluate(code.right) ?? unresolved('unsupported', describe(code.right), at)
  const isNull = left?.kind === 'known' && left.value === null
  if (operator === '||' || operator === 'or') {
    const falsy =
      isAbsent(left) ||
      (left?.kind === 'known' &&
        (left.value === false || left.value === null || left.value === 0 || (left.value === '' && language !== 'ruby')))
    return falsy || left === undefined ? right() : left
  }
  if (operator === '??' || operator === '?:') return isAbsent(left) || isNull || left === undefined ? right() : left
  if (operator === '&&' || operator === 'and') {
    if (left?.kind === 'known') return left.value ? right() : left
    return isAbsent(left) && left !== undefined ? left : undefined
  }
  const other = right()
  const [one, two] = [textOf(left), textOf(other)]
  if (/^[!=]==?$/.test(operator)) {
    if (one === undefined || two === undefined) return undefined
    return {
      kind: 'known',
      value: (one === two) === operator.startsWith('='),
      from: { at: at, origins: [] },
    }
  }
  if (operator === '+' && left?.kind === 'list' && other.kind === 'list')
    return { ...left, items: [...left.items, ...other.items] }
  if (operator === '+' && left !== undefined) return joinText([left, other], at)
  if (operator === '%' && left !== undefined && one !== undefined)
    return format(left, one, other.kind === 'list' ? other.items : [other], at)
  return undefined
}
