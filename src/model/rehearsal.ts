import type { Decider, Request, Stage, Trace } from './trace.ts'

/** Production's request paths, and how many of them staging exercises with the same decisions. */
export interface Rehearsal {
  readonly paths: number
  readonly rehearsed: number
  /** The others, one by one. */
  readonly unrehearsed?: readonly UnrehearsedPath[]
}

/** A path of production that nothing in staging rehearses. */
export interface UnrehearsedPath {
  /** A request that takes it. */
  readonly request: Request
  readonly stage: Stage
  /** What production decides there and staging never does. */
  readonly decision: string
  /** How staging could be changed to rehearse it. */
  readonly change: string
  readonly production: Trace
  /** The way in staging that goes along with it farthest. */
  readonly staging?: Trace
  /** What would tell, where as much as is known is the same on both sides. */
  readonly decides?: readonly Decider[]
}
