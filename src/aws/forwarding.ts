import type { Behavior, Selected, Selection } from '../model/entity.ts'
import { everything, nothing, unionOf, unknownSelection } from '../model/selection.ts'
import type { Truth } from '../model/truth.ts'
import { some, truthOf } from '../model/truth.ts'
import type { Value } from '../model/value.ts'
import { isKnown, isString, itemsOf } from '../model/value.ts'
import type { ResourceAt } from './entity-base.ts'
import { managedPolicy } from './managed-policies.ts'
import { argument, asBoolean, asNumber, identifier } from './read-argument.ts'

const unknownSelected: Selected = {
  headers: unknownSelection,
  cookies: unknownSelection,
  queries: unknownSelection,
}
const none: Selected = { headers: nothing, cookies: nothing, queries: nothing }

const union = (one: Selected, other: Selected): Selected => ({
  headers: unionOf(one.headers, other.headers),
  cookies: unionOf(one.cookies, other.cookies),
  queries: unionOf(one.queries, other.queries),
})

type Spelling = (name: string) => string
const asHeader: Spelling = name => name.toLowerCase()
const asWritten: Spelling = name => name

/** The names of a list; what is not known among them may be any. */
const listed = (names: Value | undefined, spelling: Spelling): Selection => {
  if (names === undefined) return nothing
  const items = itemsOf(names)
  if (items === undefined) return unknownSelection
  const known = items.filter(isString).map(({ value }) => spelling(value))
  return known.includes('*') ? everything : { kind: 'only', names: known, isOpen: known.length < items.length }
}

const allBut = (names: Selection): Selection =>
  names.isOpen ? unknownSelection : { kind: 'all-but', names: names.names, isOpen: false }

/** `headers_config`, `cookies_config`, `query_strings_config` of a policy, in both tools. */
const ofConfig = (config: Value | undefined, kind: 'header' | 'cookie' | 'query_string'): Selection => {
  if (config === undefined) return nothing
  const behavior = argument(config, `${kind}_behavior`)
  const list = argument(config, `${kind}s`, 'items') ?? argument(config, `${kind}s`)
  const names = listed(list, kind === 'header' ? asHeader : asWritten)
  if (!isString(behavior)) return unknownSelection
  switch (behavior.value) {
    case 'none':
      return nothing
    case 'whitelist':
      return names
    case 'all':
    case 'allViewer':
    case 'allViewerAndWhitelistCloudFront':
      return everything
    case 'allExcept':
      return allBut(names)
    default:
      return unknownSelection
  }
}

interface Policy {
  readonly selected: Selected
  readonly caches: Truth
}

const isKept = (seconds: Value | undefined): Truth => {
  const number = asNumber(seconds)
  return number === undefined ? 'no' : isKnown(number) ? truthOf(Number(number.value) > 0) : 'undetermined'
}

const unknownPolicy: Policy = { selected: unknownSelected, caches: 'undetermined' }

/** A cache policy or origin request policy: a managed one, or a resource of its own. Without a default time answers are kept for a day. */
const readPolicy = (policy: Value, resourceAt: ResourceAt): Policy => {
  if (policy.kind !== 'reference') return (isString(policy) && managedPolicy(policy.value)) || unknownPolicy
  const resource = resourceAt(policy.to)
  if (resource === undefined) return unknownPolicy
  if (resource.mode === 'data') {
    const name = argument(resource, 'name') ?? argument(resource, 'id')
    return (isString(name) && managedPolicy(name.value)) || unknownPolicy
  }
  const values =
    argument(resource, 'CachePolicyConfig') ?? argument(resource, 'OriginRequestPolicyConfig') ?? resource.values
  const within = argument(values, 'parameters_in_cache_key_and_forwarded_to_origin') ?? values
  const selected: Selected = {
    headers: ofConfig(argument(within, 'headers_config'), 'header'),
    cookies: ofConfig(argument(within, 'cookies_config'), 'cookie'),
    queries: ofConfig(argument(within, 'query_strings_config'), 'query_string'),
  }
  const usual = argument(values, 'default_ttl')
  const isLong = usual ? isKept(usual) : 'yes'
  return { selected, caches: some([isLong, isKept(argument(values, 'min_ttl'))]) }
}

/** The older `forwarded_values`: what reaches the origin tells cached answers apart, too. */
const ofForwardedValues = (behavior: Value): Policy => {
  const written = argument(behavior, 'forwarded_values')
  if (written === undefined) return { selected: none, caches: 'undetermined' }
  const cookies = argument(written, 'cookies', 'forward')
  const whole = asBoolean(argument(written, 'query_string'))
  const keys = listed(argument(written, 'query_string_cache_keys'), asWritten)
  const names = argument(written, 'cookies', 'whitelisted_names')
  const selected: Selected = {
    headers: listed(argument(written, 'headers'), asHeader),
    cookies:
      cookies === undefined
        ? nothing
        : !isString(cookies)
          ? unknownSelection
          : cookies.value === 'all'
            ? everything
            : cookies.value === 'none'
              ? nothing
              : listed(names, asWritten),
    queries:
      whole === undefined
        ? nothing
        : !isKnown(whole)
          ? unknownSelection
          : whole.value !== true
            ? nothing
            : keys.names.length > 0
              ? keys
              : everything,
  }
  const usual = argument(behavior, 'default_ttl')
  const isLong = usual ? isKept(usual) : 'undetermined'
  const isEverything = selected.headers.kind === 'all-but'
  return { selected, caches: isEverything ? 'no' : some([isLong, isKept(argument(behavior, 'min_ttl'))]) }
}

/**
 * What of a viewer's request reaches the origin, and what tells cached answers apart
 * (CloudFront guide, "Control the cache key with a policy", "Control origin requests with a policy").
 */
export const readForwarding = (
  behavior: Value,
  resourceAt: ResourceAt,
): Pick<Behavior, 'forwards' | 'keyed' | 'caches'> => {
  if (behavior.kind !== 'map') return { forwards: unknownSelected, keyed: unknownSelected, caches: 'undetermined' }
  const cache = identifier(behavior, 'cache_policy_id')
  const request = identifier(behavior, 'origin_request_policy_id')
  const older = ofForwardedValues(behavior)
  const key = cache ? readPolicy(cache, resourceAt) : older
  const sent = request ? readPolicy(request, resourceAt).selected : none
  return {
    forwards: union(union(key.selected, sent), older.selected),
    keyed: key.selected,
    caches: key.caches,
  }
}
