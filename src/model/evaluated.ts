import type { Diagnostic } from './diagnostic.ts'
import type { SourceLocation } from './source-location.ts'
import type { Truth } from './truth.ts'
import type { Address, MapValue, Value } from './value.ts'

/** A resource or data source as its own tool would see it in one environment, after evaluation and expansion. */
export interface EvaluatedResource {
  readonly address: Address
  readonly dialect: 'terraform' | 'cloudformation'
  /** `aws_lb_listener_rule`, `AWS::ElasticLoadBalancingV2::ListenerRule`. */
  readonly type: string
  readonly mode: 'managed' | 'data'
  /** Arguments under their own names; nested blocks are lists of maps (Terraform) or as written (CloudFormation). `from.at` of each points at the argument. */
  readonly values: MapValue
  /** What is written beside them and steers the deployment. CloudFormation: DependsOn, DeletionPolicy, UpdateReplacePolicy … */
  readonly attributes?: MapValue
  /** `undetermined` when `count`, `for_each` or a condition is not known; `existsBecause` is then the value that decides. */
  readonly exists: Truth
  readonly existsBecause?: Value
  readonly at: SourceLocation
  /** Region of its provider or stack, where known to differ or to be set. */
  readonly region?: Value
  /** Paths of arguments whose changes Terraform will not enforce (`lifecycle.ignore_changes`). */
  readonly ignoredChanges?: readonly string[]
}

/** One evaluated root module, unit or stack. */
export interface EvaluatedSource {
  readonly kind: 'terraform' | 'cloudformation'
  /** Unique within the environment: the root module's directory, the stack's name. Equal to `address.source` of its resources. */
  readonly id: string
  /** Variables or parameters, by name. */
  readonly inputs: ReadonlyMap<string, Value>
  readonly locals: ReadonlyMap<string, Value>
  /** Terraform: what calls of modules are given, scalars and lists of them, by address: `module.web.domain_name`. `from.at` is the argument. */
  readonly arguments?: ReadonlyMap<string, Value>
  readonly outputs: ReadonlyMap<string, EvaluatedOutput>
  /** CloudFormation conditions, by name. */
  readonly conditions: ReadonlyMap<string, Truth>
  readonly resources: readonly EvaluatedResource[]
  /** Terraform: where its state lies, as far as its `backend` block says; `config` holds `key`, `path`, `prefix`, `bucket` …; `workspace` where one was chosen. */
  readonly backend?: { readonly type: string; readonly config: MapValue; readonly workspace?: string }
  /** CloudFormation: the Terraform resource that deploys the stack, where one does. */
  readonly deployedBy?: Address
  readonly diagnostics: readonly Diagnostic[]
}

export interface EvaluatedOutput {
  readonly value: Value
  /** CloudFormation: the name under which other stacks import it. */
  readonly exportName?: Value
  /** Absent: it is there. `undetermined` when its condition is not known; `existsBecause` is then the value that decides. */
  readonly exists?: Truth
  readonly existsBecause?: Value
}

/** One leaf of an application's merged configuration. */
export interface EvaluatedSetting {
  /** As the framework addresses it: `jwt.issuer`, `JWT_ISSUER`. */
  readonly key: string
  readonly value: Value
}

/** What a setting ties to a domain: what breaks when the domain is another one. */
export type DomainRole =
  | 'redirect'
  | 'logout'
  | 'cors-origin'
  | 'cookie-domain'
  | 'csp'
  | 'base-url'
  | 'webhook'
  | 'allowed-host'

/** A setting that names hosts, taken for what it is by its name, its value and its neighbours. */
export interface DomainTiedSetting {
  readonly role: DomainRole
  readonly key: string
  readonly value: Value
  /** Hosts that it names, in lower case, without port; a leading `.` or `*.` stays. Empty where they are not known. */
  readonly hosts: readonly string[]
  /** From 0 to 1: how surely it has this role. Those below a half are left out. */
  readonly confidence: number
  readonly because: string
}

/** By how much clocks may differ: as it is written, and what that is in the unit that its framework reads it in. */
export interface Leeway {
  readonly value: Value
  readonly seconds?: number
}

/** What a service's configuration says in one environment, merged as its framework merges it. */
export interface EvaluatedApp {
  /** The app's name, unique within the environment. */
  readonly id: string
  readonly framework: string
  readonly profile: string
  readonly settings: readonly EvaluatedSetting[]
  /** Issuers that its verifiers let through. A known `"*"`: a verifier exists and its framework does not check `iss`. */
  readonly issuersAccepted: readonly Value[]
  readonly issuersMinted: readonly Value[]
  readonly audiences: readonly Value[]
  readonly jwks: readonly Value[]
  /** Signature algorithms that it signs with or lets through: `RS256`, `none`. */
  readonly algorithms: readonly Value[]
  readonly leeway: readonly Leeway[]
  /** Claims without which a token is refused. */
  readonly requiredClaims: readonly Value[]
  /** Istio: what asks for a token. Without it tokens are checked where there are some, and requests without one pass. */
  readonly tokenDemanded?: readonly Value[]
  readonly domainTied: readonly DomainTiedSetting[]
  /** Names of references that feed the token settings and could not be resolved. */
  readonly unresolved: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}
