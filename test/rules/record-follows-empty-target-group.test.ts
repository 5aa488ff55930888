import type { DnsRecord, Entity } from '../../src/model/entity.ts'
import { recordFollowsEmptyTargetGroup } from '../../src/rules/dns/record-follows-empty-target-group.ts'
import { at, changed, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const weighted = (side: Side, name: string, evaluate: boolean): Entity =>
  entity('dns-record', `aws_route53_record.${name}`, {
    name: text(`docs.${zones[side]}`),
    recordType: text('A'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    alias: { target: ref('aws_lb.main', 'dns_name'), evaluateTargetHealth: text(evaluate) },
    routing: 'weighted',
    setIdentifier: text(name),
  } satisfies Partial<DnsRecord>)

/** The shop whose API has a group for what comes next, with nothing in it yet. */
const blueGreen = (side: Side, records: readonly Entity[], next: readonly Entity[] = []) =>
  shop(side, [
    ...changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
      actions: [
        {
          at: at(),
          type: 'forward',
          targets: [
            { targetGroup: ref('aws_lb_target_group.api', 'arn'), weight: text(100) },
            { targetGroup: ref('aws_lb_target_group.next', 'arn'), weight: text(0) },
          ],
        },
      ],
    }),
    entity('target-group', 'aws_lb_target_group.next', { name: text('next'), hasOwnTargets: 'no', isLookup: false }),
    ...records,
    ...next,
  ])

const pair = (side: Side, evaluate: boolean) => [weighted(side, 'here', evaluate), weighted(side, 'there', false)]
const attachment = entity('target-attachment', 'aws_lb_target_group_attachment.next', {
  targetGroup: ref('aws_lb_target_group.next', 'arn'),
})

testRule(recordFollowsEmptyTargetGroup, {
  silent: [
    {
      name: 'health is not followed',
      staging: blueGreen('staging', []),
      production: blueGreen('production', pair('production', false)),
    },
    {
      name: 'a record alone has nobody to leave to',
      staging: blueGreen('staging', []),
      production: blueGreen('production', [weighted('production', 'here', true)]),
    },
    {
      name: 'every record of the set follows the same health',
      staging: blueGreen('staging', []),
      production: blueGreen('production', [
        weighted('production', 'here', true),
        weighted('production', 'there', true),
      ]),
    },
    {
      name: 'the group has targets',
      staging: blueGreen('staging', []),
      production: blueGreen('production', pair('production', true), [attachment]),
    },
    {
      name: 'staging does the same',
      staging: blueGreen('staging', pair('staging', true)),
      production: blueGreen('production', pair('production', true)),
    },
  ],
  reports: [
    {
      name: 'an empty group',
      staging: blueGreen('staging', []),
      production: blueGreen('production', pair('production', true)),
      expect: [
        'Route 53 passes this record of docs.example.com over: it follows the health of a load balancer whose target group aws_lb_target_group.next has no targets',
      ],
    },
    {
      name: 'targets that may be there',
      staging: blueGreen('staging', []),
      production: blueGreen('production', pair('production', true), [
        { ...attachment, exists: 'undetermined', existsBecause: unset('attach') },
      ]),
      expect: ['undetermined: attach'],
    },
  ],
})
