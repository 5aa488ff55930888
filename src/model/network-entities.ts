import type { EntityBase, Patterns } from './entity-base.ts'
import type { SourceLocation } from './source-location.ts'
import type { Value } from './value.ts'

/** What one rule of a security group lets through. Absent ports: all of them. */
export interface Permission {
  readonly at: SourceLocation
  /** `-1` is every protocol. */
  readonly protocol: Value
  readonly fromPort?: Value
  readonly toPort?: Value
  /** IPv4 and IPv6 ranges. */
  readonly ranges: Patterns
  /** Security groups on the other side. */
  readonly groups: Patterns
  readonly prefixLists: Patterns
}

export interface SecurityGroup extends EntityBase {
  readonly kind: 'security-group'
  readonly name?: Value
  /** Rules that are written in the group; others are entities of their own. */
  readonly ingress: readonly Permission[]
  /** `default`: nothing is written and AWS's own rule, which allows everything, stays. */
  readonly egress: readonly Permission[] | 'default'
}

export interface SecurityGroupRule extends EntityBase {
  readonly kind: 'security-group-rule'
  readonly group: Value
  readonly direction: Value
  readonly permission: Permission
}

/** An AWS WAF web ACL on a load balancer, a stage or a user pool. */
export interface WebAclAssociation extends EntityBase {
  readonly kind: 'web-acl-association'
  readonly resource: Value
  readonly webAcl: Value
}

/** AWS Global Accelerator: two addresses for endpoints in several regions. */
export interface Accelerator extends EntityBase {
  readonly kind: 'accelerator'
  readonly name?: Value
}

export interface AcceleratorListener extends EntityBase {
  readonly kind: 'accelerator-listener'
  readonly accelerator: Value
  readonly ports: readonly { readonly from: Value; readonly to: Value }[]
}

export interface EndpointGroup extends EntityBase {
  readonly kind: 'endpoint-group'
  readonly listener: Value
  /** 0 turns the group off. */
  readonly trafficDial?: Value
  readonly endpoints: readonly { readonly endpoint: Value; readonly weight?: Value }[]
  readonly portOverrides: readonly { readonly listenerPort: Value; readonly endpointPort: Value }[]
}

/** The certificate authorities whose clients a listener lets in. */
export interface TrustStore extends EntityBase {
  readonly kind: 'trust-store'
  readonly name?: Value
}
