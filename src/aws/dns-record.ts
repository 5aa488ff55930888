import type { DnsRecord } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isKnown } from '../model/value.ts'
import { aliasTarget, canonicalName } from './domain-name.ts'
import { entityFacts, given } from './entity-base.ts'
import { argument, asBoolean, asNumber, asText, blocks, identifier, required } from './read-argument.ts'

/** The argument that decides the routing policy, by policy; Terraform's and CloudFormation's names for it. */
const policies: readonly (readonly [DnsRecord['routing'], readonly string[]])[] = [
  ['weighted', ['weighted_routing_policy', 'Weight']],
  ['latency', ['latency_routing_policy', 'Region']],
  ['failover', ['failover_routing_policy', 'Failover']],
  ['geolocation', ['geolocation_routing_policy', 'GeoLocation']],
  ['geoproximity', ['geoproximity_routing_policy', 'GeoProximityLocation']],
  ['cidr', ['cidr_routing_policy', 'CidrRoutingConfig']],
]

const routingOf = (record: Value): DnsRecord['routing'] => {
  const policy = policies.find(([, names]) => names.some(name => blocks(record, name).length > 0))
  if (policy) return policy[0]
  const multivalue = argument(record, 'multivalue_answer_routing_policy') ?? argument(record, 'MultiValueAnswer')
  const isMultivalue = asBoolean(multivalue)
  return multivalue !== undefined && !(isKnown(isMultivalue) && isMultivalue.value === false) ? 'multivalue' : 'simple'
}

interface RecordNames {
  readonly alias: string
  readonly aliasTarget: string
  readonly aliasZone: string
  readonly values: string
  readonly weight: readonly string[]
  readonly failover: readonly string[]
}

const terraformNames: RecordNames = {
  alias: 'alias',
  aliasTarget: 'name',
  aliasZone: 'zone_id',
  values: 'records',
  weight: ['weighted_routing_policy', 'weight'],
  failover: ['failover_routing_policy', 'type'],
}
/** `aws_route53_records_exclusive` follows the API's structure instead. */
const recordSetNames: RecordNames = {
  alias: 'alias_target',
  aliasTarget: 'dns_name',
  aliasZone: 'hosted_zone_id',
  values: 'resource_records',
  weight: ['weight'],
  failover: ['failover'],
}

/** The country, which is `*` for the default, else the continent. */
const locationOf = (record: Value): Value | undefined => {
  const place = argument(record, 'geolocation_routing_policy') ?? argument(record, 'GeoLocation')
  const parts = ['country', 'country_code', 'continent', 'continent_code']
  return place && parts.map(part => identifier(place, part)).find(part => part !== undefined)
}

const readRecord = (
  resource: EvaluatedResource,
  record: Value,
  names: RecordNames,
  zone: Value | undefined,
  part = '',
): DnsRecord => {
  const alias = argument(record, names.alias)
  const target = alias && required(resource, `${names.alias}.${names.aliasTarget}`, argument(alias, names.aliasTarget))
  const values = argument(record, names.values)
  return {
    kind: 'dns-record',
    ...entityFacts(resource, part, part === '' ? resource.at : record.from.at),
    name: canonicalName(required(resource, 'name', asText(argument(record, 'name')))),
    recordType: required(resource, 'type', argument(record, 'type')),
    ...given({
      zone,
      alias:
        alias &&
        target &&
        given({
          target: aliasTarget(target),
          zoneId: argument(alias, names.aliasZone),
          evaluateTargetHealth: asBoolean(argument(alias, 'evaluate_target_health')),
        }),
      values: values && blocks(record, names.values).map(value => asText(recordText(value))),
      setIdentifier: asText(identifier(record, 'set_identifier')),
      weight: asNumber(argument(record, ...names.weight)),
      failover: argument(record, ...names.failover),
      location: locationOf(record),
    }),
    routing: routingOf(record),
  }
}

/** A record's value: a text, or a block with the text in it (`resource_records { value = … }`). */
const recordText = (value: Value): Value => argument(value, 'value') ?? value

export const fromTerraform = (resource: EvaluatedResource): readonly DnsRecord[] => {
  const zone = identifier(resource, 'zone_id')
  if (resource.type !== 'aws_route53_records_exclusive')
    return [readRecord(resource, resource.values, terraformNames, zone)]
  return blocks(resource, 'resource_record_set').map((record, index) =>
    readRecord(resource, record, recordSetNames, zone, `.resource_record_set[${index}]`),
  )
}

const cloudFormationZone = (within: Value): Value | undefined =>
  identifier(within, 'HostedZoneId') ?? identifier(within, 'HostedZoneName')

export const fromCloudFormation = (resource: EvaluatedResource): readonly DnsRecord[] => {
  const zone = cloudFormationZone(resource.values)
  if (resource.type !== 'AWS::Route53::RecordSetGroup')
    return [readRecord(resource, resource.values, recordSetNames, zone)]
  return blocks(resource, 'RecordSets').map((record, index) =>
    readRecord(resource, record, recordSetNames, zone ?? cloudFormationZone(record), `.RecordSets[${index}]`),
  )
}
