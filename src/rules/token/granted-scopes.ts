import type { ApiRoute, UserPool, UserPoolClient } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isReadable, isString, type Value } from '../../model/value.ts'
import { isDefined, scopesIn } from './defined-scopes.ts'

/** The user pool whose tokens a route asks for, where it is among the sources. */
const poolOf = (model: EnvironmentModel, { authorizer }: ApiRoute): UserPool | undefined => {
  const found = authorizer && resolveEntity(model, 'api-authorizer', authorizer)
  if (found?.kind !== 'entity') return undefined
  const { userPools, issuer } = found.entity
  const named = userPools === undefined || 'unknown' in userPools ? [] : userPools
  const inIssuer = issuer?.kind === 'template' ? issuer.parts : issuer ? [issuer] : []
  for (const value of [...named, ...inIssuer]) {
    const pool = resolveEntity(model, 'user-pool', value)
    if (pool.kind === 'entity') return pool.entity
  }
  return undefined
}

const clientsOf = (model: EnvironmentModel, pool: UserPool): readonly UserPoolClient[] =>
  model.entities['user-pool-client'].filter(({ userPool, exists }) => {
    const owner = resolveEntity(model, 'user-pool', userPool)
    return exists !== 'no' && owner.kind === 'entity' && owner.entity === pool
  })

export interface UngrantedRoute {
  readonly route: ApiRoute
  readonly asked: readonly (Value & { readonly value: string })[]
  readonly clients: readonly UserPoolClient[]
  /** Who does not have them. */
  readonly lacking: 'client' | 'resource server'
  /** Scopes of clients that are not known: one of them may be asked for. */
  readonly open: readonly Value[]
}

/**
 * Routes whose scopes no token has: no client of their user pool may ask for them, or no resource server has them, so that Cognito
 * refuses the client that does. Clients and resource servers made elsewhere may have them.
 */
export const ungrantedRoutes = (model: EnvironmentModel): readonly UngrantedRoute[] =>
  model.entities['api-route'].flatMap((route): readonly UngrantedRoute[] => {
    const listed = scopesIn(model, route.scopes)
    const asked = listed.filter(isString)
    const pool = poolOf(model, route)
    if (!pool || route.exists === 'no' || asked.length === 0 || asked.length < listed.length) return []
    const clients = clientsOf(model, pool)
    const granted = clients.flatMap(({ scopes }) => scopesIn(model, scopes))
    const allowed = asked.filter(each => granted.some(scope => isString(scope) && scope.value === each.value))
    if (clients.length === 0 || allowed.some(({ value }) => isDefined(model, pool, value) !== 'no')) return []
    if (allowed.length > 0) return [{ route, asked, clients, lacking: 'resource server', open: [] }]
    const open = granted.filter(scope => !isReadable(scope))
    return [{ route, asked, clients, lacking: 'client', open }]
  })
