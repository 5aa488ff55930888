import type { EntityBase, Patterns } from './entity-base.ts'
import type { SourceLocation } from './source-location.ts'
import type { Truth } from './truth.ts'
import type { Value } from './value.ts'

/** Which headers, cookies or query parameters of a request are meant: all but those named, or those only. Header names are in lower case. */
export interface Selection {
  readonly kind: 'all-but' | 'only'
  readonly names: readonly string[]
  /** More of them may be meant: that is not known. */
  readonly isOpen: boolean
}

/** What of a viewer's request a behaviour takes. */
export interface Selected {
  readonly headers: Selection
  readonly cookies: Selection
  readonly queries: Selection
}

export interface Behavior {
  readonly at: SourceLocation
  readonly pathPattern?: Value
  readonly origin: Value
  readonly allowedMethods?: Patterns
  readonly viewerProtocolPolicy?: Value
  /** What reaches the origin; without the viewer's Host that has the origin's own name. */
  readonly forwards: Selected
  /** What tells cached answers apart. */
  readonly keyed: Selected
  /** Whether answers are kept that say nothing of it themselves. */
  readonly caches: Truth
}

export interface Distribution extends EntityBase {
  readonly kind: 'distribution'
  readonly aliases: Patterns
  readonly certificate?: Value
  /** `TLSv1.2_2021`: the versions of TLS that it speaks with viewers. */
  readonly securityPolicy?: Value
  readonly webAcl?: Value
  readonly isIpv6Enabled?: Value
  readonly origins: readonly {
    readonly id: Value
    readonly domainName: Value
    readonly path?: Value
    readonly protocolPolicy?: Value
    /** Headers that it adds to what it sends to the origin: by which a load balancer knows that a request came this way. */
    readonly headers?: readonly { readonly name: Value; readonly value: Value }[]
    readonly isS3: boolean
  }[]
  /** In order of precedence; the default behaviour last, without a pattern. */
  readonly behaviors: readonly Behavior[]
}
