import type { SourceLocation } from './source-location.ts'
import type { Address, Value } from './value.ts'

/** A request as a client would send it. */
export interface Request {
  readonly scheme: 'http' | 'https'
  /** Lower-case, without a trailing dot. */
  readonly host: string
  readonly port: number
  /** As in the URL, undecoded, starting with `/`. */
  readonly path: string
  /** Without `?`; empty when there is none. */
  readonly query: string
  readonly method: string
  /** By lower-case name; one entry a header line. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly sourceIp?: string
  /** The claims of the bearer token. Absent: a token as this environment's own issuers write it. */
  readonly token?: { readonly iss?: string; readonly aud?: readonly string[] }
}

export type Stage = 'dns' | 'edge' | 'tls' | 'route' | 'action' | 'target' | 'token'

/** How a request ends. `docs/dispositions.md` explains each. */
export type Disposition =
  | { readonly kind: 'accepted'; readonly service: string | undefined }
  | { readonly kind: 'redirected'; readonly status: number; readonly location: string }
  | { readonly kind: 'answered'; readonly status: number; readonly body?: string }
  | { readonly kind: 'name-not-found' }
  | { readonly kind: 'no-listener' }
  | { readonly kind: 'certificate-mismatch'; readonly names: readonly string[] }
  | { readonly kind: 'no-target' }
  | { readonly kind: 'blocked'; readonly status: number }
  | { readonly kind: 'token-rejected'; readonly claim: 'iss' | 'aud' }
  | { readonly kind: 'loop' }
  /** `decides` are the values that would tell, at least one. */
  | { readonly kind: 'undetermined'; readonly decides: readonly Decider[] }

/** What decides an answer that could not be given. */
export interface Decider {
  /** What a person must look up or set: `var.partner_host`, "records of zone kumocard.example made elsewhere". */
  readonly names: string
  readonly at: SourceLocation
}

/** One entity on the way, and what it did with the request. */
export interface Hop {
  readonly stage: Stage
  readonly outcome: 'passes' | 'fails' | 'undetermined'
  readonly entity?: Address
  /** One line, in the field's terms: "A alias partner.example.com → aws_lb.main". */
  readonly detail: string
  readonly source?: SourceLocation
  /** The values that decided, for evidence. */
  readonly values: readonly Value[]
}

/** Why a request does not get through at one stage. */
export interface Failure {
  readonly stage: Stage
  readonly disposition: Disposition
  readonly hop: Hop
}

/** A rule that would have matched but for one condition. */
export interface NearestMiss {
  readonly rule: Address
  readonly priority: number | undefined
  readonly at: SourceLocation
  /** The condition that fails: "host-header app.kumocard.example". */
  readonly condition: string
  readonly conditionAt: SourceLocation
}

/** The path of one request through one environment. */
export interface Trace {
  readonly environment: string
  readonly request: Request
  readonly hops: readonly Hop[]
  readonly disposition: Disposition
  /** Priority of the rule that took it, `default` for the default action, null when no listener was reached. */
  readonly rule: number | 'default' | null
  /** What a client gets to see: an HTTP status, or the error of its resolver or TLS library. */
  readonly clientSees: { readonly status?: number; readonly error?: string }
  /** What would fail next, once the failures before are mended; in order. */
  readonly behind: readonly Failure[]
  readonly nearestMiss?: NearestMiss
  /** The service at the end of the way, even where something before it fails. */
  readonly service?: Address
}

/** All that fails on the way, first to last: the disposition's own failure, then what is behind it. Empty when the request gets through. */
export const failuresOf = (trace: Trace): readonly Failure[] => {
  const failing = trace.hops.find(hop => hop.outcome === 'fails')
  const first: readonly Failure[] = failing
    ? [{ stage: failing.stage, disposition: trace.disposition, hop: failing }]
    : []
  return [...first, ...trace.behind]
}
