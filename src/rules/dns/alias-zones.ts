import { formatReference } from '../../model/deciders.ts'
import type { DnsRecord } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { type Entry, entryOf } from '../../trace/entry.ts'

/** Hosted zones of CloudFront: everywhere, and in China (Route 53 API, AliasTarget). */
const edgeZones = new Set(['Z2FDTNDATAQYW2', 'Z3RFFRGO0FLY1A'])

/** Hosted zones of application load balancers, by region (AWS General Reference, "Elastic Load Balancing endpoints and quotas"). */
const balancerZones: Readonly<Record<string, string>> = {
  Z35SXDOTRQ7X7K: 'us-east-1',
  Z3AADJGX6KTTL2: 'us-east-2',
  Z368ELLRRE2KJ0: 'us-west-1',
  Z1H1FL5HABSF5: 'us-west-2',
  ZQSVJUPU6J1EY: 'ca-central-1',
  ZP97RAFLXTNZK: 'ap-south-1',
  Z14GRHDCWA56QT: 'ap-northeast-1',
  ZWKZPGTI48KDX: 'ap-northeast-2',
  Z5LXEXXYW11ES: 'ap-northeast-3',
  Z1LMS91P8CMLE5: 'ap-southeast-1',
  Z1GM3OXH4ZPM65: 'ap-southeast-2',
  Z215JYRZR1TBD5: 'eu-central-1',
  Z32O12XQLNTSW2: 'eu-west-1',
  ZHURV8PSTC4K8: 'eu-west-2',
  Z3Q77PNBQS71R4: 'eu-west-3',
  Z23TAZ6LKFMNIO: 'eu-north-1',
  Z2P70J7HTTTPLU: 'sa-east-1',
}

const nouns: Readonly<Record<Entry['kind'], string>> = {
  'load-balancer': 'a load balancer',
  distribution: 'a distribution',
  'api-domain': 'a domain of API Gateway',
  api: 'an API',
  accelerator: 'an accelerator',
}

/** Why a zone id that is written out is not the target's; nothing where it may be. */
const literalMismatch = (id: string, entry: Entry): string | undefined => {
  const region = balancerZones[id]
  if (entry.kind === 'distribution') return edgeZones.has(id) ? undefined : `${id} is not the zone of CloudFront`
  if (edgeZones.has(id)) return entry.kind === 'load-balancer' ? `${id} is the zone of CloudFront` : undefined
  if (entry.kind !== 'load-balancer' || region === undefined) return undefined
  if (isString(entry.type) && entry.type.value === 'network') return `${id} is the zone of application load balancers`
  return isString(entry.region) && entry.region.value !== region
    ? `${id} is the zone of load balancers in ${region}`
    : undefined
}

/** The names and zones of a domain of API Gateway: at the edge under `cloudfront_`, in a region under `regional_`. */
const sideOf = (value: Value): 'EDGE' | 'REGIONAL' | undefined => {
  const attribute = value.kind === 'reference' ? (value.attribute.at(-1) ?? '') : ''
  if (/^(cloudfront_|Distribution)/.test(attribute)) return 'EDGE'
  return /^(regional_|Regional)/.test(attribute) ? 'REGIONAL' : undefined
}

const domainMismatch = (entry: Entry, target: Value, zoneId: Value | undefined): string | undefined => {
  if (entry.kind !== 'api-domain') return undefined
  const side = sideOf(target)
  const zoneSide = zoneId && sideOf(zoneId)
  const type = isString(entry.endpointType) ? entry.endpointType.value : undefined
  if (side && (type === 'EDGE' || type === 'REGIONAL') && side !== type)
    return `the domain is ${type} and has no ${side === 'EDGE' ? 'distribution' : 'name in a region'}`
  return side && zoneSide && side !== zoneSide ? 'the zone id is of the other kind of endpoint' : undefined
}

export type AliasZone =
  | { readonly kind: 'fits' }
  | { readonly kind: 'differs'; readonly why: string }
  | { readonly kind: 'unknown'; readonly decides: Value }

/** Whether the zone id of an alias is its target's. Aliases of other records of a zone, and of what is made elsewhere, are left alone. */
export const aliasZoneOf = (model: EnvironmentModel, { alias }: DnsRecord): AliasZone => {
  const entry = alias && entryOf(model, alias.target)
  if (!alias || !entry) return { kind: 'fits' }
  const { target, zoneId } = alias
  const wrongSide = domainMismatch(entry, target, zoneId)
  if (wrongSide !== undefined) return { kind: 'differs', why: wrongSide }
  if (zoneId === undefined) return { kind: 'fits' }
  if (isString(zoneId)) {
    const why = literalMismatch(zoneId.value, entry)
    return why === undefined ? { kind: 'fits' } : { kind: 'differs', why }
  }
  if (zoneId.kind === 'unknown' && zoneId.why.kind === 'unset-input') return { kind: 'unknown', decides: zoneId }
  if (zoneId.kind !== 'reference') return { kind: 'fits' }
  const named = formatReference(zoneId.to, zoneId.attribute)
  if (resolveEntity(model, 'zone', zoneId).kind === 'entity')
    return { kind: 'differs', why: `${named} is the hosted zone of the record` }
  const other = entryOf(model, zoneId)
  return other && other.kind !== entry.kind
    ? { kind: 'differs', why: `${named} is of ${nouns[other.kind]}` }
    : { kind: 'fits' }
}
