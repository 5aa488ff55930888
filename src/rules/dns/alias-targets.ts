import type { ApiDomain, LoadBalancer } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isString, known, type Value } from '../../model/value.ts'
import { type Entry, entryOf } from '../../trace/entry.ts'
import type { ZoneService } from './canonical-zones.ts'

/** What an alias names, as far as it says in which hosted zone of AWS the name lies. */
export interface AliasTarget {
  readonly entry?: Entry
  /** Whose zones it may be in; none where it is in one that is not in the table. */
  readonly services: readonly ZoneService[]
  /** Of what has a zone in each region. */
  readonly region?: Value
  /** Another record, in a zone that the sources have. */
  readonly isRecord?: true
}

const balancerServices = ({ type }: LoadBalancer): readonly ZoneService[] | undefined => {
  if (!isString(type)) return ['application load balancers', 'network load balancers']
  if (type.value === 'gateway') return undefined
  return [type.value === 'network' ? 'network load balancers' : 'application load balancers']
}

/** Domains of API Gateway at the edge are CloudFront’s; each region has a zone of its own for the others. */
const domainServices = ({ endpointType }: ApiDomain): readonly ZoneService[] | undefined => {
  if (!isString(endpointType)) return undefined
  return endpointType.value === 'EDGE' ? ['CloudFront'] : []
}

const servicesOf = (entry: Entry): readonly ZoneService[] | undefined => {
  switch (entry.kind) {
    case 'distribution':
      return ['CloudFront']
    case 'accelerator':
      return ['Global Accelerator']
    case 'load-balancer':
      return balancerServices(entry)
    case 'api-domain':
      return domainServices(entry)
    case 'api':
      return undefined
  }
}

/** The last known text of a name: AWS says at its end whose it is. */
const endOf = (value: Value): Value => (value.kind === 'template' ? (value.parts.at(-1) ?? value) : value)

const isRecordName = ({ entities }: EnvironmentModel, name: Value): boolean =>
  isString(name) &&
  entities.zone.some(
    zone => isString(zone.name) && `.${name.value.toLowerCase()}`.endsWith(`.${zone.name.value.toLowerCase()}`),
  )

const namedTarget = (model: EnvironmentModel, name: Value): AliasTarget | undefined => {
  if (isRecordName(model, name)) return { services: [], isRecord: true }
  const end = endOf(name)
  if (!isString(end)) return undefined
  if (/\.cloudfront\.net$/.test(end.value)) return { services: ['CloudFront'] }
  if (/\.awsglobalaccelerator\.com$/.test(end.value)) return { services: ['Global Accelerator'] }
  const [, before, after] = /\.(?:([a-z\d-]+)\.elb|elb\.([a-z\d-]+))\.amazonaws\.com(?:\.cn)?$/.exec(end.value) ?? []
  const region = before ?? after
  if (region === undefined) return undefined
  const service = before === undefined ? 'network load balancers' : 'application load balancers'
  return { services: [service], region: known(region, name.from) }
}

export const aliasTargetOf = (model: EnvironmentModel, name: Value): AliasTarget | undefined => {
  const entry = entryOf(model, name)
  if (!entry) return namedTarget(model, name)
  const services = servicesOf(entry)
  const isGlobal = services?.some(service => service === 'CloudFront' || service === 'Global Accelerator')
  return services && { entry, services, ...(entry.region && !isGlobal ? { region: entry.region } : {}) }
}
