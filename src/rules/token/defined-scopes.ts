import type { Patterns, ResourceServer, UserPool } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, known, type Value } from '../../model/value.ts'

/** Scopes that every user pool has (Cognito guide, "Scopes, M2M, and resource servers"). */
const standard = new Set(['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'])

const definedBy = ({ identifier, scopes }: ResourceServer): readonly Value[] =>
  scopes.map(scope =>
    isString(identifier) && isString(scope)
      ? known(`${identifier.value}/${scope.value}`, scope.from)
      : isString(identifier)
        ? scope
        : identifier,
  )

/** Scopes as they are written, and those of a resource server where all of them are referred to. */
export const scopesIn = (model: EnvironmentModel, scopes: Patterns | undefined): readonly Value[] => {
  const listed = scopes === undefined ? [] : 'unknown' in scopes ? [scopes.unknown] : scopes
  return listed.flatMap(value => {
    const isAll = value.kind === 'reference' && value.attribute.join('.') === 'scope_identifiers'
    const server = resolveEntity(model, 'resource-server', value)
    return isAll && server.kind === 'entity' ? definedBy(server.entity) : [value]
  })
}

/** Whether the resource servers of a pool define a scope; where there are none, they are made elsewhere. */
export const isDefined = (model: EnvironmentModel, pool: UserPool, scope: string): 'yes' | 'no' | 'unknown' => {
  const servers = model.entities['resource-server'].filter(({ userPool }) => {
    const owner = resolveEntity(model, 'user-pool', userPool)
    return owner.kind !== 'entity' || owner.entity === pool
  })
  const defined = servers.flatMap(definedBy)
  if (standard.has(scope) || defined.some(each => isString(each) && each.value === scope)) return 'yes'
  const isComplete = servers.every(({ exists }) => exists === 'yes') && defined.every(isString)
  return servers.length > 0 && isComplete ? 'no' : 'unknown'
}
