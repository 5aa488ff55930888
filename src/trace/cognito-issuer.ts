import type { UserPool } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import { isString, type Value } from '../model/value.ts'

const poolIn = (model: EnvironmentModel, value: Value): UserPool | undefined => {
  const resolved = resolveEntity(model, 'user-pool', value)
  return resolved.kind === 'entity' ? resolved.entity : undefined
}

/**
 * The user pool that an issuer is of, however it is put together: `ProviderURL`, `https://${endpoint}`, or
 * `https://cognito-idp.REGION.amazonaws.com/${id}`.
 */
export const poolOfIssuer = (model: EnvironmentModel, issuer: Value): UserPool | undefined => {
  if (issuer.kind === 'reference') return issuer.attribute.at(-1) === 'ProviderURL' ? poolIn(model, issuer) : undefined
  if (issuer.kind !== 'template') return undefined
  const [first, ...rest] = issuer.parts
  const last = rest.at(-1)
  if (!isString(first) || last?.kind !== 'reference') return undefined
  const named = last.attribute.at(-1) ?? ''
  if (first.value === 'https://')
    return rest.length === 1 && /^(endpoint|ProviderName)$/.test(named) ? poolIn(model, last) : undefined
  const isId = ['', 'id', 'UserPoolId'].includes(named)
  return isId && first.value.startsWith('https://cognito-idp.') ? poolIn(model, last) : undefined
}

/** The same issuer in one spelling, so that equal ones compare equal before the pool's id is known. */
export const plainIssuer = (model: EnvironmentModel, issuer: Value): Value => {
  const pool = poolOfIssuer(model, issuer)
  return pool ? { ...pool.issuer, from: issuer.from } : issuer
}
