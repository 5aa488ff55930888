import { ConversionError, canConvert, conversionBetween } from './conversion.ts'
import { mismatch } from './mismatch.ts'
import type { Type } from './type.ts'
import { sameType, withoutOptional } from './type.ts'
import type { HclValue } from './value.ts'

export { ConversionError } from './conversion.ts'

/** The value as one of the wanted type. Throws a ConversionError where Terraform refuses, with its words. */
export const convert = (value: HclValue, wanted: Type): HclValue => {
  if (wanted.kind === 'dynamic' || sameType(value.type, withoutOptional(wanted))) return value
  const conversion = conversionBetween(value.type, wanted, true)
  if (conversion === undefined) throw new ConversionError(mismatch(value.type, wanted))
  return conversion(value)
}

/** The value as one of the wanted type, or `undefined` where it cannot be. */
export const tryConvert = (value: HclValue, wanted: Type): HclValue | undefined => {
  if (!canConvert(value.type, wanted, true)) return undefined
  try {
    return convert(value, wanted)
  } catch (error) {
    if (error instanceof ConversionError) return undefined
    throw error
  }
}
