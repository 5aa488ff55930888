import type { Entity } from '../../model/entity.ts'
import type { Value } from '../../model/value.ts'
import { isString } from '../../model/value.ts'
import type { LinkedEnvironment, LinkStrategy } from './link-strategy.ts'
import { choose, referenceTo } from './link-strategy.ts'
import { inSameRegion } from './same-region.ts'

interface Literal {
  readonly what: string
  readonly region: string | undefined
  readonly found: readonly Entity[]
  readonly attribute: readonly string[]
}

const isMade = (entity: Entity): boolean => !('isLookup' in entity && entity.isLookup)

const listenersOf = (name: string, environment: LinkedEnvironment): readonly Entity[] =>
  environment
    .named('load-balancer', name)
    .filter(isMade)
    .flatMap(({ address }) => environment.listenersOf(address))

/** The ARNs of load balancing name the load balancer or target group; only the ids at their end are opaque (ELB API, "Resource types"). */
const fromArn = (text: string, environment: LinkedEnvironment): Literal | undefined => {
  const arn = /^arn:[\w-]+:elasticloadbalancing:([\w-]+):\d*:(.+)$/.exec(text)
  if (arn === null) return undefined
  const [type, ...names] = arn[2]?.split('/') ?? []
  const region = arn[1]
  const attribute = ['arn']
  const [first, second] = names
  if (type === 'targetgroup' && first)
    return { what: `target group ${first}`, region, found: environment.named('target-group', first), attribute }
  const name = names.length === 1 ? first : second
  if (!name) return undefined
  if (type === 'loadbalancer')
    return { what: `load balancer ${name}`, region, found: environment.named('load-balancer', name), attribute }
  if (type === 'listener')
    return { what: `listener of load balancer ${name}`, region, found: listenersOf(name, environment), attribute }
  return undefined
}

/** `NAME-ID.REGION.elb.amazonaws.com`, and for network load balancers `NAME-ID.elb.REGION.amazonaws.com`; internal ones with `internal-` in front. */
const fromDnsName = (text: string, environment: LinkedEnvironment): Literal | undefined => {
  const host =
    /^(?:dualstack\.)?(?:internal-)?(.+)-[0-9a-f]+\.(?:elb\.([\w-]+)|([\w-]+)\.elb)\.amazonaws\.com(?:\.cn)?\.?$/i.exec(
      text,
    )
  const name = host?.[1]
  if (!name) return undefined
  const found = environment
    .ofKind('load-balancer')
    .filter(({ name: own }) => isString(own) && own.value.toLowerCase() === name.toLowerCase())
  return { what: `load balancer ${name}`, region: host[2] ?? host[3], found, attribute: ['dns_name'] }
}

/** Of a load balancer's listeners the one whose protocol the input names: `HttpsListenerArn`. Where it names none, all. */
const meantByName = (value: Value, entities: readonly Entity[]): readonly Entity[] => {
  const names = value.from.origins.map(({ name }) => name.toLowerCase())
  const wanted = names.some(name => /https|443/.test(name))
    ? 'HTTPS'
    : names.some(name => /http|80/.test(name))
      ? 'HTTP'
      : undefined
  const meant = entities.filter(
    entity => entity.kind === 'listener' && isString(entity.protocol) && entity.protocol.value === wanted,
  )
  return meant.length > 0 ? meant : entities
}

/** ARNs and DNS names that were copied into an input still name what they belong to. */
export const literalNames: LinkStrategy = (value, environment) => {
  if (!isString(value) || value.sensitive || environment.identified(value.value).length > 0) return undefined
  const literal = fromArn(value.value, environment) ?? fromDnsName(value.value, environment)
  if (!literal) return undefined
  const region: Value | undefined = literal.region ? { ...value, value: literal.region } : undefined
  const possible = literal.found.filter(entity => isMade(entity) && inSameRegion(entity.region, region))
  const found = possible.length > 1 ? meantByName(value, possible) : possible
  return choose(literal.what, found, entity => ({
    kind: 'meets',
    value: referenceTo(entity.address, value, literal.attribute),
    owner: entity.address,
    reliability: 'likely',
    because: `name of ${literal.what} in "${value.value}"`,
    evidence: [value.from.at, entity.at],
  }))
}
