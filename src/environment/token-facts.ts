import type { Patterns } from '../model/entity.ts'
import type { EvaluatedSetting } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'

/** What a piece of infrastructure says about tokens. Absent lists are empty. */
export interface TokenFacts {
  readonly accepted?: readonly Value[]
  readonly minted?: readonly Value[]
  readonly audiences?: readonly Value[]
  readonly jwks?: readonly Value[]
  /** Under the names that its tool has for them: `callback_urls[0]`. */
  readonly settings?: readonly EvaluatedSetting[]
}

/** The members of a list, or the value that hides them. */
export const listed = (given: Patterns | undefined): readonly Value[] =>
  given === undefined ? [] : 'unknown' in given ? [given.unknown] : given

/** A list as settings, one for each member. */
export const numbered = (name: string, given: Patterns | undefined): readonly EvaluatedSetting[] =>
  listed(given).map((value, index) => ({ key: `${name}[${index}]`, value }))
