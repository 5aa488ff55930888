import type { ApiRoute, UserPool, UserPoolClient } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isReadable, isString, type Value } from '../../model/value.ts'

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

const scopesOf = ({ scopes }: Pick<UserPoolClient, 'scopes'>): readonly Value[] =>
  scopes === undefined ? [] : 'unknown' in scopes ? [scopes.unknown] : scopes

export interface UngrantedRoute {
  readonly route: ApiRoute
  readonly asked: readonly (Value & { readonly value: string })[]
  readonly clients: readonly UserPoolClient[]
  /** Scopes of clients that are not known: one of them may be asked for. */
  readonly open: readonly Value[]
}

/** Routes whose scopes no client of their user pool may ask for: each token lacks them. Clients made elsewhere may be allowed. */
export const ungrantedRoutes = (model: EnvironmentModel): readonly UngrantedRoute[] =>
  model.entities['api-route'].flatMap((route): readonly UngrantedRoute[] => {
    const listed = scopesOf(route)
    const asked = listed.filter(isString)
    const pool = poolOf(model, route)
    if (!pool || route.exists === 'no' || asked.length === 0 || asked.length < listed.length) return []
    const clients = clientsOf(model, pool)
    const granted = clients.flatMap(scopesOf)
    const isGranted = granted.some(scope => isString(scope) && asked.some(each => each.value === scope.value))
    if (clients.length === 0 || isGranted) return []
    return [{ route, asked, clients, open: granted.filter(scope => !isReadable(scope)) }]
  })
