import type { Truth } from '../model/truth.ts'
import { not, some, truthOf } from '../model/truth.ts'
import type { Value } from '../model/value.ts'
import { isString, itemsOf } from '../model/value.ts'
import type { ResourceAt } from './entity-base.ts'
import { argument, identifier } from './read-argument.ts'

/** CloudFront guide, "Use managed origin request policies" and "Use managed cache policies": id, name, whether Host is among the headers. */
const managedPolicies: readonly (readonly [id: string, name: string, sendsHost: boolean])[] = [
  ['216adef6-5c7f-47e4-b989-5492eafa07d3', 'Managed-AllViewer', true],
  ['33f36d7e-f396-46d9-90e0-52428a34d9dc', 'Managed-AllViewerAndCloudFrontHeaders-2022-06', true],
  ['b689b0a8-53d0-40ab-baf2-68738e2966ac', 'Managed-AllViewerExceptHostHeader', false],
  ['59781a5b-3903-41f3-afcb-af62929ccde1', 'Managed-CORS-CustomOrigin', false],
  ['88a5eaf4-2fd4-4709-b370-b4c650ea3fcf', 'Managed-CORS-S3Origin', false],
  ['775133bc-15f2-49f9-abea-afb2e0bf67d2', 'Managed-Elemental-MediaTailor-PersonalizedManifests', false],
  ['acba4595-bd28-49b8-b9fe-13317c0390fa', 'Managed-UserAgentRefererHeaders', false],
  ['bf0718e1-ba1e-49d1-88b1-f726733018ae', 'Managed-HostHeaderOnly', true],
  ['658327ea-f89d-4fab-a63d-7e88639e58f6', 'Managed-CachingOptimized', false],
  ['b2884449-e4de-46a7-ac36-70bc7f1ddd6d', 'Managed-CachingOptimizedForUncompressedObjects', false],
  ['4135ea2d-6df8-44a3-9df3-4b5a84be39ad', 'Managed-CachingDisabled', false],
  ['83da9c7e-98b4-4e11-a168-04f0df8e2c65', 'UseOriginCacheControlHeaders', true],
  ['4cc15a8a-d715-48a4-82b8-cc0b614638fe', 'UseOriginCacheControlHeaders-QueryStrings', true],
]

const isHost = (header: Value): Truth =>
  isString(header) ? truthOf(header.value === '*' || header.value.toLowerCase() === 'host') : 'undetermined'

const listsHost = (headers: Value | undefined): Truth => {
  if (headers === undefined) return 'no'
  const items = itemsOf(headers)
  return items ? some(items.map(isHost)) : 'undetermined'
}

const ofHeaders = (config: Value | undefined): Truth => {
  if (config === undefined) return 'no'
  const behavior = argument(config, 'header_behavior')
  const headers = argument(config, 'headers', 'items') ?? argument(config, 'headers')
  if (!isString(behavior)) return 'undetermined'
  switch (behavior.value) {
    case 'none':
      return 'no'
    case 'whitelist':
      return listsHost(headers)
    case 'allViewer':
    case 'allViewerAndWhitelistCloudFront':
      return 'yes'
    case 'allExcept':
      return not(listsHost(headers))
    default:
      return 'undetermined'
  }
}

const ofManaged = (value: Value | undefined, column: 0 | 1): Truth => {
  const policy = isString(value) ? managedPolicies.find(each => each[column] === value.value) : undefined
  return policy ? truthOf(policy[2]) : 'undetermined'
}

/** Whether a cache policy or origin request policy sends the viewer's Host on; it may be a managed one, or a resource of its own. */
const ofPolicy = (policy: Value | undefined, resourceAt: ResourceAt): Truth => {
  if (policy === undefined) return 'no'
  if (policy.kind !== 'reference') return ofManaged(policy, 0)
  const resource = resourceAt(policy.to)
  if (resource === undefined) return 'undetermined'
  if (resource.mode === 'data')
    return ofManaged(argument(resource, 'name') ?? argument(resource, 'id'), argument(resource, 'name') ? 1 : 0)
  const values =
    argument(resource, 'CachePolicyConfig') ?? argument(resource, 'OriginRequestPolicyConfig') ?? resource.values
  const keyed = argument(values, 'parameters_in_cache_key_and_forwarded_to_origin')
  return ofHeaders(argument(keyed ?? values, 'headers_config'))
}

/**
 * A custom origin sees its own name in Host, unless a policy or the older `forwarded_values` sends the viewer's
 * (CloudFront guide, "Request and response behavior for custom origins").
 */
export const forwardsHost = (behavior: Value, resourceAt: ResourceAt): Truth => {
  if (behavior.kind !== 'map') return 'undetermined'
  return some([
    ofPolicy(identifier(behavior, 'cache_policy_id'), resourceAt),
    ofPolicy(identifier(behavior, 'origin_request_policy_id'), resourceAt),
    listsHost(argument(behavior, 'forwarded_values', 'headers')),
  ])
}
