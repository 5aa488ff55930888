import type { EntityBase, Patterns, UnknownList } from './entity-base.ts'
import type { SourceLocation } from './source-location.ts'
import type { Truth } from './truth.ts'
import type { Value } from './value.ts'

export interface LoadBalancer extends EntityBase {
  readonly kind: 'load-balancer'
  readonly name?: Value
  /** `application`, `network`, `gateway`, `classic`. */
  readonly type: Value
  readonly internal: Value
  readonly ipAddressType?: Value
  readonly securityGroups?: Value
  /** Seconds for which an idle connection is kept, to clients and to targets. */
  readonly idleTimeout?: Value
  /** A look-up of a load balancer made elsewhere: what listens on it is not known from here. */
  readonly isLookup: boolean
}

export interface Listener extends EntityBase {
  readonly kind: 'listener'
  readonly loadBalancer: Value
  readonly port: Value
  readonly protocol: Value
  /** The default certificate. */
  readonly certificate?: Value
  readonly sslPolicy?: Value
  /** `off`, `passthrough`, `verify`: whether clients have to show a certificate. */
  readonly clientCertificates?: Value
  readonly defaultActions: readonly Action[]
  readonly isLookup: boolean
}

/** One more certificate in a listener's SNI list. */
export interface ListenerCertificate extends EntityBase {
  readonly kind: 'listener-certificate'
  readonly listener: Value
  readonly certificate: Value
}

export interface ListenerRule extends EntityBase {
  readonly kind: 'listener-rule'
  readonly listener: Value
  /** Absent: AWS gives the next free number when the rule is created. */
  readonly priority?: Value
  /** Combined with AND; the values of one with OR. */
  readonly conditions: readonly Condition[]
  readonly actions: readonly Action[]
  readonly transforms: readonly Transform[]
}

/** ELB guide, "Condition types". `at` is the condition's block. */
export type Condition = { readonly at: SourceLocation } & (
  | { readonly field: 'host-header' | 'path-pattern'; readonly values: Patterns; readonly regexValues?: Patterns }
  | {
      readonly field: 'http-header'
      readonly name: Value
      readonly values: Patterns
      readonly regexValues?: Patterns
    }
  | { readonly field: 'http-request-method' | 'source-ip'; readonly values: Patterns }
  | {
      readonly field: 'query-string'
      readonly pairs: readonly { readonly key?: Value; readonly value: Value }[] | UnknownList
    }
  | { readonly field: 'unsupported'; readonly name: Value }
)

/** ELB guide, "Action types". In `order`; authentication first, then exactly one of forward, redirect, fixed response. */
export type Action = { readonly at: SourceLocation } & (
  | { readonly type: 'forward'; readonly targets: readonly { readonly targetGroup: Value; readonly weight?: Value }[] }
  | {
      readonly type: 'redirect'
      readonly protocol?: Value
      readonly host?: Value
      readonly port?: Value
      readonly path?: Value
      readonly query?: Value
      readonly statusCode: Value
    }
  | {
      readonly type: 'fixed-response'
      readonly statusCode: Value
      readonly contentType?: Value
      readonly messageBody?: Value
    }
  | {
      readonly type: 'authenticate-oidc'
      readonly issuer: Value
      readonly clientId?: Value
      readonly sessionCookie?: Value
      readonly onUnauthenticated?: Value
    }
  | {
      readonly type: 'authenticate-cognito'
      readonly userPool: Value
      readonly client?: Value
      /** Prefix or host of the pool's login pages. */
      readonly domain?: Value
      readonly sessionCookie?: Value
      readonly onUnauthenticated?: Value
    }
  | {
      readonly type: 'jwt-validation'
      readonly issuer: Value
      readonly jwks?: Value
      /** Values of the `aud` claim, where it is listed among the additional claims. */
      readonly audiences?: readonly Value[]
    }
  /** A type that is not known, or not one of the above. */
  | { readonly type: 'unsupported'; readonly name: Value }
)

export interface Transform {
  readonly at: SourceLocation
  readonly type: 'host-header-rewrite' | 'url-rewrite'
  readonly regex?: Value
  readonly replace?: Value
}

export interface TargetGroup extends EntityBase {
  readonly kind: 'target-group'
  readonly name?: Value
  readonly port?: Value
  readonly protocol?: Value
  readonly protocolVersion?: Value
  readonly targetType?: Value
  /** What is absent is as AWS has it: `/`, `traffic-port`, HTTP, 200. */
  readonly healthCheck?: {
    readonly path?: Value
    readonly port?: Value
    readonly protocol?: Value
    readonly matcher?: Value
  }
  /** Targets written into the target group itself (CloudFormation `Targets`). */
  readonly hasOwnTargets: Truth
  readonly isLookup: boolean
}

/** Something that puts targets into a target group: an attachment, an auto scaling group. */
export interface TargetAttachment extends EntityBase {
  readonly kind: 'target-attachment'
  readonly targetGroup: Value
}
