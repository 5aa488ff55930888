import type { ResourceServer, UserPool, UserPoolClient, UserPoolDomain } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isString, known } from '../model/value.ts'
import { entityFacts, given } from './entity-base.ts'
import { argument, blocks, identifier, patterns, required } from './read-argument.ts'

/** Cognito guide, "Verifying JSON web tokens"; in China the name ends in amazonaws.com.cn. */
const issuerOf = (resource: EvaluatedResource): Value => {
  const from = { at: resource.at, origins: [] }
  const { region } = entityFacts(resource)
  const suffix = isString(region) && region.value.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  const id: Value = { kind: 'reference', to: resource.address, attribute: [], from }
  const parts: readonly Value[] = isString(region)
    ? [known(`https://cognito-idp.${region.value}.${suffix}/`, from), id]
    : [
        known('https://cognito-idp.', from),
        region ?? required(resource, 'region', undefined),
        known(`.${suffix}/`, from),
        id,
      ]
  return { kind: 'template', parts, from }
}

export const fromPool = (resource: EvaluatedResource): readonly UserPool[] => [
  {
    kind: 'user-pool',
    ...entityFacts(resource),
    ...given({ name: identifier(resource, 'name') ?? identifier(resource, 'UserPoolName') }),
    issuer: issuerOf(resource),
  },
]

const poolOf = (resource: EvaluatedResource): Value =>
  required(resource, 'user_pool_id', identifier(resource, 'user_pool_id'))

export const fromClient = (resource: EvaluatedResource): readonly UserPoolClient[] => [
  {
    kind: 'user-pool-client',
    ...entityFacts(resource),
    userPool: poolOf(resource),
    ...given({
      name: identifier(resource, 'name') ?? identifier(resource, 'ClientName'),
      callbackUrls: patterns(argument(resource, 'callback_urls')),
      logoutUrls: patterns(argument(resource, 'logout_urls')),
      scopes: patterns(argument(resource, 'allowed_oauth_scopes')),
      flows: patterns(argument(resource, 'allowed_oauth_flows')),
    }),
  },
]

export const fromDomain = (resource: EvaluatedResource): readonly UserPoolDomain[] => [
  {
    kind: 'user-pool-domain',
    ...entityFacts(resource),
    userPool: poolOf(resource),
    domain: required(resource, 'domain', argument(resource, 'domain')),
    ...given({
      certificate:
        identifier(resource, 'certificate_arn') ?? identifier(resource, 'CustomDomainConfig', 'CertificateArn'),
    }),
  },
]

export const fromResourceServer = (resource: EvaluatedResource): readonly ResourceServer[] => [
  {
    kind: 'resource-server',
    ...entityFacts(resource),
    userPool: poolOf(resource),
    identifier: required(resource, 'identifier', argument(resource, 'identifier')),
    scopes: [...blocks(resource, 'scope'), ...blocks(resource, 'Scopes')].map(
      scope => argument(scope, 'scope_name') ?? scope,
    ),
  },
]
