import type { EntityBase, Patterns } from './entity-base.ts'
import type { SourceLocation } from './source-location.ts'
import type { Truth } from './truth.ts'
import type { Value } from './value.ts'

/** API Gateway: a REST API, an HTTP API or a WebSocket API. */
export interface Api extends EntityBase {
  readonly kind: 'api'
  readonly name?: Value
  /** REST APIs and HTTP APIs choose a route in different ways, and answer differently where there is none. */
  readonly type: 'rest' | 'http' | 'websocket'
  /** Whether the name under execute-api is turned off. */
  readonly defaultEndpointDisabled: Truth
  /** An OpenAPI definition that is not read, so that its routes are not known. */
  readonly hiddenDefinition?: Value
}

/** A custom domain name of API Gateway. */
export interface ApiDomain extends EntityBase {
  readonly kind: 'api-domain'
  readonly name: Value
  readonly certificate?: Value
  /** `EDGE`, `REGIONAL`, `PRIVATE`. */
  readonly endpointType: Value
  readonly securityPolicy?: Value
  /** Other than `API_MAPPING_ONLY`: routing rules come before mappings, or in their place. */
  readonly routingMode?: Value
}

/** A path of a custom domain, mapped to a stage of an API. */
export interface ApiMapping extends EntityBase {
  readonly kind: 'api-mapping'
  /** The domain itself, or its name. */
  readonly domain: Value
  readonly api: Value
  readonly stage?: Value
  /** Absent: every path that no other mapping of the domain takes. */
  readonly path?: Value
}

export interface ApiStage extends EntityBase {
  readonly kind: 'api-stage'
  readonly api: Value
  /** `$default` serves an HTTP API at the root of its domain. */
  readonly name: Value
  /** What `${stageVariables.NAME}` of integrations stands for: a map. */
  readonly variables?: Value
}

/** A method of a REST API's resource, or a route of an HTTP API. */
export interface ApiRoute extends EntityBase {
  readonly kind: 'api-route'
  readonly api: Value
  /** `ANY` for every method. */
  readonly method: Value
  /** With `{name}` for one segment and `{name+}` for all that follow; `$default` takes what no other route does. */
  readonly path: Value
  /** `NONE`, `AWS_IAM`, `JWT`, `CUSTOM`, `COGNITO_USER_POOLS`. */
  readonly authorization: Value
  readonly authorizer?: Value
  readonly scopes?: Patterns
  readonly isKeyRequired: Truth
  /** What says so; it decides where that is not known. */
  readonly keyRequirement?: Value
  /** Written in the route itself (REST), or the integration that it names. */
  readonly integration: ApiTarget | { readonly at: SourceLocation; readonly integration: Value } | undefined
}

/** Where API Gateway sends a request. */
export interface ApiTarget {
  readonly at: SourceLocation
  /** `AWS_PROXY`, `HTTP_PROXY`, `HTTP`, `AWS`, `MOCK`. */
  readonly type: Value
  readonly uri?: Value
  readonly vpcLink?: Value
  /** The name that the certificate behind a VPC link has to be for. */
  readonly serverName?: Value
}

export interface ApiIntegration extends EntityBase {
  readonly kind: 'api-integration'
  readonly api: Value
  readonly target: ApiTarget
  /** Of which method of which resource, where the route does not name its integration (REST in Terraform). */
  readonly method?: Value
  readonly path?: Value
}

export interface ApiAuthorizer extends EntityBase {
  readonly kind: 'api-authorizer'
  readonly api: Value
  /** `JWT`, `REQUEST`, `TOKEN`, `COGNITO_USER_POOLS`. */
  readonly type: Value
  readonly issuer?: Value
  readonly audiences?: Patterns
  readonly userPools?: Patterns
}

/** What makes private load balancers reachable for integrations. */
export interface VpcLink extends EntityBase {
  readonly kind: 'vpc-link'
  /** The load balancers of a link for REST APIs; a link for HTTP APIs names subnets only. */
  readonly targets?: Patterns
}

/** A Cognito user pool: it writes tokens. */
export interface UserPool extends EntityBase {
  readonly kind: 'user-pool'
  readonly name?: Value
  /** `https://cognito-idp.REGION.amazonaws.com/ID`, without a trailing slash (Cognito guide, "Verifying JSON web tokens"). */
  readonly issuer: Value
}

export interface UserPoolClient extends EntityBase {
  readonly kind: 'user-pool-client'
  readonly userPool: Value
  readonly name?: Value
  readonly callbackUrls?: Patterns
  readonly logoutUrls?: Patterns
  readonly scopes?: Patterns
  readonly flows?: Patterns
}

/** The host of a user pool's login pages; never the issuer. */
export interface UserPoolDomain extends EntityBase {
  readonly kind: 'user-pool-domain'
  readonly userPool: Value
  /** A prefix of an amazoncognito.com name, or a host of one's own. */
  readonly domain: Value
  readonly certificate?: Value
}

export interface ResourceServer extends EntityBase {
  readonly kind: 'resource-server'
  readonly userPool: Value
  readonly identifier: Value
  readonly scopes: readonly Value[]
}
