import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Decider, Disposition, Failure, Hop, NearestMiss, Request } from '../model/trace.ts'
import type { Address } from '../model/value.ts'

/** What another environment's trace tells about the way this request should take; used only to look behind a failure. */
export interface TraceHints {
  /** The service that should answer. */
  readonly service?: Address
  /** Note what is decided after something that is not known, too: the disposition stays open, the hops go on. */
  readonly isPastDoubts?: boolean
}

/** A request under way. Hops are collected up to the first stop; after it, what fails goes behind. */
export interface Walk {
  readonly model: EnvironmentModel
  readonly request: Request
  readonly hints: TraceHints
  readonly hops: Hop[]
  readonly behind: Failure[]
  /** Set by the first hop that fails, cannot be decided, or ends the way. */
  disposition: Disposition | undefined
  rule: number | 'default' | null
  nearestMiss: NearestMiss | undefined
  service: Address | undefined
}

export const startWalk = (model: EnvironmentModel, request: Request, hints: TraceHints): Walk => ({
  model,
  request,
  hints,
  hops: [],
  behind: [],
  disposition: undefined,
  rule: null,
  nearestMiss: undefined,
  service: undefined,
})

/** Whether what happens now belongs to the way that is walked: nothing has stopped it, or only a doubt has and the walk goes on. */
const isUnderWay = ({ disposition, hints }: Walk): boolean =>
  disposition === undefined || (hints.isPastDoubts === true && disposition.kind === 'undetermined')

export const pass = (walk: Walk, hop: Omit<Hop, 'outcome'>): void => {
  if (isUnderWay(walk)) walk.hops.push({ ...hop, outcome: 'passes' })
}

/** The way fails here; the caller goes on as if it were mended. */
export const fail = (walk: Walk, hop: Omit<Hop, 'outcome'>, disposition: Disposition): void => {
  const failed: Hop = { ...hop, outcome: 'fails' }
  if (walk.disposition === undefined) {
    walk.hops.push(failed)
    walk.disposition = disposition
  } else walk.behind.push({ stage: hop.stage, disposition, hop: failed })
}

/** It cannot be told whether the way goes on here. */
export const doubt = (walk: Walk, hop: Omit<Hop, 'outcome'>, decides: readonly Decider[]): void => {
  if (!isUnderWay(walk)) return
  walk.hops.push({ ...hop, outcome: 'undetermined' })
  walk.disposition ??= { kind: 'undetermined', decides }
}

/** The way ends here, for good. */
export const end = (walk: Walk, hop: Omit<Hop, 'outcome'>, disposition: Disposition): void => {
  if (!isUnderWay(walk)) return
  walk.hops.push({ ...hop, outcome: 'passes' })
  walk.disposition ??= disposition
}
