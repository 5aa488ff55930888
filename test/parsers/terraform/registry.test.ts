import { describe, expect, test } from 'vitest'
import { formatLocation } from '../../../src/model/source-location.ts'
import { itemsOf, member } from '../../../src/model/value.ts'
import { findSketch } from '../../../src/parsers/terraform/registry/find-sketch.ts'
import type { Files } from './evaluate-files.ts'
import { evaluateFiles, originsOf, outputsOf, resourceAt, troubleOf, valuesAt } from './evaluate-files.ts'

interface Call {
  readonly module: string
  readonly version: string
  readonly body: string
}

const evaluateCall = ({ module, version, body }: Call, more = '', files: Files = {}) =>
  evaluateFiles({
    'main.tf': `module "x" {\n  source  = "terraform-aws-modules/${module}"\n  version = "${version}"\n${body}\n}\n${more}`,
    ...files,
  })

const outside = 'main.tf:2 Module is not among the sources'

const listeners = (forward: string, weighted: string, fixed: string) => `
  name = "edge"
  listeners = {
    http = {
      redirect = { port = "443", protocol = "HTTPS", status_code = "HTTP_301" }
    }
    https = {
      port                        = 443
      protocol                    = "HTTPS"
      certificate_arn             = "arn:main"
      additional_certificate_arns = ["arn:more"]
      forward                     = { target_group_key = "app" }
      rules = {
        partner = {
          priority   = 10
          actions    = [${forward}]
          conditions = [{ host_header = { values = ["partner.example"] } }, { path_pattern = { values = ["/v1/*"] } }]
        }
        split = { actions = [${weighted}], conditions = [{ query_string = { key = "a", value = "b" } }] }
        gone  = { actions = [${fixed}], conditions = [{ http_header = { http_header_name = "X", values = ["1"] } }] }
      }
    }
  }
  target_groups = {
    app = { port = 8080, target_type = "ip", create_attachment = false, health_check = { path = "/health" } }
  }
  route53_records = { www = { zone_id = "Z1", type = "A" } }
`
const v9 = listeners(
  '{ type = "forward", target_group_key = "app" }',
  '{ type = "weighted-forward", target_groups = [{ target_group_key = "app", weight = 3 }] }',
  '{ type = "fixed-response", content_type = "text/plain", status_code = "410" }',
)
const v10 = listeners(
  '{ forward = { target_group_key = "app" } }',
  '{ weighted_forward = { target_groups = [{ target_group_key = "app", weight = 3 }] } }',
  '{ fixed_response = { content_type = "text/plain", status_code = "410" } }',
)
const group = { $ref: 'module.x.aws_lb_target_group.this["app"].arn' }

describe.each([
  ['9.17.0', v9, 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'],
  ['~> 10.0', v10, 'ELBSecurityPolicy-TLS13-1-3-2021-06'],
])('alb %s', (version, body, policy) => {
  const evaluated = evaluateCall({ module: 'alb/aws', version, body })

  test.each([
    ['aws_lb.this[0]', { name: 'edge', load_balancer_type: 'application' }],
    [
      'aws_lb_listener.this["http"]',
      { port: 80, protocol: 'HTTP', default_action: [{ type: 'redirect', redirect: [{ status_code: 'HTTP_301' }] }] },
    ],
    [
      'aws_lb_listener.this["https"]',
      {
        load_balancer_arn: { $ref: 'module.x.aws_lb.this[0].arn' },
        certificate_arn: 'arn:main',
        ssl_policy: policy,
        default_action: [{ type: 'forward', target_group_arn: group }],
      },
    ],
    [
      'aws_lb_listener_rule.this["https/partner"]',
      {
        listener_arn: { $ref: 'module.x.aws_lb_listener.this["https"].arn' },
        priority: 10,
        action: [{ type: 'forward', target_group_arn: group }],
        condition: [{ host_header: [{ values: ['partner.example'] }] }, { path_pattern: [{ values: ['/v1/*'] }] }],
      },
    ],
    [
      'aws_lb_listener_rule.this["https/split"]',
      {
        action: [{ type: 'forward', forward: [{ target_group: [{ arn: group, weight: 3 }] }] }],
        condition: [{ query_string: [{ key: 'a', value: 'b' }] }],
      },
    ],
    [
      'aws_lb_listener_rule.this["https/gone"]',
      {
        action: [{ type: 'fixed-response', fixed_response: [{ status_code: '410' }] }],
        condition: [{ http_header: [{ http_header_name: 'X', values: ['1'] }] }],
      },
    ],
    ['aws_lb_listener_certificate.this["https/0"]', { certificate_arn: 'arn:more' }],
    [
      'aws_lb_target_group.this["app"]',
      { port: 8080, protocol: 'HTTP', target_type: 'ip', health_check: [{ path: '/health' }] },
    ],
    [
      'aws_route53_record.this["www"]',
      { zone_id: 'Z1', name: 'www', type: 'A', alias: [{ name: { $ref: 'module.x.aws_lb.this[0].dns_name' } }] },
    ],
  ])('%s', async (address, values) => {
    expect(valuesAt(await evaluated, `module.x.${address}`)).toMatchObject(values)
  })

  test('is told once, and stands where it is called', async () => {
    const source = await evaluated
    expect(troubleOf(source)).toEqual([outside])
    for (const { at } of source.resources) expect(formatLocation(at)).toBe('main.tf:1')
    expect(JSON.stringify(source.resources)).not.toContain('<registry>')
  })
})

describe('alb 8', () => {
  const evaluated = evaluateCall({
    module: 'alb/aws',
    version: '~> 8.7',
    body: `
  http_tcp_listeners = [{ port = 80, protocol = "HTTP", action_type = "redirect", redirect = { port = "443", status_code = "HTTP_301" } }]
  https_listeners    = [{ port = 443, certificate_arn = "arn:main", target_group_index = 0 }]
  https_listener_rules = [{
    https_listener_index = 0
    priority             = 5
    actions              = [{ type = "forward", target_group_index = 0 }]
    conditions           = [{ host_headers = ["a.example"], path_patterns = ["/v1"] }]
  }]
  extra_ssl_certs = [{ https_listener_index = 0, certificate_arn = "arn:more" }]
  target_groups   = [{ name = "app", backend_port = 8080, backend_protocol = "http", target_type = "ip" }]
`,
  })
  test.each([
    [
      'aws_lb_listener.frontend_http_tcp[0]',
      { port: 80, default_action: [{ type: 'redirect', redirect: [{ port: '443', status_code: 'HTTP_301' }] }] },
    ],
    [
      'aws_lb_listener.frontend_https[0]',
      {
        certificate_arn: 'arn:main',
        protocol: 'HTTPS',
        ssl_policy: 'ELBSecurityPolicy-2016-08',
        default_action: [{ type: 'forward', target_group_arn: { $ref: 'module.x.aws_lb_target_group.main[0].arn' } }],
      },
    ],
    [
      'aws_lb_listener_rule.https_listener_rule[0]',
      {
        priority: 5,
        listener_arn: { $ref: 'module.x.aws_lb_listener.frontend_https[0].arn' },
        condition: [{ path_pattern: [{ values: ['/v1'] }] }, { host_header: [{ values: ['a.example'] }] }],
      },
    ],
    ['aws_lb_listener_certificate.https_listener[0]', { certificate_arn: 'arn:more' }],
    ['aws_lb_target_group.main[0]', { name: 'app', port: 8080, protocol: 'HTTP' }],
  ])('%s', async (address, values) => {
    expect(valuesAt(await evaluated, `module.x.${address}`)).toMatchObject(values)
  })
})

test.each<readonly [Call, string, object]>([
  [
    {
      module: 'acm/aws',
      version: '5.1.1',
      body: '  domain_name = "a.example"\n  subject_alternative_names = ["*.a.example"]',
    },
    'aws_acm_certificate.this[0]',
    { domain_name: 'a.example', subject_alternative_names: ['*.a.example'] },
  ],
  [
    {
      module: 'route53/aws//modules/records',
      version: '~> 2.11',
      body: '  zone_id = "Z1"\n  zone_name = "x.example"\n  records = [{ name = "app", type = "A", alias = { name = "lb", zone_id = "Z2" } }]',
    },
    'aws_route53_record.this["app A"]',
    {
      zone_id: 'Z1',
      name: 'app.x.example',
      type: 'A',
      alias: [{ name: 'lb', zone_id: 'Z2', evaluate_target_health: false }],
    },
  ],
  [
    {
      module: 'route53/aws//modules/zones',
      version: '5.0.0',
      body: '  zones = { "a.example" = {}, b = { domain_name = "b.example" } }',
    },
    'aws_route53_zone.this["b"]',
    { name: 'b.example' },
  ],
  [
    {
      module: 'route53/aws',
      version: '6.4.0',
      body: '  name = "x.example"\n  records = { app = { type = "A", alias = { name = "lb", zone_id = "Z2" } }, full = { full_name = "q.example", type = "TXT" } }',
    },
    'aws_route53_record.this["app"]',
    { zone_id: { $ref: 'module.x.aws_route53_zone.this[0].zone_id' }, name: 'app.x.example', alias: [{ name: 'lb' }] },
  ],
  [
    {
      module: 'cloudfront/aws',
      version: '~> 3.4',
      body: `  aliases = ["cdn.example"]
  origin = { app = { domain_name = "lb.example", custom_origin_config = { origin_protocol_policy = "https-only" } } }
  default_cache_behavior = { target_origin_id = "app", origin_request_policy_name = "Managed-AllViewer", use_forwarded_values = false }
  ordered_cache_behavior = [{ path_pattern = "/s/*", target_origin_id = "app", headers = ["Host"] }]
  viewer_certificate = { acm_certificate_arn = "arn:c" }`,
    },
    'aws_cloudfront_distribution.this[0]',
    {
      aliases: ['cdn.example'],
      origin: [
        {
          origin_id: 'app',
          domain_name: 'lb.example',
          custom_origin_config: [{ origin_protocol_policy: 'https-only' }],
        },
      ],
      default_cache_behavior: [
        {
          target_origin_id: 'app',
          origin_request_policy_id: {
            $ref: 'module.x.data.aws_cloudfront_origin_request_policy.this["Managed-AllViewer"].id',
          },
        },
      ],
      ordered_cache_behavior: [{ path_pattern: '/s/*', forwarded_values: [{ headers: ['Host'] }] }],
      viewer_certificate: [{ acm_certificate_arn: 'arn:c' }],
    },
  ],
  [
    {
      module: 'ecs/aws',
      version: '5.12.0',
      body: `  services = { api = {
    load_balancer         = { service = { target_group_arn = "arn:t", container_name = "api", container_port = 80 } }
    container_definitions = { api = { image = "i", port_mappings = [{ containerPort = 80 }] } }
  } }`,
    },
    'module.service["api"].aws_ecs_service.this[0]',
    { name: 'api', load_balancer: [{ target_group_arn: 'arn:t', container_name: 'api', container_port: 80 }] },
  ],
  [
    {
      module: 'ecs/aws//modules/service',
      version: '7.5.0',
      body: '  name = "api"\n  ignore_task_definition_changes = true\n  container_definitions = { api = { portMappings = [{ containerPort = 80 }] } }',
    },
    'aws_ecs_service.ignore_task_definition[0]',
    { name: 'api', desired_count: 1, task_definition: { $ref: 'module.x.aws_ecs_task_definition.this[0].arn' } },
  ],
])('%o', async (call, address, values) => {
  const source = await evaluateCall(call)
  expect(troubleOf(source)).toEqual([outside])
  expect(valuesAt(source, `module.x.${address}`)).toMatchObject(values)
})

test('what is not known is so where it stands, and flows from where it is given', async () => {
  const source = await evaluateCall(
    {
      module: 'alb/aws',
      version: '9.0.0',
      body: '  listeners = { https = { port = 443, certificate_arn = var.cert, rules = { r = {\n    conditions = [{ host_header = { values = [var.host] } }]\n  } } } }',
    },
    'variable "cert" {}\nvariable "host" {}\noutput "o" { value = [module.x.dns_name, module.x.listeners["https"].arn, module.x.something_else] }\n',
    { 'terraform.tfvars': 'host = "a.example"\n' },
  )
  expect(valuesAt(source, 'module.x.aws_lb_listener.this["https"]').certificate_arn).toEqual({ $unknown: 'var.cert' })
  const rule = resourceAt(source, 'module.x.aws_lb_listener_rule.this["https/r"]').values
  const [condition] = itemsOf(member(rule, 'condition')) ?? []
  const [header] = itemsOf(member(condition, 'host_header')) ?? []
  const [host] = itemsOf(member(header, 'values')) ?? []
  expect(originsOf(host)).toEqual(['tfvars var.host terraform.tfvars:1'])
  expect(host && formatLocation(host.from.at)).toMatch(/^main\.tf:/)
  expect(outputsOf(source).o).toEqual([
    { $ref: 'module.x.aws_lb.this[0].dns_name' },
    { $ref: 'module.x.aws_lb_listener.this["https"].arn' },
    { $ref: 'module.x.something_else' },
  ])
})

test('listeners that are not known as a whole are an unknown number', async () => {
  const source = await evaluateCall(
    { module: 'alb/aws', version: '9.0.0', body: '  listeners = var.all' },
    'variable "all" {}\n',
  )
  expect(resourceAt(source, 'module.x.aws_lb_listener.this[*]')).toMatchObject({
    exists: 'undetermined',
    existsBecause: { why: { names: 'var.all' } },
  })
})

test('arguments of the wrong shape are told at the call', async () => {
  const source = await evaluateCall({ module: 'alb/aws', version: '9.0.0', body: '  listeners = "none"' })
  expect(source.diagnostics.every(({ severity }) => severity === 'warning')).toBe(true)
  expect(troubleOf(source).every(text => text.startsWith('main.tf:'))).toBe(true)
})

const git = 'git::https://github.com/terraform-aws-modules/terraform-aws-alb.git?ref=v9.1.0'
test.each([
  ['terraform-aws-modules/alb/aws', '9.17.0', [], 'alb/9'],
  ['registry.terraform.io/terraform-aws-modules/alb/aws', '>= 8.0, < 9.0', [], 'alb/8'],
  ['terraform-aws-modules/alb/aws', '~> 10.2', [], 'alb/10'],
  ['terraform-aws-modules/alb/aws', '~> 9', ['listeners'], 'alb/10'],
  ['terraform-aws-modules/alb/aws', '>= 6.0', ['https_listeners'], 'alb/8'],
  ['terraform-aws-modules/alb/aws', undefined, ['https_listeners'], 'alb/8'],
  ['terraform-aws-modules/alb/aws', undefined, ['name'], undefined],
  ['terraform-aws-modules/alb/aws', '11.0.0', ['listeners'], undefined],
  ['terraform-aws-modules/alb/aws', '5.0.0', ['https_listeners'], undefined],
  ['terraform-aws-modules/vpc/aws', '5.0.0', [], undefined],
  ['acme/alb/aws', '9.0.0', ['listeners'], undefined],
  [git, undefined, [], 'alb/9'],
  [
    'github.com/terraform-aws-modules/terraform-aws-route53//modules/records?ref=v2.11.1',
    undefined,
    [],
    'route53/modules/records/2',
  ],
] as const)('%s %s with %o is read as %s', (source, version, given, id) => {
  expect(findSketch(source, version, new Set<string>(given))?.id).toBe(id)
})
