import type {
  Api,
  ApiAuthorizer,
  ApiDomain,
  ApiIntegration,
  ApiMapping,
  ApiRoute,
  ApiStage,
  ResourceServer,
  UserPool,
  UserPoolClient,
  UserPoolDomain,
  VpcLink,
} from './api-entities.ts'
import type { Distribution } from './edge-entities.ts'
import type { EntityBase, Patterns, UnknownList } from './entity-base.ts'
import type {
  Accelerator,
  AcceleratorListener,
  EndpointGroup,
  SecurityGroup,
  SecurityGroupRule,
  TrustStore,
  WebAclAssociation,
} from './network-entities.ts'
import type {
  Listener,
  ListenerCertificate,
  ListenerRule,
  LoadBalancer,
  TargetAttachment,
  TargetGroup,
} from './routing-entities.ts'
import type { Truth } from './truth.ts'
import type { Value } from './value.ts'

export type * from './api-entities.ts'
export type * from './edge-entities.ts'
export type { Patterns, UnknownList } from './entity-base.ts'
export type * from './network-entities.ts'
export type * from './routing-entities.ts'

/**
 * The vendor-free model of one environment. Each entity is one AWS concept, read from Terraform, CloudFormation or application config alike.
 * A field that points at another entity is a `Value`: a reference whose `to` is that entity's address once links are made, or whatever else is known of it.
 * Fields that were not given are absent, not null; fields whose text is not known are there as an unknown, a reference or a template.
 */
export interface Zone extends EntityBase {
  readonly kind: 'zone'
  /** Without the trailing dot. */
  readonly name: Value
  readonly isPrivate: Truth
  /** A look-up of a zone made elsewhere (`data "aws_route53_zone"`): its records outside the sources are not known. */
  readonly isLookup: boolean
}

export interface DnsRecord extends EntityBase {
  readonly kind: 'dns-record'
  /** Fully qualified, lower-case where known, without the trailing dot. A relative Terraform name has its zone's name appended. */
  readonly name: Value
  readonly recordType: Value
  readonly zone?: Value
  readonly alias?: { readonly target: Value; readonly zoneId?: Value; readonly evaluateTargetHealth?: Value }
  readonly values?: readonly Value[]
  readonly routing:
    | 'simple'
    | 'weighted'
    | 'latency'
    | 'failover'
    | 'geolocation'
    | 'geoproximity'
    | 'multivalue'
    | 'cidr'
  readonly setIdentifier?: Value
  readonly weight?: Value
  /** `PRIMARY`, `SECONDARY`. */
  readonly failover?: Value
  /** Whose queries a geolocation record answers: `EU`, `JP`, `*` for all others. */
  readonly location?: Value
}

export interface Certificate extends EntityBase {
  readonly kind: 'certificate'
  /** Domain name and subject alternative names, without repeats. For a look-up only the domain it was looked up by. */
  readonly names: readonly Value[]
  readonly keyAlgorithm?: Value
  readonly source: 'issued' | 'imported' | 'lookup'
}

/** Waits until a certificate is issued; its ARN is the certificate's. */
export interface CertificateValidation extends EntityBase {
  readonly kind: 'certificate-validation'
  readonly certificate: Value
}

export interface Service extends EntityBase {
  readonly kind: 'service'
  readonly name?: Value
  readonly targets: readonly {
    readonly targetGroup: Value
    readonly containerName?: Value
    readonly containerPort?: Value
  }[]
  readonly desiredCount?: Value
  /** Seconds during which failing health checks of a new task count for nothing. */
  readonly gracePeriod?: Value
  readonly taskDefinition?: Value
  /** Of its tasks, where they have a network interface of their own. */
  readonly securityGroups?: Value
}

export interface TaskDefinition extends EntityBase {
  readonly kind: 'task-definition'
  readonly family?: Value
  /** A `Value` when the definitions as a whole are not known. */
  readonly containers: readonly Container[] | UnknownList
}

export interface Container {
  readonly name: Value
  readonly ports: readonly Value[]
  readonly environment: ReadonlyMap<string, Value>
  /** Where each secret is read from; never the secret. */
  readonly secrets: ReadonlyMap<string, Value>
  /** Entry point and command, as they are written. */
  readonly command?: Patterns
}

/** A parameter store entry: how a value passes from one tool to another. */
export interface StoredParameter extends EntityBase {
  readonly kind: 'stored-parameter'
  readonly name: Value
  readonly value: Value
}

export type Entity =
  | Zone
  | DnsRecord
  | LoadBalancer
  | Listener
  | ListenerCertificate
  | ListenerRule
  | Certificate
  | CertificateValidation
  | TargetGroup
  | TargetAttachment
  | Service
  | TaskDefinition
  | Distribution
  | StoredParameter
  | Api
  | ApiDomain
  | ApiMapping
  | ApiStage
  | ApiRoute
  | ApiIntegration
  | ApiAuthorizer
  | VpcLink
  | UserPool
  | UserPoolClient
  | UserPoolDomain
  | ResourceServer
  | SecurityGroup
  | SecurityGroupRule
  | WebAclAssociation
  | Accelerator
  | AcceleratorListener
  | EndpointGroup
  | TrustStore

export type EntityKind = Entity['kind']
export type EntityOf<K extends EntityKind> = Extract<Entity, { readonly kind: K }>

export const entityKinds = [
  'zone',
  'dns-record',
  'load-balancer',
  'listener',
  'listener-certificate',
  'listener-rule',
  'certificate',
  'certificate-validation',
  'target-group',
  'target-attachment',
  'service',
  'task-definition',
  'distribution',
  'stored-parameter',
  'api',
  'api-domain',
  'api-mapping',
  'api-stage',
  'api-route',
  'api-integration',
  'api-authorizer',
  'vpc-link',
  'user-pool',
  'user-pool-client',
  'user-pool-domain',
  'resource-server',
  'security-group',
  'security-group-rule',
  'web-acl-association',
  'accelerator',
  'accelerator-listener',
  'endpoint-group',
  'trust-store',
] as const satisfies readonly EntityKind[]
