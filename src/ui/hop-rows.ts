import type { Hop, Stage, Trace } from '../model/trace.ts'

/** What one environment does at one place of the path. `next`: a failure behind the first, told by hypothesis. */
export type Lane =
  | { readonly kind: 'hop'; readonly hop: Hop }
  | { readonly kind: 'next'; readonly hop: Hop }
  | { readonly kind: 'not-reached' }
  | { readonly kind: 'absent' }

/** The same place of the path in both environments. */
export interface HopRow {
  readonly stage: Stage
  readonly staging: Lane
  readonly production: Lane
}

export interface HopTable {
  readonly rows: readonly HopRow[]
  /** Index of the row at which the two traces part; undefined when they end alike. */
  readonly parting: number | undefined
}

export const stages: readonly Stage[] = ['dns', 'edge', 'tls', 'route', 'action', 'target', 'token']

const lanesAt = (trace: Trace, stage: Stage): readonly Lane[] => [
  ...trace.hops.filter(hop => hop.stage === stage).map(hop => ({ kind: 'hop', hop }) as const),
  ...trace.behind.filter(failure => failure.stage === stage).map(({ hop }) => ({ kind: 'next', hop }) as const),
]

const endsAt = (trace: Trace): number => {
  const last = trace.hops.at(-1)
  return last === undefined || last.outcome === 'passes' ? stages.length : stages.indexOf(last.stage)
}

const endsAlike = (staging: Trace, production: Trace): boolean => {
  const [one, other] = [staging.disposition, production.disposition]
  if (one.kind !== other.kind) return false
  if (one.kind === 'answered' && other.kind === 'answered') return one.status === other.status
  if (one.kind === 'redirected' && other.kind === 'redirected') return one.status === other.status
  return true
}

const outcomeOf = (lane: Lane): string => (lane.kind === 'hop' ? lane.hop.outcome : lane.kind)

const partingOf = (rows: readonly HopRow[]): number | undefined => {
  const stops = rows.findIndex(({ staging, production }) => {
    const outcomes = [outcomeOf(staging), outcomeOf(production)]
    return outcomes[0] !== outcomes[1] && outcomes.some(outcome => outcome === 'fails' || outcome === 'undetermined')
  })
  if (stops >= 0) return stops
  const alone = rows.findIndex(({ staging, production }) => outcomeOf(staging) !== outcomeOf(production))
  if (alone >= 0) return alone
  const last = rows.findLastIndex(({ stage }) => stage === 'route' || stage === 'action' || stage === 'target')
  return last < 0 ? undefined : last
}

/** Two traces of one request, place by place. */
export const hopTable = (staging: Trace, production: Trace): HopTable => {
  const rows = stages.flatMap((stage, order) => {
    const [left, right] = [lanesAt(staging, stage), lanesAt(production, stage)]
    const missing = (trace: Trace): Lane => ({ kind: order > endsAt(trace) ? 'not-reached' : 'absent' })
    return Array.from(
      { length: Math.max(left.length, right.length) },
      (_, index): HopRow => ({
        stage,
        staging: left[index] ?? missing(staging),
        production: right[index] ?? missing(production),
      }),
    )
  })
  return { rows, parting: endsAlike(staging, production) ? undefined : partingOf(rows) }
}
