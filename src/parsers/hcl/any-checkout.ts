import type { HclFunction } from './functions/define-function.ts'
import type { FunctionContext } from './functions/function-context.ts'
import { FunctionError } from './functions/function-error.ts'
import { jsonText } from './functions/json-text.ts'
import { withMarks } from './marks.ts'
import { stringType } from './type.ts'
import type { HclValue } from './value.ts'
import { isWhollyKnown, stringOf } from './value-access.ts'
import { knownString, notNull, unknownBecause, unknownOf } from './value-constructors.ts'

const names = 'the path of the checkout'

/** A path below the directory that the repository is checked out in, which only the machine knows that Terraform runs on. */
export const pathInCheckout = (path: string): HclValue => {
  const checkout = unknownBecause(stringType, { kind: 'outside', names }, notNull)
  if (path === '') return checkout
  return unknownOf(stringType, { kind: 'template', parts: [checkout, knownString(`/${path}`)] }, notNull)
}

/** Places that a repository may be checked out in, of different depths and with names that nothing looks for. */
const checkouts = ['/\u2039a\u203a', '/\u2039b\u203a/\u2039c\u203a', '/\u2039d\u203a/\u2039e\u203a/\u2039f\u203a']

const isCheckout = (value: HclValue): boolean =>
  value.state === 'unknown' && value.cause.kind === 'reason' && value.cause.why.names === names

/** Whether nothing but the place of the checkout is unknown about a text. */
const waitsForCheckout = (value: HclValue): boolean =>
  isCheckout(value) ||
  (value.state === 'unknown' &&
    value.cause.kind === 'template' &&
    value.cause.parts.every(part => stringOf(part) !== undefined || isCheckout(part)))

const placedIn = (checkout: string, value: HclValue): HclValue => {
  if (isCheckout(value)) return knownString(checkout, value.marks)
  if (value.state !== 'unknown' || value.cause.kind !== 'template') return value
  return knownString(value.cause.parts.map(part => stringOf(part) ?? checkout).join(''), value.marks)
}

/**
 * The result of a function that is the same wherever the repository is checked out, as the name of a directory inside it is; or a path below
 * that place.
 */
export const callInAnyCheckout = (
  found: HclFunction,
  given: readonly HclValue[],
  context: FunctionContext,
): HclValue | undefined => {
  if (!given.some(waitsForCheckout)) return undefined
  const results = checkouts.map(checkout => callIn(checkout, found, given, context))
  const [first] = results
  const below = results.map((value, index) => tailOf(stringOf(value), checkouts[index] ?? ''))
  const [tail] = below
  if (first !== undefined && tail !== undefined && below.every(other => other === tail))
    return withMarks(pathInCheckout(tail), first.marks)
  const texts = results.map(value =>
    value !== undefined && isWhollyKnown(value) ? jsonText(value, units => context.budget.spend(units)) : undefined,
  )
  const [text] = texts
  return text !== undefined && !text.includes('\u2039') && texts.every(other => other === text) ? first : undefined
}

/** What follows the place of the checkout in a path. */
const tailOf = (text: string | undefined, checkout: string): string | undefined => {
  if (text === checkout) return ''
  const tail = text?.startsWith(`${checkout}/`) ? text.slice(checkout.length + 1) : undefined
  return tail?.includes('\u2039') ? undefined : tail
}

const callIn = (
  checkout: string,
  found: HclFunction,
  given: readonly HclValue[],
  context: FunctionContext,
): HclValue | undefined => {
  try {
    return found.call(
      given.map(value => (waitsForCheckout(value) ? placedIn(checkout, value) : value)),
      context,
    )
  } catch (error) {
    if (error instanceof FunctionError) return undefined
    throw error
  }
}
