import type { UserPool } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { foreignWord } from '../deployment/foreign-words.ts'
import type { RuleContext } from '../rule.ts'
import { actionsIn } from '../service/forwarding.ts'

/** A load balancer that sends browsers to the login pages of a user pool. */
export interface NeededDomain {
  readonly domain: Value
  readonly pool: Value
}

export const neededDomains = (model: EnvironmentModel): readonly NeededDomain[] =>
  actionsIn(model)
    .flatMap(({ actions }) => actions)
    .flatMap(action =>
      action.type === 'authenticate-cognito' && action.domain ? [{ domain: action.domain, pool: action.userPool }] : [],
    )

const domainsIn = ({ entities }: EnvironmentModel): readonly Value[] =>
  entities['user-pool-domain'].filter(({ exists }) => exists !== 'no').map(({ domain }) => domain)

const textsIn = (model: EnvironmentModel): readonly string[] =>
  domainsIn(model).flatMap(domain => (isString(domain) ? [domain.value.toLowerCase()] : []))

/** Whose a domain is: production's own, staging's or called as if it were, nobody's among the sources, or not known. */
export const ownerOf = (
  { staging, production }: RuleContext,
  { domain, pool }: NeededDomain,
): 'production' | 'staging' | 'named after staging' | 'nobody' | 'unknown' => {
  if (domain.kind === 'reference') return 'production'
  if (!isString(domain)) return 'unknown'
  const text = domain.value.toLowerCase()
  if (textsIn(production).includes(text)) return 'production'
  if (textsIn(staging).includes(text)) return 'staging'
  // Whose pool is made elsewhere, whose domain is too: its name is all there is. An input that names staging is reported as that input.
  if (resolveEntity(production, 'user-pool', pool).kind !== 'entity')
    return domain.from.origins.length === 0 && foreignWord(text, { production: production.name }) !== undefined
      ? 'named after staging'
      : 'production'
  return domainsIn(production).some(each => !isString(each)) ? 'unknown' : 'nobody'
}

/** Pools of production without login pages, whose counterparts in staging have some and that browsers log in to. */
export const poolsWithoutDomain = ({ staging, production, correspondence }: RuleContext) => {
  const domainOf = (model: EnvironmentModel, pool: UserPool) =>
    model.entities['user-pool-domain'].find(({ userPool, exists }) => {
      const owner = resolveEntity(model, 'user-pool', userPool)
      return exists !== 'no' && owner.kind === 'entity' && owner.entity === pool
    })
  const logsIn = (pool: UserPool): boolean =>
    production.entities['user-pool-client'].some(client => {
      const owner = resolveEntity(production, 'user-pool', client.userPool)
      return client.callbackUrls !== undefined && owner.kind === 'entity' && owner.entity === pool
    })
  return correspondence.entities['user-pool'].flatMap(pairing => {
    if (pairing.kind !== 'paired' || pairing.production.exists !== 'yes') return []
    const twin = domainOf(staging, pairing.staging)
    const pool = pairing.production
    return twin && !domainOf(production, pool) && logsIn(pool) ? [{ pool, twin }] : []
  })
}
