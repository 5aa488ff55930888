import type { Analysis, ComparisonResult, JourneyOutcome } from '../model/analysis.ts'
import { marks } from './text/paint.ts'

/** A journey as it fares on both sides of a comparison. */
export interface JourneyPair {
  readonly journey: string
  /** Absent: the environment has no host for it. */
  readonly staging?: JourneyOutcome
  readonly production?: JourneyOutcome
}

/** The journeys of a comparison, in the order of the configuration. */
export const journeysOf = (
  { journeys = [] }: Pick<Analysis, 'journeys'>,
  { staging, production }: Pick<ComparisonResult, 'staging' | 'production'>,
): readonly JourneyPair[] =>
  [...new Set(journeys.map(({ journey }) => journey))].flatMap(journey => {
    const of = (name: string) => journeys.find(one => one.journey === journey && one.environment === name)
    const pair = { staging: of(staging), production: of(production) }
    if (!pair.staging && !pair.production) return []
    return [
      {
        journey,
        ...(pair.staging ? { staging: pair.staging } : {}),
        ...(pair.production ? { production: pair.production } : {}),
      },
    ]
  })

const outcomeMarks = { works: marks.ok, fails: marks.error, undetermined: marks.undetermined } as const

/** A dash where the environment has no host for it. */
export const markOfJourney = (outcome: JourneyOutcome | undefined): string =>
  outcome ? outcomeMarks[outcome.outcome] : '-'
