import type { HclValue } from './value.ts'

/** A name that a `for` has bound, the variables of a template file, or (named `*`) the element of a splat. */
export interface Frame {
  readonly name: string
  readonly value: HclValue
  readonly outer: Frame | undefined
}

export const lookUp = (frame: Frame | undefined, name: string): HclValue | undefined => {
  for (let current = frame; current !== undefined; current = current.outer)
    if (current.name === name) return current.value
  return undefined
}

export const bind = (outer: Frame | undefined, name: string | undefined, value: HclValue): Frame | undefined =>
  name === undefined ? outer : { name, value, outer }

/** No identifier. */
export const splatItem = '*'
