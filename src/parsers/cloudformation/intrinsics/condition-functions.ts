import type { Intrinsic } from '../stack.ts'

/** Condition functions give no value of a property; they belong to Conditions and Rules. */
export const onlyInConditions =
  (name: string): Intrinsic =>
  (_argument, at, scope) =>
    scope.invalid(
      at,
      `${name} outside Conditions`,
      `${name} may stand in Conditions and Rules only. Name a condition in Fn::If.`,
    )
