import { formatReference } from '../../model/deciders.ts'
import type { DnsRecord } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type ReferenceValue, type Value } from '../../model/value.ts'
import { type Entry, entryOf } from '../../trace/entry.ts'
import { type AliasTarget, aliasTargetOf } from './alias-targets.ts'
import { type CanonicalZone, canonicalZones } from './canonical-zones.ts'

export type AliasZone =
  | { readonly kind: 'fits' }
  | {
      readonly kind: 'differs'
      readonly why: string
      /** Which of the two lines is wrong. */
      readonly wrong: 'zone id' | 'target'
      /** The id that belongs there, where an id is written out. */
      readonly right?: string | undefined
    }
  | { readonly kind: 'unknown'; readonly decides: Value }

const fits: AliasZone = { kind: 'fits' }
const differs = (why: string, right?: string): AliasZone => ({ kind: 'differs', why, wrong: 'zone id', right })

/** The zones that a target may be in, as far as the table has those of its region. */
const zonesOf = ({ services, region }: AliasTarget): readonly CanonicalZone[] =>
  canonicalZones.filter(
    zone =>
      services.includes(zone.service) &&
      (zone.region === undefined || (isString(region) && zone.region === region.value)),
  )

/** What is said of a zone id that is written out. Regions that the table does not have are left alone. */
const literalZone = (id: string, target: AliasTarget): AliasZone => {
  const { services, region } = target
  const own = zonesOf(target)
  const right = services.length === 1 ? own[0]?.id : undefined
  const zone = canonicalZones.find(each => each.id === id)
  if (!zone) {
    const inRegion = isString(region) ? ` in ${region.value}` : ''
    return own.length > 0 ? differs(`${id} is not the zone of ${services.join(' or ')}${inRegion}`, right) : fits
  }
  const isOther = zone.region !== undefined && isString(region) && zone.region !== region.value
  if (!services.includes(zone.service) || isOther)
    return differs(
      `${id} is the zone of ${zone.service}${zone.region === undefined ? '' : ` in ${zone.region}`}`,
      right,
    )
  return zone.region === undefined || region === undefined || isString(region)
    ? fits
    : { kind: 'unknown', decides: region }
}

/** The names and zones of a domain of API Gateway: at the edge under `cloudfront_`, in a region under `regional_`. */
const sideOf = (value: Value): 'EDGE' | 'REGIONAL' | undefined => {
  const attribute = value.kind === 'reference' ? (value.attribute.at(-1) ?? '') : ''
  if (/^(cloudfront_|Distribution)/.test(attribute)) return 'EDGE'
  return /^(regional_|Regional)/.test(attribute) ? 'REGIONAL' : undefined
}

const domainMismatch = (entry: Entry | undefined, target: Value, zoneId: Value | undefined): AliasZone | undefined => {
  const side = sideOf(target)
  if (entry?.kind !== 'api-domain' || side === undefined) return undefined
  const { endpointType } = entry
  if (endpointType.kind === 'unknown' && endpointType.why.kind === 'unset-input')
    return { kind: 'unknown', decides: endpointType }
  const type = isString(endpointType) ? endpointType.value : undefined
  if ((type === 'EDGE' || type === 'REGIONAL') && side !== type) {
    const why = `the domain is ${type} and has no ${side === 'EDGE' ? 'distribution' : 'name in a region'}`
    return { kind: 'differs', why, wrong: 'target' }
  }
  const zoneSide = zoneId && sideOf(zoneId)
  return zoneSide && side !== zoneSide ? differs('the zone id is of the other kind of endpoint') : undefined
}

/** What is said of a zone id that something has: the record's own zone, or another target. */
const referredZone = (model: EnvironmentModel, zoneId: ReferenceValue, target: AliasTarget): AliasZone => {
  const named = formatReference(zoneId.to, zoneId.attribute)
  if (resolveEntity(model, 'zone', zoneId).kind === 'entity')
    return target.isRecord ? fits : differs(`${named} is the hosted zone of the record`)
  const entry = entryOf(model, zoneId)
  const other = entry && entry !== target.entry ? aliasTargetOf(model, zoneId) : undefined
  if (!other) return fits
  const isEither = other.services.length === 0 && target.services.length === 0
  if (!isEither && !other.services.some(service => target.services.includes(service)))
    return differs(`${named} is the zone of ${other.services.join(' or ') || 'API Gateway'}`)
  return isString(other.region) && isString(target.region) && other.region.value !== target.region.value
    ? differs(`${named} is a zone in ${other.region.value}`)
    : fits
}

/** Whether the zone id of an alias is its target's. Aliases of what is made elsewhere are left alone. */
export const aliasZoneOf = (model: EnvironmentModel, { alias }: DnsRecord): AliasZone => {
  if (!alias) return fits
  const { zoneId } = alias
  const wrongSide = domainMismatch(entryOf(model, alias.target), alias.target, zoneId)
  if (wrongSide) return wrongSide
  const target = aliasTargetOf(model, alias.target)
  if (!target || !zoneId) return fits
  if (isString(zoneId)) return literalZone(zoneId.value, target)
  if (zoneId.kind === 'unknown' && zoneId.why.kind === 'unset-input' && !target.isRecord)
    return { kind: 'unknown', decides: zoneId }
  return zoneId.kind === 'reference' ? referredZone(model, zoneId, target) : fits
}
