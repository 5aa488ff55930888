import type { TracePair } from '../model/analysis.ts'
import { type Failure, failuresOf, type Hop, type Stage, type Trace } from '../model/trace.ts'

/** How a request fares at one stage of its way. `behind` failures count: they wait there once the ones before are mended. */
export type StageOutcome =
  | { readonly kind: 'passes'; readonly hop: Hop }
  | { readonly kind: 'fails'; readonly failure: Failure }
  | { readonly kind: 'undetermined'; readonly hop: Hop; readonly trace: Trace }
  | { readonly kind: 'not-reached' }

export const outcomeAt = (trace: Trace, stage: Stage): StageOutcome => {
  const failure = failuresOf(trace).find(candidate => candidate.stage === stage)
  if (failure) return { kind: 'fails', failure }
  const hops = trace.hops.filter(candidate => candidate.stage === stage)
  const open = hops.find(({ outcome }) => outcome === 'undetermined')
  if (open) return { kind: 'undetermined', hop: open, trace }
  const [hop] = hops
  return hop ? { kind: 'passes', hop } : { kind: 'not-reached' }
}

/** A request that fares worse in production than in staging at one stage. */
export interface Divergence {
  readonly pair: TracePair
  readonly staging: StageOutcome
  readonly production: Extract<StageOutcome, { kind: 'fails' | 'undetermined' }>
  /** Staging surely passes this stage. */
  readonly isRehearsed: boolean
}

/** Where production fails, or may fail, at a stage at which staging does not fail too. */
export function* divergencesAt(traces: readonly TracePair[], stage: Stage): Iterable<Divergence> {
  for (const pair of traces) {
    const production = outcomeAt(pair.production, stage)
    if (production.kind !== 'fails' && production.kind !== 'undetermined') continue
    const staging = outcomeAt(pair.staging, stage)
    if (staging.kind === 'fails') continue
    if (production.kind === 'undetermined' && staging.kind !== 'passes') continue
    yield { pair, staging, production, isRehearsed: staging.kind === 'passes' }
  }
}

/** What decides an outcome that could not be given. */
export const decidersAt = ({ trace }: Extract<StageOutcome, { kind: 'undetermined' }>) =>
  trace.disposition.kind === 'undetermined' ? trace.disposition.decides : []
