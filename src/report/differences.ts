import type { ComparisonResult } from '../model/analysis.ts'
import type { Phrases } from './phrases.ts'

/** How many differences there are, how many an input explains, and from how many roots the others flow. */
export const differencesText = ({ differences, roots = [] }: ComparisonResult, phrases: Phrases): string => {
  const { total, explained, mattering } = differences
  return phrases.differences(total, explained, mattering, roots.filter(root => root.matters && root.count > 0).length)
}
