import { decidersOf, displayValue } from '../model/deciders.ts'
import type { Api, ApiDomain, ApiMapping, ApiRoute } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Decider } from '../model/trace.ts'
import { every, type Truth, truthOf } from '../model/truth.ts'
import { isKnown, isString, sameAddress, type Value } from '../model/value.ts'
import { equalsText, matchPattern } from './match-value.ts'

interface Undetermined {
  readonly kind: 'undetermined'
  readonly decides: readonly Decider[]
}

const undetermined = (...values: readonly (Value | undefined)[]): Undetermined => ({
  kind: 'undetermined',
  decides: values.flatMap(value => (value ? decidersOf(value) : [])),
})

/** The custom domain that answers for a host: its exact name, else a wildcard (API Gateway guide, "Wildcard custom domain names"). */
export const domainFor = (model: EnvironmentModel, host: string): ApiDomain | undefined => {
  const matching = model.entities['api-domain'].filter(
    ({ name, exists }) => exists !== 'no' && matchPattern(name, host, { ignoreCase: true }) === 'yes',
  )
  return matching.find(({ name }) => isKnown(name) && name.value === host) ?? matching[0]
}

/** A mapping names its domain by reference, or by the name that clients use. */
const isOf = (model: EnvironmentModel, mapping: ApiMapping, domain: ApiDomain): Truth => {
  const named = mapping.domain
  const reference = named.kind === 'known' ? named.names?.to : named.kind === 'reference' ? named.to : undefined
  if (reference && sameAddress(reference, domain.address)) return 'yes'
  if (named.kind === 'reference' && resolveEntity(model, 'api-domain', named).kind === 'entity') return 'no'
  return isKnown(domain.name) ? equalsText(named, String(domain.name.value)) : 'undetermined'
}

/** The mappings that are surely a domain's. */
export const mappingsOf = (model: EnvironmentModel, domain: ApiDomain): readonly ApiMapping[] =>
  model.entities['api-mapping'].filter(mapping => every([isOf(model, mapping, domain), mapping.exists]) === 'yes')

export type MappingAnswer =
  | { readonly kind: 'mapping'; readonly mapping: ApiMapping; readonly rest: string }
  | { readonly kind: 'none' }
  | Undetermined

/** What is left of a path below a base path; `undefined` where it is not below. */
const below = (path: string, base: string): string | undefined => {
  const prefix = `/${base.replace(/^\/|\/$/g, '')}`
  if (path === prefix) return '/'
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : undefined
}

/** The longest mapping that a path is below, else the one without a path. Routes of the APIs are not considered. */
export const mappingFor = (model: EnvironmentModel, domain: ApiDomain, path: string): MappingAnswer => {
  const own = model.entities['api-mapping'].flatMap(mapping => {
    const belongs = every([isOf(model, mapping, domain), mapping.exists])
    return belongs === 'no' ? [] : [{ mapping, belongs }]
  })
  const fitting = own.flatMap(({ mapping, belongs }) => {
    if (mapping.path && !isKnown(mapping.path))
      return [{ mapping, rest: path, belongs: 'undetermined' as const, length: 0 }]
    const base = mapping.path ? String(mapping.path.value) : ''
    const rest = base === '' ? path : below(path, base)
    return rest === undefined ? [] : [{ mapping, rest, belongs, length: base.length }]
  })
  const open = fitting.filter(({ belongs }) => belongs !== 'yes')
  if (open.length > 0)
    return undetermined(...open.flatMap(({ mapping }) => [mapping.domain, mapping.path, mapping.existsBecause]))
  const [longest] = fitting.toSorted((one, other) => other.length - one.length)
  return longest ? { kind: 'mapping', mapping: longest.mapping, rest: longest.rest } : { kind: 'none' }
}

export type ApiRouteAnswer =
  | { readonly kind: 'route'; readonly route: ApiRoute }
  | { readonly kind: 'none' }
  | Undetermined

const segments = (path: string): readonly string[] => path.split('/').slice(1)

/** How closely a route's path fits: more for text than for a parameter, least for all that follows; `undefined` where it does not. */
const closeness = (pattern: string, path: string): readonly number[] | undefined => {
  const [wanted, given] = [segments(pattern), segments(path)]
  const score: number[] = []
  for (const [index, segment] of wanted.entries()) {
    if (/^\{[^}]*\+\}$/.test(segment)) return given.length > index && given[index] !== '' ? [...score, 1] : undefined
    const text = given[index]
    if (text === undefined) return undefined
    if (segment === text) score.push(3)
    else if (/^\{[^}]*\}$/.test(segment) && text !== '') score.push(2)
    else return undefined
  }
  return wanted.length === given.length ? score : undefined
}

const compareScores = (one: readonly number[], other: readonly number[]): number => {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (other[index] ?? 0) - (one[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** A trailing slash means nothing to a REST API. */
const plain = (api: Api, path: string): string =>
  api.type === 'rest' && path.length > 1 ? path.replace(/\/$/, '') : path

/**
 * The route that takes a request: the whole path before parameters, `{proxy+}` after both, `$default` last; the method itself before `ANY`
 * (API Gateway guide, "Routing API requests" and "Set up a method").
 */
export const routeFor = (model: EnvironmentModel, api: Api, method: string, path: string): ApiRouteAnswer => {
  const own = model.entities['api-route'].flatMap(route => {
    const owner = resolveEntity(model, 'api', route.api)
    const belongs: Truth = owner.kind === 'entity' ? truthOf(owner.entity === api) : 'undetermined'
    const truth = every([belongs, route.exists])
    return truth === 'no' ? [] : [{ route, truth }]
  })
  const takesMethod = ({ method: wanted }: ApiRoute): boolean =>
    !isString(wanted) || wanted.value.toUpperCase() === 'ANY' || wanted.value.toUpperCase() === method
  const candidates = own.flatMap(({ route, truth }) => {
    if (!takesMethod(route)) return []
    const isOpen = truth === 'undetermined' || !isString(route.method) || !isString(route.path)
    if (isOpen && !isString(route.path)) return [{ route, score: [4], isOpen }]
    if (!isString(route.path)) return []
    const score = route.path.value === '$default' ? [0] : closeness(plain(api, route.path.value), plain(api, path))
    return score === undefined ? [] : [{ route, score, isOpen }]
  })
  const ranked = candidates.toSorted(
    (one, other) => compareScores(one.score, other.score) || Number(isAny(one.route)) - Number(isAny(other.route)),
  )
  const [best] = ranked
  if (best?.isOpen)
    return undetermined(
      best.route.api.kind === 'reference' ? undefined : best.route.api,
      best.route.method,
      best.route.path,
      best.route.existsBecause,
    )
  // An exact answer of a definition that is not read would come before a greedy one that is.
  if (api.hiddenDefinition && (best === undefined || Math.min(...best.score, 3) < 3))
    return undetermined(api.hiddenDefinition)
  return best ? { kind: 'route', route: best.route } : { kind: 'none' }
}

const isAny = ({ method }: ApiRoute): boolean => isString(method) && method.value.toUpperCase() === 'ANY'

export const describeRoute = ({ method, path }: ApiRoute): string =>
  isString(path) && path.value === '$default' ? '$default' : `${displayValue(method)} ${displayValue(path)}`
