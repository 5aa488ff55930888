import type { Condition, Rule, Service } from '../company/deployment.ts'
import { type Block, block, type HclObject, type HclValue, hcl, raw } from './hcl-text.ts'
import { actionBlock } from './terraform-edge.ts'
import type { Part, Scope } from './terraform-root.ts'

const isModule = ({ style }: Scope): boolean => style.services === 'modules'

export const targetGroupArn = (scope: Scope, service: string): string =>
  isModule(scope) ? `module.${scope.name(service)}.target_group_arn` : `aws_lb_target_group.${scope.name(service)}.arn`

/** Services that Terraform deploys, as resources of the root or as calls of one module, and their listener rules. */
export const serviceBlocks = (scope: Scope): readonly Part[] => {
  const listeners = new Set(scope.deployment.listeners.map(({ key }) => key))
  return scope.deployment.services
    .filter(({ writtenIn }) => writtenIn === 'terraform')
    .map(service => ({ ...service, rules: service.rules.filter(({ listener }) => listeners.has(listener)) }))
    .flatMap(service => {
      const blocks = isModule(scope)
        ? [
            moduleCall(scope, service),
            ...service.rules.filter(rule => !isOwn(service, rule)).map(rule => ruleBlock(scope, rule)),
          ]
        : [...resources(scope, service), ...rules(scope, service)]
      return blocks.map(written => ({ subject: service.name, block: written }))
    })
}

/** A rule that only sends requests to its own service: the kind that can share one block with others. */
const isOwn = ({ name }: Service, { action, listener, priority }: Rule): boolean =>
  action.kind === 'forward' && action.service === name && listener === 'https' && priority !== undefined

const definitionOf = (scope: Scope, { name, containerPort, environment }: Service): HclValue => {
  const containers = [
    {
      name,
      image: `777788889999.dkr.ecr.eu-west-1.amazonaws.com/${name}:1.4.2`,
      essential: true,
      portMappings: [{ containerPort, protocol: 'tcp' }],
      environment: Object.entries(environment).map(([key, value]) => ({ name: key, value })),
    },
  ]
  return scope.style.containers === 'heredoc'
    ? raw(`<<-JSON\n    ${JSON.stringify(containers)}\n    JSON`)
    : raw(`jsonencode(${hcl(containers, '  ')})`)
}

const resources = (scope: Scope, service: Service): readonly Block[] => {
  const { name, deployment } = scope
  const own = name(service.name)
  return [
    block(
      'resource',
      ['aws_lb_target_group', own],
      ['name', `${deployment.environment}-${service.name}`],
      ['port', service.port],
      ['protocol', 'HTTP'],
      ['target_type', 'ip'],
      ['vpc_id', raw(`aws_vpc.${name('main')}.id`)],
      block('health_check', [], ['path', service.healthPath], ['matcher', '200']),
    ),
    block(
      'resource',
      ['aws_security_group', own],
      ['name', `${deployment.environment}-${service.name}`],
      ['vpc_id', raw(`aws_vpc.${name('main')}.id`)],
      block(
        'ingress',
        [],
        ['protocol', 'tcp'],
        ['from_port', service.ingressPort],
        ['to_port', service.ingressPort],
        ['security_groups', [raw(`aws_security_group.${name('front')}.id`)]],
      ),
    ),
    block(
      'resource',
      ['aws_ecs_task_definition', own],
      ['family', `${deployment.environment}-${service.name}`],
      ['network_mode', 'awsvpc'],
      ['container_definitions', definitionOf(scope, service)],
    ),
    block(
      'resource',
      ['aws_ecs_service', own],
      ['name', service.name],
      ['cluster', raw(`aws_ecs_cluster.${name('main')}.arn`)],
      ['task_definition', raw(`aws_ecs_task_definition.${own}.arn`)],
      ['desired_count', service.count],
      ...(service.isAttached
        ? [
            block(
              'load_balancer',
              [],
              ['target_group_arn', raw(`aws_lb_target_group.${own}.arn`)],
              ['container_name', service.name],
              ['container_port', service.port],
            ),
          ]
        : []),
      block(
        'network_configuration',
        [],
        ['subnets', [raw(`aws_subnet.${name('private')}.id`)]],
        ['security_groups', [raw(`aws_security_group.${own}.id`)]],
      ),
    ),
  ]
}

const moduleCall = (scope: Scope, service: Service): Block => {
  const { name, deployment, value } = scope
  const own = service.rules.filter(rule => isOwn(service, rule))
  return block(
    'module',
    [name(service.name)],
    ['source', '../modules/service'],
    ['name', service.name],
    ['environment', deployment.environment],
    ['vpc_id', raw(`aws_vpc.${name('main')}.id`)],
    ['subnet_ids', [raw(`aws_subnet.${name('private')}.id`)]],
    ['cluster_arn', raw(`aws_ecs_cluster.${name('main')}.arn`)],
    ['front_security_group_id', raw(`aws_security_group.${name('front')}.id`)],
    ['port', service.port],
    ['ingress_port', service.ingressPort],
    ['health_path', service.healthPath],
    ['desired_count', service.count],
    ['is_attached', service.isAttached],
    ['container_definitions', definitionOf(scope, service)],
    [
      'rules',
      Object.fromEntries(
        own.map(rule => [
          `${scope.style.prefix}${rule.key}`,
          {
            priority: rule.priority ?? null,
            conditions: rule.conditions.map((each, index) => conditionObject(each, value, rule, index)),
          },
        ]),
      ),
    ],
    ...(own.length > 0 ? ([['listener_arn', raw(`aws_lb_listener.${name('https')}.arn`)]] as const) : []),
  )
}

const conditionObject = (condition: Condition, value: Scope['value'], rule: Rule, index: number): HclObject => {
  if (condition.field === 'query') return { field: 'query', key: condition.key, values: [condition.value] }
  if (condition.field === 'header') return { field: 'header', key: condition.name, values: [...condition.values] }
  return { field: condition.field, values: value(`rule_${rule.key}_${index}`, condition.values) }
}

const blockNames = { host: 'host_header', path: 'path_pattern', method: 'http_request_method' } as const

const conditionBlock = (condition: Condition, values?: HclValue): Block => {
  switch (condition.field) {
    case 'query':
      return block('condition', [], block('query_string', [], ['key', condition.key], ['value', condition.value]))
    case 'header':
      return block(
        'condition',
        [],
        block('http_header', [], ['http_header_name', condition.name], ['values', condition.values]),
      )
    default:
      return block('condition', [], block(blockNames[condition.field], [], ['values', values ?? condition.values]))
  }
}

const ruleBlock = (scope: Scope, rule: Rule): Block =>
  block(
    'resource',
    ['aws_lb_listener_rule', scope.name(rule.key)],
    ['listener_arn', raw(`aws_lb_listener.${scope.name(rule.listener)}.arn`)],
    ...(rule.priority === undefined ? [] : ([['priority', rule.priority]] as const)),
    ...rule.conditions.map((condition, index) =>
      conditionBlock(
        condition,
        'values' in condition && condition.field !== 'header'
          ? scope.value(`rule_${rule.key}_${index}`, condition.values)
          : undefined,
      ),
    ),
    actionBlock(scope, 'action', rule.action),
  )

/** Rules of one service: each a block, or those with hosts and paths only as one block with instances. */
const rules = (scope: Scope, service: Service): readonly Block[] => {
  const isPlain = (rule: Rule): boolean =>
    isOwn(service, rule) &&
    rule.conditions.length === 2 &&
    rule.conditions[0]?.field === 'host' &&
    rule.conditions[1]?.field === 'path'
  const together = scope.style.rules === 'blocks' ? [] : service.rules.filter(isPlain)
  const alone = service.rules.filter(rule => !together.includes(rule))
  return [
    ...alone.map(rule => ruleBlock(scope, rule)),
    ...(together.length > 0 ? [instances(scope, service, together)] : []),
  ]
}

const instances = (scope: Scope, service: Service, together: readonly Rule[]): Block => {
  const entries = together.map(({ key, priority, conditions: [hosts, paths] }) => ({
    key,
    priority: priority ?? null,
    hosts: hosts && 'values' in hosts ? scope.value(`rule_${key}_0`, hosts.values) : [],
    paths: paths && 'values' in paths ? scope.value(`rule_${key}_1`, paths.values) : [],
  }))
  const isCount = scope.style.rules === 'count'
  const list = isCount ? hcl(entries, '  ') : ''
  const member = (name: string): HclValue => raw(isCount ? `${list}[count.index].${name}` : `each.value.${name}`)
  return block(
    'resource',
    ['aws_lb_listener_rule', scope.name(`${service.name}-rules`)],
    isCount
      ? ['count', entries.length]
      : ['for_each', Object.fromEntries(entries.map(({ key, ...rest }) => [`${scope.style.prefix}${key}`, rest]))],
    ['listener_arn', raw(`aws_lb_listener.${scope.name('https')}.arn`)],
    ['priority', member('priority')],
    block('condition', [], block('host_header', [], ['values', member('hosts')])),
    block('condition', [], block('path_pattern', [], ['values', member('paths')])),
    block(
      'action',
      [],
      ['type', 'forward'],
      ['target_group_arn', raw(`aws_lb_target_group.${scope.name(service.name)}.arn`)],
    ),
  )
}
