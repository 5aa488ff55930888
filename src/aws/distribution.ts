import type { Behavior, Distribution } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import type { ResourceAt } from './entity-base.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { readForwarding } from './forwarding.ts'
import { argument, asBoolean, blocks, identifier, patterns, required } from './read-argument.ts'

type DistributionOrigin = Distribution['origins'][number]

const isBlock = (value: Value): boolean => value.kind === 'map'

/** An origin is an S3 bucket unless it says otherwise: S3 origins may leave their own block out. */
const readOrigin = (resource: EvaluatedResource, origin: Value): DistributionOrigin => {
  const custom = argument(origin, 'custom_origin_config') ?? argument(origin, 'CustomOrigin')
  const headers = [...blocks(origin, 'custom_header'), ...blocks(origin, 'OriginCustomHeaders')].flatMap(header => {
    const name = argument(header, 'name') ?? argument(header, 'HeaderName')
    const value = argument(header, 'value') ?? argument(header, 'HeaderValue')
    return name && value ? [{ name, value }] : []
  })
  return {
    id: required(resource, 'origin.origin_id', argument(origin, 'origin_id') ?? argument(origin, 'Id')),
    domainName: required(resource, 'origin.domain_name', argument(origin, 'domain_name')),
    ...given({
      path: identifier(origin, 'origin_path'),
      protocolPolicy: custom && argument(custom, 'origin_protocol_policy'),
    }),
    ...(headers.length > 0 ? { headers } : {}),
    isS3: isBlock(origin) && custom === undefined && argument(origin, 'vpc_origin_config') === undefined,
  }
}

const readBehavior = (resource: EvaluatedResource, behavior: Value, resourceAt: ResourceAt): Behavior => ({
  at: behavior.from.at,
  origin: required(resource, 'cache_behavior.target_origin_id', argument(behavior, 'target_origin_id')),
  ...given({
    pathPattern: argument(behavior, 'path_pattern') ?? (isBlock(behavior) ? undefined : behavior),
    allowedMethods: patterns(argument(behavior, 'allowed_methods')),
    viewerProtocolPolicy: argument(behavior, 'viewer_protocol_policy'),
  }),
  ...readForwarding(behavior, resourceAt),
})

const readDistribution = (
  resource: EvaluatedResource,
  config: Value,
  behaviors: readonly Value[],
  ipv6: Value | undefined,
  resourceAt: ResourceAt,
): readonly Distribution[] => {
  const viewer = argument(config, 'viewer_certificate')
  const aliases = argument(config, 'aliases') ?? argument(config, 'CNAMEs')
  return [
    {
      kind: 'distribution',
      ...entityFacts(resource),
      aliases: patterns(aliases) ?? [],
      ...given({
        certificate: viewer && (identifier(viewer, 'acm_certificate_arn') ?? identifier(viewer, 'iam_certificate_id')),
        securityPolicy: viewer && identifier(viewer, 'minimum_protocol_version'),
        webAcl: identifier(config, 'web_acl_id'),
        isIpv6Enabled: ipv6,
      }),
      origins: [...blocks(config, 'origin'), ...blocks(config, 'Origins')].map(origin => readOrigin(resource, origin)),
      behaviors: behaviors.map(behavior => readBehavior(resource, behavior, resourceAt)),
    },
  ]
}

export const fromTerraform = (resource: EvaluatedResource, resourceAt: ResourceAt): readonly Distribution[] =>
  readDistribution(
    resource,
    resource.values,
    [...blocks(resource, 'ordered_cache_behavior'), ...blocks(resource, 'default_cache_behavior')],
    asBoolean(argument(resource, 'is_ipv6_enabled')) ?? assumed(resource, false),
    resourceAt,
  )

export const fromCloudFormation = (resource: EvaluatedResource, resourceAt: ResourceAt): readonly Distribution[] => {
  const config = required(resource, 'DistributionConfig', argument(resource, 'DistributionConfig'))
  return readDistribution(
    resource,
    config,
    [...blocks(config, 'CacheBehaviors'), ...blocks(config, 'DefaultCacheBehavior')],
    asBoolean(argument(config, 'IPV6Enabled')),
    resourceAt,
  )
}
