import type { Entity, EntityKind } from '../../model/entity.ts'
import type { EvaluatedResource } from '../../model/evaluated.ts'
import type { Value } from '../../model/value.ts'
import { isKnown, isString, member, sameAddress } from '../../model/value.ts'
import type { LinkedEnvironment, LinkStrategy, Proposal } from './link-strategy.ts'
import { choose, referenceTo } from './link-strategy.ts'
import { inSameRegion } from './same-region.ts'

/** What a look-up asks for: the entities that answer to it, in words and as a list. */
interface Wanted {
  readonly what: string
  readonly found: readonly Entity[]
}

type Finder = (lookup: EvaluatedResource, environment: LinkedEnvironment) => Wanted | undefined

const argumentOf = (lookup: EvaluatedResource, environment: LinkedEnvironment, name: string): Value | undefined => {
  const written = member(lookup.values, name)
  return written && environment.resolve(written, lookup.address)
}

const textOf = (lookup: EvaluatedResource, environment: LinkedEnvironment, name: string): string | undefined => {
  const value = argumentOf(lookup, environment, name)
  return isString(value) && value.value !== '' ? value.value : undefined
}

/** A look-up by ARN finds what the ARN is a reference to. */
const byReference = (
  lookup: EvaluatedResource,
  environment: LinkedEnvironment,
  name: string,
  kind: EntityKind,
): Wanted | undefined => {
  const arn = argumentOf(lookup, environment, name)
  const entity = arn?.kind === 'reference' ? environment.entityAt(arn.to) : undefined
  return entity?.kind === kind ? { what: `${kind} ${entity.address.name}`, found: [entity] } : undefined
}

const byName =
  (argument: string, kind: EntityKind, words: string): Finder =>
  (lookup, environment) => {
    const name = textOf(lookup, environment, argument)
    return name === undefined ? undefined : { what: `${words} ${name}`, found: environment.named(kind, name) }
  }

const byArnOrName =
  (kind: 'load-balancer' | 'target-group', words: string): Finder =>
  (lookup, environment) =>
    byReference(lookup, environment, 'arn', kind) ?? byName('name', kind, words)(lookup, environment)

const listener: Finder = (lookup, environment) => {
  const direct = byReference(lookup, environment, 'arn', 'listener')
  if (direct) return direct
  const loadBalancer = argumentOf(lookup, environment, 'load_balancer_arn')
  const port = argumentOf(lookup, environment, 'port')
  if (loadBalancer?.kind !== 'reference' || !isKnown(port)) return undefined
  const found = environment
    .listenersOf(loadBalancer.to)
    .filter(({ port: listens }) => isKnown(listens) && Number(listens.value) === Number(port.value))
  return { what: `listener on port ${port.value} of ${loadBalancer.to.name}`, found }
}

/** A public and a private zone may share a name. */
const zone: Finder = (lookup, environment) => {
  const name = textOf(lookup, environment, 'name')?.replace(/\.$/, '').toLowerCase()
  if (name === undefined) return byReference(lookup, environment, 'zone_id', 'zone')
  const self = environment.entityAt(lookup.address)
  const view = self?.kind === 'zone' ? self.isPrivate : 'undetermined'
  const found = environment.named('zone', name)
  return {
    what: `zone ${name}`,
    found: found.filter(each => each.isPrivate === view || each.isPrivate === 'undetermined'),
  }
}

/** The look-up's `domain` is compared with a certificate's domain name, not with its alternative names. */
const finders: Readonly<Record<string, Finder>> = {
  aws_lb: byArnOrName('load-balancer', 'load balancer'),
  aws_alb: byArnOrName('load-balancer', 'load balancer'),
  aws_lb_listener: listener,
  aws_alb_listener: listener,
  aws_lb_target_group: byArnOrName('target-group', 'target group'),
  aws_alb_target_group: byArnOrName('target-group', 'target group'),
  aws_route53_zone: zone,
  aws_acm_certificate: byName('domain', 'certificate', 'certificate'),
  aws_iam_server_certificate: byName('name', 'certificate', 'server certificate'),
  aws_cloudfront_distribution: (lookup, environment) => byReference(lookup, environment, 'id', 'distribution'),
  aws_ecs_task_definition: byName('task_definition', 'task-definition', 'task family'),
  aws_ecs_service: byName('service_name', 'service', 'service'),
}

/** Route 53, CloudFront and IAM have one world-wide endpoint: the region of a provider says nothing about them. */
const globalTypes: ReadonlySet<string> = new Set([
  'aws_route53_zone',
  'aws_cloudfront_distribution',
  'aws_iam_server_certificate',
])

const isLookup = (entity: Entity): boolean =>
  ('isLookup' in entity && entity.isLookup) || (entity.kind === 'certificate' && entity.source === 'lookup')

/**
 * A look-up finds what another resource of the environment makes. Where nothing makes it, equal look-ups still find the same thing:
 * the first of them stands for all.
 */
export const lookups: LinkStrategy = (value, environment) => {
  if (value.kind !== 'reference') return undefined
  const lookup = environment.resourceAt(value.to)
  const find = lookup?.mode === 'data' && Object.hasOwn(finders, lookup.type) ? finders[lookup.type] : undefined
  const wanted = lookup && find?.(lookup, environment)
  if (!wanted || !lookup) return undefined
  const { what } = wanted
  const found = wanted.found.filter(
    entity => globalTypes.has(lookup.type) || inSameRegion(entity.region, lookup.region),
  )
  const link = (entity: Entity): Proposal => ({
    kind: 'meets',
    value: referenceTo(entity.address, value, value.attribute),
    owner: entity.address,
    reliability: 'likely',
    because: `look-up of ${what}`,
    evidence: [lookup.at, entity.at],
  })
  const made = found.filter(entity => !isLookup(entity))
  if (made.length > 0) return choose(what, made, link)
  const first = found.find(isLookup)
  return first === undefined || sameAddress(first.address, value.to) ? undefined : link(first)
}
