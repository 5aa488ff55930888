import { numberType, stringType } from '../type.ts'
import { notNull, unknownBecause } from '../value-constructors.ts'
import type { HclFunction, Parameter } from './define-function.ts'
import { defineFunction } from './define-function.ts'

/** Functions whose result differs from run to run: never known beforehand. */
const impure = (name: string, params: readonly Parameter[] = [], variadic?: Parameter): HclFunction =>
  defineFunction({
    name,
    params,
    ...(variadic === undefined ? {} : { variadic }),
    returns: stringType,
    call: () => unknownBecause(stringType, { kind: 'impure', names: `${name}()` }, notNull),
  })

export const impureFunctions: readonly HclFunction[] = [
  impure('timestamp'),
  impure('plantimestamp'),
  impure('uuid'),
  impure('bcrypt', [{ name: 'str', type: stringType }], { name: 'cost', type: numberType }),
]
