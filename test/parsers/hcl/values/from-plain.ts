import fc from 'fast-check'
import { fromFloat64 } from '../../../../src/parsers/hcl/number.ts'
import type { HclValue } from '../../../../src/parsers/hcl/value.ts'
import {
  knownBool,
  knownNumber,
  knownString,
  nullOf,
  objectOf,
  tupleOf,
} from '../../../../src/parsers/hcl/value-constructors.ts'

/** The value that an HCL literal of this data has: arrays are tuples, objects objects. */
export const fromPlain = (value: unknown): HclValue => {
  if (typeof value === 'string') return knownString(value)
  if (typeof value === 'number') return knownNumber(fromFloat64(value) ?? 0)
  if (typeof value === 'boolean') return knownBool(value)
  if (Array.isArray(value)) return tupleOf(value.map(fromPlain))
  if (value === null || typeof value !== 'object') return nullOf()
  return objectOf(Object.entries(value).map(([key, item]) => [key, fromPlain(item)] as const))
}

/** Any data that a literal can have, small. */
export const plainValue: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('', 'a', 'b', '1', 'true', 'é', 'z\u{1f44d}'),
    fc.constantFrom(0, -0, 1, 2, -1, 1.5, 1e21),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
})).value
