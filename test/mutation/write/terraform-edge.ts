import type { Action, Certificate, DnsRecord, Listener } from '../company/deployment.ts'
import { type Block, block, raw } from './hcl-text.ts'
import type { Part, Scope } from './terraform-root.ts'
import { targetGroupArn } from './terraform-service.ts'

/** Zones and records, certificates, the load balancer with its listeners, the distribution. */
export const edgeBlocks = (scope: Scope): readonly Part[] => [
  ...[...zones(scope), ...scope.deployment.records.map(record => recordBlock(scope, record))].map(part('dns')),
  ...scope.deployment.certificates.flatMap(certificate => certificateBlocks(scope, certificate)).map(part('tls')),
  ...[...loadBalancer(scope), ...scope.deployment.listeners.flatMap(listener => listenerBlocks(scope, listener))].map(
    part('front'),
  ),
  ...[distributionBlock(scope)].map(part('cdn')),
]

const part =
  (subject: string) =>
  (written: Block): Part => ({ subject, block: written })

const zones = ({ deployment: { domain, privateZone, childZone }, name }: Scope): readonly Block[] => [
  block('resource', ['aws_route53_zone', name('public')], ['name', domain]),
  ...(childZone === undefined ? [] : [block('resource', ['aws_route53_zone', name('child')], ['name', childZone])]),
  block(
    'resource',
    ['aws_route53_zone', name('private')],
    ['name', privateZone],
    block('vpc', [], ['vpc_id', raw(`aws_vpc.${name('main')}.id`)]),
  ),
]

const recordBlock = ({ name, value }: Scope, record: DnsRecord): Block => {
  const targets = {
    'load-balancer': [raw(`aws_lb.${name('front')}.dns_name`), raw(`aws_lb.${name('front')}.zone_id`)],
    distribution: [
      raw(`aws_cloudfront_distribution.${name('cdn')}.domain_name`),
      raw(`aws_cloudfront_distribution.${name('cdn')}.hosted_zone_id`),
    ],
  } as const
  const text = typeof record.target === 'object' ? record.target.text : ''
  const [dnsName, ofTarget] = typeof record.target === 'object' ? [text, 'Z32O12XQLNTSW2'] : targets[record.target]
  const own = raw(`aws_route53_zone.${name(record.zone)}.zone_id`)
  const zoneId = record.aliasZone === 'own' ? own : (record.aliasZone?.text ?? ofTarget)
  return block(
    'resource',
    ['aws_route53_record', name(record.key)],
    ['zone_id', own],
    ['name', value(`record_${record.key}`, record.name)],
    ['type', record.type],
    ...(record.weight === undefined
      ? []
      : ([['set_identifier', record.key], block('weighted_routing_policy', [], ['weight', record.weight])] as const)),
    ...(record.failover === undefined
      ? []
      : ([['set_identifier', record.key], block('failover_routing_policy', [], ['type', record.failover])] as const)),
    ...(record.type === 'TXT'
      ? ([
          ['ttl', 300],
          ['records', [text]],
        ] as const)
      : [
          block(
            'alias',
            [],
            ['name', dnsName],
            ['zone_id', zoneId],
            ['evaluate_target_health', record.followsHealth === true],
          ),
        ]),
  )
}

const certificateBlocks = ({ name, value }: Scope, { key, names, use, isAwaited }: Certificate): readonly Block[] => {
  const [domain, ...more] = names
  const provider = use === 'distribution' ? ([['provider', raw('aws.us_east_1')]] as const) : []
  return [
    block(
      'resource',
      ['aws_acm_certificate', name(key)],
      ...provider,
      ['domain_name', value(`certificate_${key}`, domain)],
      ...(more.length > 0 ? ([['subject_alternative_names', value(`certificate_${key}_more`, more)]] as const) : []),
      ['validation_method', 'DNS'],
    ),
    ...(isAwaited
      ? [
          block('resource', ['aws_acm_certificate_validation', name(key)], ...provider, [
            'certificate_arn',
            raw(`aws_acm_certificate.${name(key)}.arn`),
          ]),
        ]
      : []),
  ]
}

const certificateArn = ({ deployment, name }: Scope, key: string): string => {
  const isAwaited = deployment.certificates.find(certificate => certificate.key === key)?.isAwaited
  return isAwaited
    ? `aws_acm_certificate_validation.${name(key)}.certificate_arn`
    : `aws_acm_certificate.${name(key)}.arn`
}

const loadBalancer = ({ deployment, name }: Scope): readonly Block[] => [
  block(
    'resource',
    ['aws_security_group', name('front')],
    ['name', `${deployment.company}-${deployment.environment}-front`],
    ['vpc_id', raw(`aws_vpc.${name('main')}.id`)],
    ...deployment.openPorts.map(port =>
      block('ingress', [], ['protocol', 'tcp'], ['from_port', port], ['to_port', port], ['cidr_blocks', ['0.0.0.0/0']]),
    ),
    block(
      'egress',
      [],
      ['protocol', deployment.egressPort === undefined ? '-1' : 'tcp'],
      ['from_port', deployment.egressPort ?? 0],
      ['to_port', deployment.egressPort ?? 0],
      ['cidr_blocks', ['0.0.0.0/0']],
    ),
  ),
  block(
    'resource',
    ['aws_lb', name('front')],
    ['name', `${deployment.company}-${deployment.environment}`],
    ['load_balancer_type', 'application'],
    ['internal', deployment.isInternal],
    ['ip_address_type', deployment.addressType],
    ['security_groups', [raw(`aws_security_group.${name('front')}.id`)]],
  ),
]

const listenerBlocks = (scope: Scope, listener: Listener): readonly Block[] => {
  const { name } = scope
  const [first, ...more] = listener.certificates
  return [
    block(
      'resource',
      ['aws_lb_listener', name(listener.key)],
      ['load_balancer_arn', raw(`aws_lb.${name('front')}.arn`)],
      ['port', listener.port],
      ['protocol', listener.protocol],
      ...(listener.policy === undefined ? [] : ([['ssl_policy', listener.policy]] as const)),
      ...(first === undefined ? [] : ([['certificate_arn', raw(certificateArn(scope, first))]] as const)),
      actionBlock(scope, 'default_action', listener.defaultAction),
    ),
    ...more.map(key =>
      block(
        'resource',
        ['aws_lb_listener_certificate', name(key)],
        ['listener_arn', raw(`aws_lb_listener.${name(listener.key)}.arn`)],
        ['certificate_arn', raw(certificateArn(scope, key))],
      ),
    ),
  ]
}

export const actionBlock = (scope: Scope, type: string, action: Action): Block => {
  switch (action.kind) {
    case 'forward':
      return block(type, [], ['type', 'forward'], ['target_group_arn', raw(targetGroupArn(scope, action.service))])
    case 'answer':
      return block(
        type,
        [],
        ['type', 'fixed-response'],
        block('fixed_response', [], ['content_type', 'text/plain'], ['status_code', action.status]),
      )
    case 'redirect':
      return block(
        type,
        [],
        ['type', 'redirect'],
        block(
          'redirect',
          [],
          ...(['protocol', 'port', 'host', 'path'] as const).flatMap(key =>
            action[key] === undefined ? [] : ([[key, action[key]]] as const),
          ),
          ['status_code', 'HTTP_302'],
        ),
      )
  }
}

/** Managed-CachingOptimized and Managed-CachingDisabled. */
const cachePolicies = {
  optimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  disabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
} as const

const distributionBlock = ({ deployment, deployment: { distribution }, name }: Scope): Block =>
  block(
    'resource',
    ['aws_cloudfront_distribution', name('cdn')],
    ['enabled', true],
    ['aliases', distribution.aliases],
    block(
      'origin',
      [],
      ['origin_id', 'front'],
      ['domain_name', distribution.originHost],
      block(
        'custom_origin_config',
        [],
        ['http_port', 80],
        ['https_port', 443],
        ['origin_protocol_policy', distribution.originProtocol],
        ['origin_ssl_protocols', ['TLSv1.2']],
      ),
    ),
    block(
      'origin',
      [],
      ['origin_id', 'uploads'],
      ['domain_name', `${deployment.environment}-uploads.s3.amazonaws.com`],
    ),
    ...distribution.behaviors.map(({ path, origin }) =>
      block(
        'ordered_cache_behavior',
        [],
        ['path_pattern', path],
        ['target_origin_id', origin],
        ['viewer_protocol_policy', 'redirect-to-https'],
        ['allowed_methods', ['GET', 'HEAD']],
        ['cached_methods', ['GET', 'HEAD']],
        ['cache_policy_id', cachePolicies.optimized],
      ),
    ),
    block(
      'default_cache_behavior',
      [],
      ['target_origin_id', 'front'],
      ['viewer_protocol_policy', 'redirect-to-https'],
      ['allowed_methods', distribution.methods],
      ['cached_methods', ['GET', 'HEAD']],
      ['cache_policy_id', cachePolicies[distribution.keepsAnswers ? 'optimized' : 'disabled']],
      ...(distribution.forwardsHost
        ? ([['origin_request_policy_id', '216adef6-5c7f-47e4-b989-5492eafa07d3']] as const)
        : []),
    ),
    block(
      'viewer_certificate',
      [],
      ['acm_certificate_arn', raw(`aws_acm_certificate_validation.${name('cdn')}.certificate_arn`)],
      ['ssl_support_method', 'sni-only'],
    ),
    block('restrictions', [], block('geo_restriction', [], ['restriction_type', 'none'])),
  )
