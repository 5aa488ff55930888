import { decidersOf } from '../model/deciders.ts'
import type { ApiRoute, ApiTarget } from '../model/entity.ts'
import { resolveEntity } from '../model/environment-model.ts'
import type { Request } from '../model/trace.ts'
import { isString, type Value } from '../model/value.ts'
import { describeRoute } from './api-routes.ts'
import { passToken } from './pass-action.ts'
import { doubt, type Walk } from './walk.ts'

/** The integration that a route has, names, or is named by. */
export const targetOf = (walk: Walk, route: ApiRoute): ApiTarget | undefined => {
  const { integration } = route
  if (integration && 'type' in integration) return integration
  if (integration) {
    const named = resolveEntity(walk.model, 'api-integration', integration.integration)
    return named.kind === 'entity' ? named.entity.target : undefined
  }
  const same = (one: Value | undefined, other: Value): boolean =>
    isString(one) && isString(other) && one.value === other.value
  return walk.model.entities['api-integration'].find(
    ({ api, method, path }) =>
      api.kind === 'reference' &&
      route.api.kind === 'reference' &&
      api.to.name === route.api.to.name &&
      api.to.source === route.api.to.source &&
      same(method, route.method) &&
      same(path, route.path),
  )?.target
}

/** False where the way ends, or cannot be told. Issuer and audiences are checked as API Gateway does it, before the application does. */
export const authorize = (walk: Walk, route: ApiRoute, request: Request): boolean => {
  const at = { stage: 'token' as const, entity: route.address, source: route.at, values: [route.authorization] }
  if (!isString(route.authorization)) {
    doubt(walk, { ...at, detail: 'how it checks its callers is not known' }, decidersOf(route.authorization))
    return true
  }
  const kind = route.authorization.value.toUpperCase()
  if (kind === 'NONE') return true
  const authorizer = route.authorizer && resolveEntity(walk.model, 'api-authorizer', route.authorizer)
  const own = authorizer?.kind === 'entity' ? authorizer.entity : undefined
  const direct = own === undefined && route.authorizer?.kind !== 'reference' ? route.authorizer : undefined
  const pools = own?.userPools && !('unknown' in own.userPools) ? own.userPools : []
  const issuers = [
    ...(own?.issuer ? [own.issuer] : kind === 'JWT' && direct ? [direct] : []),
    ...pools.map(pool => {
      const resolved = resolveEntity(walk.model, 'user-pool', pool)
      return resolved.kind === 'entity' ? resolved.entity.issuer : pool
    }),
  ]
  if ((kind === 'JWT' || kind === 'COGNITO_USER_POOLS') && issuers.length > 0) {
    const audiences = own?.audiences && !('unknown' in own.audiences) ? own.audiences : []
    passToken(walk, { issuers, audiences }, request, 'API Gateway', at)
    return true
  }
  const what = kind === 'AWS_IAM' ? 'a signature of AWS credentials' : 'a Lambda function'
  const decides = [{ names: `${kind} authorization of ${describeRoute(route)}`, at: route.at }]
  doubt(walk, { ...at, detail: `${what} decides who gets through` }, decides)
  return true
}
