import type { Pairing } from '../../align/pairing.ts'
import { displayValue } from '../../model/deciders.ts'
import type { ApiStage, Distribution, LoadBalancer, UserPool } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isNull, sameAddress, type Value } from '../../model/value.ts'
import type { RuleContext } from '../rule.ts'
import { distributionName } from './distribution-name.ts'

type Guarded = LoadBalancer | Distribution | ApiStage | UserPool

/** The web ACL of something that clients reach, and where that is said; none: it has none. */
export interface Guard {
  readonly exists: 'yes' | 'no' | 'undetermined'
  readonly at: SourceLocation
  readonly because?: Value
}

/** An ARN may be put together from what it is of: that of a stage names its API and the stage. */
const partsOf = (value: Value): readonly Value[] => (value.kind === 'template' ? value.parts : [value])

const isOf = (part: Value, { address }: Guarded): boolean => part.kind === 'reference' && sameAddress(part.to, address)

const guardOf = (model: EnvironmentModel, entity: Guarded): Guard => {
  if (entity.kind === 'distribution') {
    const acl = entity.webAcl
    if (acl === undefined || isNull(acl)) return { exists: 'no', at: entity.at }
    return acl.kind === 'unknown' && acl.why.kind === 'unset-input'
      ? { exists: 'undetermined', at: acl.from.at, because: acl }
      : { exists: 'yes', at: acl.from.at }
  }
  const association = model.entities['web-acl-association'].find(
    ({ resource, exists }) => exists !== 'no' && partsOf(resource).some(part => isOf(part, entity)),
  )
  if (!association) return { exists: 'no', at: entity.at }
  const { exists, at, existsBecause } = association
  return { exists, at, ...(existsBecause ? { because: existsBecause } : {}) }
}

/** By content where there is some. */
const whatOf = (entity: Guarded, environment: string): string => {
  if (entity.kind === 'distribution') return `the distribution ${distributionName(entity, environment)}`
  const kinds = { 'load-balancer': 'load balancer', 'api-stage': 'stage', 'user-pool': 'user pool' } as const
  return `the ${kinds[entity.kind]} ${entity.name ? displayValue(entity.name) : entity.address.name}`
}

/** An association whose resource is not known may be of anything. */
const isOpen = ({ entities }: EnvironmentModel): boolean => {
  const guarded = [...entities['load-balancer'], ...entities['api-stage'], ...entities['user-pool']]
  return entities['web-acl-association'].some(
    ({ resource }) =>
      resource.kind !== 'reference' && !partsOf(resource).some(part => guarded.some(each => isOf(part, each))),
  )
}

export interface PairedGuard {
  readonly what: string
  readonly staging: Guard
  readonly production: Guard
}

export const pairedGuards = ({ staging, production, correspondence }: RuleContext): readonly PairedGuard[] => {
  const { distribution, 'load-balancer': balancers, 'api-stage': stages, 'user-pool': pools } = correspondence.entities
  const open = isOpen(staging) || isOpen(production)
  const pairings: readonly Pairing<Guarded>[] = [...distribution, ...(open ? [] : [...balancers, ...stages, ...pools])]
  return pairings.flatMap(pairing => {
    if (pairing.kind !== 'paired') return []
    const { staging: one, production: other } = pairing
    if ([one, other].some(each => each.exists === 'no' || ('isLookup' in each && each.isLookup))) return []
    return [
      { what: whatOf(other, production.name), staging: guardOf(staging, one), production: guardOf(production, other) },
    ]
  })
}
