import type { Action, Permission, SecurityGroup } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { loadBalancerCutOff } from '../../src/rules/service/load-balancer-cut-off.ts'
import { at, changed, entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const list = (...items: readonly Value[]): Value => ({ kind: 'list', items, from: { at: at(), origins: [] } })

const tcp = (port: Value, fields: Partial<Permission> = {}): Permission => ({
  at: at(),
  protocol: text('tcp'),
  fromPort: port,
  toPort: port,
  ranges: [text('0.0.0.0/0')],
  groups: [],
  prefixLists: [],
  ...fields,
})

const web = [tcp(text(80)), tcp(text(443))]
const login: Action = { at: at(), type: 'authenticate-oidc', issuer: text('https://id.example.com') }

interface Groups {
  readonly ingress?: SecurityGroup['ingress']
  readonly egress?: SecurityGroup['egress']
  readonly isLogin?: boolean
  readonly internal?: boolean
  readonly groups?: Value
}

/** The shop's load balancer with a group of its own, before a service in a network of its own. */
const guarded = (
  side: Side,
  {
    ingress = web,
    egress = 'default',
    isLogin = false,
    internal = false,
    groups = list(ref('aws_security_group.lb', 'id')),
  }: Groups,
) =>
  shop(side, [
    ...changed(
      changed(shopEntities(side), 'aws_ecs_service.api', {
        securityGroups: list(ref('aws_security_group.tasks', 'id')),
        targets: [{ targetGroup: ref('aws_lb_target_group.api', 'arn'), containerPort: text(8080) }],
      }),
      'aws_lb.main',
      { securityGroups: groups, internal: text(internal) },
    ).map(each =>
      isLogin && each.kind === 'listener-rule' && each.address.name.endsWith('r20')
        ? { ...each, actions: [login, ...each.actions] }
        : each,
    ),
    entity('security-group', 'aws_security_group.lb', { ingress, egress }),
    entity('security-group', 'aws_security_group.tasks', { ingress: [tcp(text(8080))], egress: 'default' }),
  ])

const said = 'aws_security_group.lb of aws_lb.main'
const office = { ranges: [text('203.0.113.0/24')] }

testRule(loadBalancerCutOff, {
  silent: [
    { name: 'both are open', staging: guarded('staging', {}), production: guarded('production', {}) },
    {
      name: 'neither lets anybody in',
      staging: guarded('staging', { ingress: [] }),
      production: guarded('production', { ingress: [] }),
    },
    {
      name: 'both are open to an office',
      staging: guarded('staging', { ingress: [tcp(text(80), office), tcp(text(443), office)] }),
      production: guarded('production', { ingress: [tcp(text(80), office), tcp(text(443), office)] }),
    },
    {
      name: 'an internal load balancer that is open to some',
      staging: guarded('staging', {}),
      production: guarded('production', { internal: true, ingress: [tcp(text(80), office), tcp(text(443), office)] }),
    },
    {
      name: 'connections to the tasks’ group only',
      staging: guarded('staging', {}),
      production: guarded('production', {
        egress: [tcp(text(8080), { ranges: [], groups: [ref('aws_security_group.tasks', 'id')] })],
      }),
    },
  ],
  reports: [
    {
      name: 'production lets nobody in on a port',
      staging: guarded('staging', {}),
      production: guarded('production', { ingress: [tcp(text(80))] }),
      expect: [`${said} let no client in on port 443: connections time out`],
    },
    {
      name: 'production lets an office in only',
      staging: guarded('staging', {}),
      production: guarded('production', { ingress: [tcp(text(80)), tcp(text(443), office)] }),
      expect: [`${said} let only some clients in on port 443: connections time out`],
    },
    {
      name: 'production lets no connection to the tasks out',
      staging: guarded('staging', {}),
      production: guarded('production', { egress: [tcp(text(80))] }),
      expect: [`${said} let no connection to aws_ecs_service.api out on port 8080: requests end with 504`],
    },
    {
      name: 'production lets connections to the tasks out, and none to the identity provider',
      staging: guarded('staging', { isLogin: true }),
      production: guarded('production', { isLogin: true, egress: [tcp(text(8080))] }),
      expect: [
        `${said} let no connection to its identity provider out on port 443: logins and token checks end with 500`,
      ],
    },
    {
      name: 'the groups come from an unset variable',
      staging: guarded('staging', {}),
      production: guarded('production', { groups: list(unset('security_group')) }),
      expect: ['undetermined: security_group', 'undetermined: security_group', 'undetermined: security_group'],
    },
  ],
})
