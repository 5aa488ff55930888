import type { UiContext } from './context.ts'
import type { UiState } from './state.ts'
import { analysisOf } from './state.ts'

export interface ComparisonChoice {
  readonly staging: string
  readonly production: string
  /** Of a comparison that has been made. */
  readonly index: number | undefined
  readonly findings: number | undefined
}

/** The comparisons there are, then every other pair of environments, where those can be compared too. */
export const comparisonChoices = (state: UiState, { canCompare }: UiContext): readonly ComparisonChoice[] => {
  const { comparisons = [], environments = [] } = analysisOf(state) ?? {}
  const made = comparisons.map(({ staging, production, findings }, index): ComparisonChoice => {
    return { staging, production, index, findings: findings.length }
  })
  if (!canCompare) return made
  const names = environments.map(({ name }) => name)
  const others = names.flatMap(staging =>
    names
      .filter(production => production !== staging)
      .filter(production => !made.some(pair => pair.staging === staging && pair.production === production))
      .map((production): ComparisonChoice => ({ staging, production, index: undefined, findings: undefined })),
  )
  return [...made, ...others]
}
