import type { Patterns, Permission, SecurityGroup, SecurityGroupRule } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isKnown, isNull, itemsOf, known } from '../model/value.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { argument, asNumber, asText, blocks, identifier, isOn, required } from './read-argument.ts'

/** All members of several arguments, each a list or one value; what hides one of them hides them all. */
const together = (
  within: EvaluatedResource | Value,
  names: readonly string[],
  more: readonly Value[] = [],
): Patterns => {
  const members: Value[] = [...more]
  for (const name of names) {
    const value = identifier(within, name)
    const items = itemsOf(value)
    if (value === undefined) continue
    if (items) members.push(...items.filter(item => !isNull(item)))
    else if (isKnown(value) || value.kind === 'reference' || value.kind === 'template') members.push(value)
    else return { unknown: value }
  }
  return members
}

const rangeNames = ['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6', 'CidrIp', 'CidrIpv6']
const groupNames = [
  'security_groups',
  'source_security_group_id',
  'referenced_security_group_id',
  'DestinationSecurityGroupId',
  'SourceSecurityGroupName',
]
const prefixNames = ['prefix_list_ids', 'prefix_list_id', 'SourcePrefixListId', 'DestinationPrefixListId']

/** `self` is the group that the rule is of. */
const readPermission = (resource: EvaluatedResource, within: EvaluatedResource | Value, self: Value): Permission => {
  const at = 'values' in within ? within.at : within.from.at
  const written = argument(within, 'protocol') ?? argument(within, 'ip_protocol')
  const protocol = asText(required(resource, 'protocol', written))
  const ofSelf = isOn(argument(within, 'self'), 'no')
  return {
    at,
    protocol: isKnown(protocol) && protocol.value === 'all' ? { ...protocol, value: '-1' } : protocol,
    ...given({ fromPort: asNumber(argument(within, 'from_port')), toPort: asNumber(argument(within, 'to_port')) }),
    ranges: together(within, rangeNames),
    groups: together(within, groupNames, ofSelf === 'yes' ? [self] : []),
    prefixLists: together(within, prefixNames),
  }
}

const selfOf = ({ address, at }: EvaluatedResource): Value => ({
  kind: 'reference',
  to: address,
  attribute: [],
  from: { at, origins: [] },
})

/** AWS puts a rule that allows everything into a new group; Terraform takes it out, CloudFormation only when it is given others. */
const egressOf = (resource: EvaluatedResource): SecurityGroup['egress'] => {
  const written = [...blocks(resource, 'egress'), ...blocks(resource, 'SecurityGroupEgress')]
  if (written.length === 0 && resource.dialect === 'cloudformation') return 'default'
  return written.map(block => readPermission(resource, block, selfOf(resource)))
}

export const fromGroup = (resource: EvaluatedResource): readonly SecurityGroup[] => [
  {
    kind: 'security-group',
    ...entityFacts(resource),
    ...given({ name: identifier(resource, 'name') ?? identifier(resource, 'GroupName') }),
    ingress: [...blocks(resource, 'ingress'), ...blocks(resource, 'SecurityGroupIngress')].map(block =>
      readPermission(resource, block, selfOf(resource)),
    ),
    egress: egressOf(resource),
  },
]

/** `aws_security_group_rule`, `aws_vpc_security_group_ingress_rule` and `_egress_rule`, `AWS::EC2::SecurityGroupIngress` and `Egress`. */
export const fromRule = (resource: EvaluatedResource): readonly SecurityGroupRule[] => {
  const direction = /ingress/i.test(resource.type) ? 'ingress' : /egress/i.test(resource.type) ? 'egress' : undefined
  const group = required(
    resource,
    'security_group_id',
    identifier(resource, 'security_group_id') ?? identifier(resource, 'GroupId'),
  )
  return [
    {
      kind: 'security-group-rule',
      ...entityFacts(resource),
      group,
      direction:
        direction === undefined
          ? required(resource, 'type', argument(resource, 'type'))
          : known(direction, assumed(resource, direction).from),
      permission: readPermission(resource, resource, group),
    },
  ]
}
