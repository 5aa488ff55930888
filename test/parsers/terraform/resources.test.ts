import { describe, expect, test } from 'vitest'
import { evaluateFiles, outputsOf, resourceAt, troubleOf, valuesAt } from './evaluate-files.ts'

describe('references to attributes', () => {
  test('what is configured has its value, everything else is a reference', async () => {
    const source = await evaluateFiles(`
      resource "aws_lb" "main" {
        name = "edge"
        access_logs {
          bucket = "logs"
        }
      }
      resource "aws_lb_listener" "https" {
        load_balancer_arn = aws_lb.main.arn
        port              = 443
      }
      output "configured" { value = [aws_lb.main.name, aws_lb.main.access_logs[0].bucket] }
      output "computed" { value = [aws_lb.main.dns_name, aws_lb.main.access_logs[0].prefix] }
      output "text" { value = "https://\${aws_lb.main.dns_name}/v1" }
    `)
    expect(troubleOf(source)).toEqual([])
    expect(outputsOf(source)).toEqual({
      configured: ['edge', 'logs'],
      computed: [{ $ref: 'aws_lb.main.dns_name' }, { $ref: 'aws_lb.main.access_logs.0.prefix' }],
      text: { $template: ['https://', { $ref: 'aws_lb.main.dns_name' }, '/v1'] },
    })
    const arn = resourceAt(source, 'aws_lb_listener.https').values.entries.get('load_balancer_arn')
    expect(arn).toMatchObject({ kind: 'reference', to: { source: 'root', name: 'aws_lb.main' }, attribute: ['arn'] })
  })

  test('an argument that is null counts as not configured', async () => {
    const source = await evaluateFiles(`
      resource "aws_lb" "main" {
        name = null
      }
      output "name" { value = aws_lb.main.name }
    `)
    expect(outputsOf(source)).toEqual({ name: { $ref: 'aws_lb.main.name' } })
    expect(valuesAt(source, 'aws_lb.main')).toEqual({ name: null })
  })

  test('references keep their identity through modules, objects and loops', async () => {
    const source = await evaluateFiles({
      'main.tf': `
        resource "aws_lb_target_group" "this" {
          for_each = toset(["a", "b"])
        }
        module "rules" {
          source = "./rules"
          groups = { for name, group in aws_lb_target_group.this : name => group.arn }
          whole  = aws_lb_target_group.this["b"]
          mixed  = [aws_lb_target_group.this["a"]]
        }
        output "first" { value = module.rules.first }
        output "whole" { value = module.rules.whole }
        output "mixed" { value = module.rules.mixed }
        output "all" { value = values(aws_lb_target_group.this)[*].arn }
      `,
      'rules/main.tf': `
        variable "groups" { type = map(string) }
        variable "whole" { type = object({ arn = string, port = number }) }
        variable "mixed" {
          type = list(object({ arn = string, tags = optional(object({ x = optional(string, "d") }), {}) }))
        }
        output "mixed" { value = var.mixed[0].arn }
        output "first" { value = var.groups["a"] }
        output "whole" { value = [var.whole.arn, var.whole.port] }
      `,
    })
    expect(troubleOf(source)).toEqual([])
    expect(outputsOf(source)).toEqual({
      first: { $ref: 'aws_lb_target_group.this["a"].arn' },
      whole: [{ $ref: 'aws_lb_target_group.this["b"].arn' }, { $ref: 'aws_lb_target_group.this["b"].port' }],
      mixed: { $ref: 'aws_lb_target_group.this["a"].arn' },
      all: [{ $ref: 'aws_lb_target_group.this["a"].arn' }, { $ref: 'aws_lb_target_group.this["b"].arn' }],
    })
  })

  test('the validation options of a certificate have one element for each of its names', async () => {
    const source = await evaluateFiles(`
      resource "aws_acm_certificate" "main" {
        domain_name               = "example.com"
        subject_alternative_names = ["*.example.com", "example.com"]
      }
      resource "aws_route53_record" "validation" {
        for_each = {
          for option in aws_acm_certificate.main.domain_validation_options : option.domain_name => {
            name = option.resource_record_name
          }
        }
        name = each.value.name
      }
    `)
    expect(troubleOf(source)).toEqual([])
    expect(source.resources.map(({ address }) => address.name)).toEqual([
      'aws_acm_certificate.main',
      'aws_route53_record.validation["*.example.com"]',
      'aws_route53_record.validation["example.com"]',
    ])
    expect(valuesAt(source, 'aws_route53_record.validation["example.com"]')).toEqual({
      name: { $ref: 'aws_acm_certificate.main.domain_validation_options.example.com.resource_record_name' },
    })
  })

  test('the scopes of a resource server are called by its identifier and their names', async () => {
    const source = await evaluateFiles(`
      resource "aws_cognito_resource_server" "orders" {
        identifier = "orders"
        scope { scope_name = "read" }
        scope { scope_name = "refund" }
      }
      resource "aws_cognito_user_pool_client" "web" {
        allowed_oauth_scopes = concat(["openid"], aws_cognito_resource_server.orders.scope_identifiers)
      }
    `)
    expect(troubleOf(source)).toEqual([])
    expect(valuesAt(source, 'aws_cognito_user_pool_client.web')).toEqual({
      allowed_oauth_scopes: ['openid', 'orders/read', 'orders/refund'],
    })
  })
})

describe('how many there are', () => {
  const undetermined = `
    variable "create" {
      type = bool
    }
    variable "names" {
      type = set(string)
    }
    resource "aws_lb" "maybe" {
      count = var.create ? 1 : 0
    }
    resource "aws_lb" "some" {
      for_each = var.names
      name     = each.key
    }
    resource "aws_lb_listener" "on" {
      load_balancer_arn = aws_lb.maybe[0].arn
    }
    output "length" { value = length(aws_lb.maybe) }
    output "one" { value = one(aws_lb.maybe[*].arn) }
    output "picked" { value = aws_lb.some["blue"].arn }
  `

  test('not known: one instance that may or may not exist, and what decides', async () => {
    const source = await evaluateFiles(undetermined)
    expect(troubleOf(source)).toEqual([
      'main.tf:2 No value for required variable',
      'main.tf:5 No value for required variable',
    ])
    expect(
      source.resources.map(({ address, exists, existsBecause }) => [
        address.name,
        exists,
        existsBecause?.kind === 'unknown' ? existsBecause.why : undefined,
      ]),
    ).toEqual([
      ['aws_lb.maybe[0]', 'undetermined', { kind: 'unset-input', names: 'var.create' }],
      ['aws_lb.some[*]', 'undetermined', { kind: 'unset-input', names: 'var.names' }],
      ['aws_lb_listener.on', 'yes', undefined],
    ])
    expect(valuesAt(source, 'aws_lb_listener.on')).toEqual({ load_balancer_arn: { $ref: 'aws_lb.maybe[0].arn' } })
    expect(outputsOf(source)).toEqual({
      length: { $unknown: 'var.create' },
      one: { $unknown: 'var.create' },
      picked: { $ref: 'aws_lb.some[*].arn' },
    })
  })

  test('everything in a module that may not exist may not exist', async () => {
    const source = await evaluateFiles({
      'main.tf': 'variable "on" {}\nmodule "m" {\n  source = "./m"\n  count  = var.on ? 1 : 0\n}\n',
      'm/main.tf': 'resource "aws_lb" "x" {\n}\n',
    })
    expect(resourceAt(source, 'module.m[0].aws_lb.x')).toMatchObject({
      exists: 'undetermined',
      existsBecause: { kind: 'unknown', why: { names: 'var.on' } },
    })
  })

  test('a look-up may decide, without being an error; what only creation decides is one, as for Terraform', async () => {
    const source = await evaluateFiles(`
      data "aws_subnets" "all" {}
      resource "aws_instance" "each" {
        for_each = toset(data.aws_subnets.all.ids)
      }
      resource "aws_instance" "late" {
        count = length(aws_instance.other.id)
      }
      resource "aws_instance" "other" {}
    `)
    expect(troubleOf(source)).toEqual(['main.tf:7 Invalid count argument'])
    expect(resourceAt(source, 'aws_instance.each[*]').exists).toBe('undetermined')
  })

  test('none at all, and keys that need escaping', async () => {
    const source = await evaluateFiles(`
      resource "aws_lb" "none" {
        count = 0
      }
      resource "aws_lb" "some" {
        for_each = toset(["a.b", "q\\"q", "$\${x}", "日"])
      }
    `)
    expect(source.resources.map(({ address }) => address.name)).toEqual([
      'aws_lb.some["$${x}"]',
      'aws_lb.some["a.b"]',
      'aws_lb.some["q\\"q"]',
      'aws_lb.some["日"]',
    ])
  })
})

describe('nested blocks', () => {
  test('are lists of maps by type, at the place of their block', async () => {
    const source = await evaluateFiles(`resource "aws_lb_listener_rule" "r" {
  priority = 1
  condition {
    host_header {
      values = ["a"]
    }
  }
  dynamic "condition" {
    for_each = { paths = ["/x", "/y"] }
    iterator = it
    content {
      path_pattern {
        values = [for path in it.value : "\${it.key}\${path}"]
      }
    }
  }
}`)
    expect(troubleOf(source)).toEqual([])
    const { values } = resourceAt(source, 'aws_lb_listener_rule.r')
    expect(valuesAt(source, 'aws_lb_listener_rule.r')).toEqual({
      priority: 1,
      condition: [{ host_header: [{ values: ['a'] }] }, { path_pattern: [{ values: ['paths/x', 'paths/y'] }] }],
    })
    const conditions = values.entries.get('condition')
    if (conditions?.kind !== 'list') throw new Error('no list')
    expect(conditions.items.map(({ from }) => from.at.start.line)).toEqual([3, 8])
    expect(values.entries.get('priority')?.from.at.start).toMatchObject({ line: 2, column: 14 })
  })

  test('a dynamic block over something that is not known hides how many there are', async () => {
    const source = await evaluateFiles(`
      variable "hosts" { type = list(string) }
      resource "aws_lb_listener_rule" "r" {
        dynamic "condition" {
          for_each = var.hosts
          content {
            host_header { values = [condition.value] }
          }
        }
      }
    `)
    expect(valuesAt(source, 'aws_lb_listener_rule.r')).toEqual({ condition: { $unknown: 'var.hosts' } })
  })
})

test('ignored changes are kept as dotted text', async () => {
  const source = await evaluateFiles(`
    resource "aws_ecs_service" "a" {
      lifecycle {
        ignore_changes = [desired_count, load_balancer[0].target_group_arn, tags["x"]]
      }
    }
    resource "aws_ecs_service" "b" {
      lifecycle {
        ignore_changes = all
      }
    }
  `)
  expect(resourceAt(source, 'aws_ecs_service.a').ignoredChanges).toEqual([
    'desired_count',
    'load_balancer[0].target_group_arn',
    'tags["x"]',
  ])
  expect(resourceAt(source, 'aws_ecs_service.b').ignoredChanges).toEqual(['all'])
})

describe('data sources', () => {
  test('region, partition and account follow from the environment', async () => {
    const source = await evaluateFiles(
      `
      provider "aws" {
        region = "cn-north-1"
      }
      data "aws_region" "here" {}
      data "aws_partition" "here" {}
      data "aws_caller_identity" "me" {}
      output "arn" {
        value = "arn:\${data.aws_partition.here.partition}:ecs:\${data.aws_region.here.name}:\${data.aws_caller_identity.me.account_id}:x"
      }
      output "user" { value = data.aws_caller_identity.me.user_id }
    `,
      { account: '111122223333' },
    )
    expect(outputsOf(source)).toEqual({
      arn: 'arn:aws-cn:ecs:cn-north-1:111122223333:x',
      user: { $ref: 'data.aws_caller_identity.me.user_id' },
    })
  })

  test('another configuration of the provider with its own credentials may be in another account', async () => {
    const source = await evaluateFiles(
      `
      provider "aws" {}
      provider "aws" {
        alias  = "global"
        region = "us-east-1"
      }
      provider "aws" {
        alias = "shared"
        assume_role {
          role_arn = "arn:aws:iam::999900001111:role/x"
        }
      }
      data "aws_caller_identity" "here" {
        provider = aws.global
      }
      data "aws_caller_identity" "there" {
        provider = aws.shared
      }
      output "all" { value = [data.aws_caller_identity.here.account_id, data.aws_caller_identity.there.account_id] }
    `,
      { account: '111122223333' },
    )
    expect(outputsOf(source).all).toEqual(['111122223333', { $ref: 'data.aws_caller_identity.there.account_id' }])
  })

  test('without account and region they are references', async () => {
    const source = await evaluateFiles(`
      data "aws_region" "here" {}
      data "aws_caller_identity" "me" {}
      data "aws_partition" "p" {}
      output "all" {
        value = [data.aws_region.here.name, data.aws_caller_identity.me.account_id, data.aws_partition.p.partition]
      }
    `)
    expect(outputsOf(source).all).toEqual([
      { $ref: 'data.aws_region.here.name' },
      { $ref: 'data.aws_caller_identity.me.account_id' },
      { $ref: 'data.aws_partition.p.partition' },
    ])
  })

  test('other look-ups keep their arguments, and their results are references', async () => {
    const source = await evaluateFiles(`
      data "aws_route53_zone" "main" {
        name         = "example.com"
        private_zone = false
      }
      data "terraform_remote_state" "shared" {
        backend = "s3"
        config = {
          bucket = "state"
          key    = "shared.tfstate"
        }
      }
      output "all" { value = [data.aws_route53_zone.main.zone_id, data.terraform_remote_state.shared.outputs.vpc_id] }
    `)
    expect(resourceAt(source, 'data.aws_route53_zone.main')).toMatchObject({ mode: 'data', type: 'aws_route53_zone' })
    expect(valuesAt(source, 'data.aws_route53_zone.main')).toEqual({ name: 'example.com', private_zone: false })
    expect(valuesAt(source, 'data.terraform_remote_state.shared')).toEqual({
      backend: 's3',
      config: { bucket: 'state', key: 'shared.tfstate' },
    })
    expect(outputsOf(source).all).toEqual([
      { $ref: 'data.aws_route53_zone.main.zone_id' },
      { $ref: 'data.terraform_remote_state.shared.outputs.vpc_id' },
    ])
  })

  test('template_file renders with its own variables only', async () => {
    const source = await evaluateFiles(`
      data "template_file" "t" {
        template = "$\${greeting}, $\${upper(name)}!"
        vars = {
          greeting = "hello"
          name     = "kumo"
        }
      }
      output "rendered" { value = data.template_file.t.rendered }
    `)
    expect(outputsOf(source)).toEqual({ rendered: 'hello, KUMO!' })
  })
})

test('regions: of the default provider, an alias, a module it is passed to, the resource itself, the environment', async () => {
  const source = await evaluateFiles(
    {
      'main.tf': `
        variable "region" { default = "eu-west-2" }
        provider "aws" {
          region = var.region
        }
        provider "aws" {
          alias  = "global"
          region = "us-east-1"
        }
        provider "other" {}
        resource "aws_lb" "default" {}
        resource "aws_lb" "alias" {
          provider = aws.global
        }
        resource "aws_lb" "own" {
          region = "ap-northeast-1"
        }
        resource "other_thing" "none" {}
        resource "aws_lb" "picked" {
          provider = aws.by_name[local.region]
        }
        locals { region = "x" }
        module "inherits" { source = "./m" }
        module "passed" {
          source    = "./m"
          providers = {
            aws = aws.global
          }
        }
      `,
      'm/main.tf': 'resource "aws_lb" "x" {}\n',
    },
    { region: 'sa-east-1' },
  )
  const regions = source.resources.map(({ address, region }) => [
    address.name,
    region?.kind === 'known' ? region.value : region?.kind,
  ])
  expect(regions).toEqual([
    ['aws_lb.default', 'eu-west-2'],
    ['aws_lb.alias', 'us-east-1'],
    ['aws_lb.own', 'ap-northeast-1'],
    ['other_thing.none', undefined],
    ['aws_lb.picked', 'unknown'],
    ['module.inherits.aws_lb.x', 'eu-west-2'],
    ['module.passed.aws_lb.x', 'us-east-1'],
  ])
  expect(troubleOf(source)).toEqual([])
  const bare = await evaluateFiles('resource "aws_lb" "x" {}', { region: 'sa-east-1' })
  expect(resourceAt(bare, 'aws_lb.x').region).toMatchObject({ kind: 'known', value: 'sa-east-1' })
})

test('regions of providers with for_each, as OpenTofu has them, are unknown', async () => {
  const source = await evaluateFiles({
    'main.tofu': `
      provider "aws" {
        alias    = "by_region"
        for_each = toset(["eu-west-1", "us-east-1"])
        region   = each.value
      }
      resource "aws_lb" "literal" {
        provider = aws.by_region["eu-west-1"]
      }
      resource "aws_lb" "each" {
        for_each = toset(["eu-west-1"])
        provider = aws.by_region[each.key]
      }
      module "passed" {
        source    = "./m"
        providers = {
          aws = aws.by_region["us-east-1"]
        }
      }
    `,
    'm/main.tf': 'resource "aws_lb" "x" {}\n',
  })
  expect(troubleOf(source)).toEqual([])
  expect(source.resources.map(({ region }) => region?.kind)).toEqual(['unknown', 'unknown', 'unknown'])
})

test('a provider alias passes through several modules under other names', async () => {
  const source = await evaluateFiles({
    'main.tf': `
      provider "aws" {
        region = "eu-west-1"
      }
      provider "aws" {
        alias  = "us"
        region = "us-east-1"
      }
      module "a" {
        source    = "./a"
        providers = {
          aws.edge = aws.us
          aws      = aws
        }
      }
    `,
    'a/main.tf': `
      terraform {
        required_providers {
          aws = {
            source                = "hashicorp/aws"
            configuration_aliases = [aws.edge]
          }
        }
      }
      resource "aws_lb" "own" {}
      module "b" {
        source    = "./b"
        providers = {
          aws = aws.edge
        }
      }
    `,
    'a/b/main.tf': 'resource "aws_acm_certificate" "cdn" {}\n',
  })
  expect(troubleOf(source)).toEqual([])
  expect(resourceAt(source, 'module.a.aws_lb.own').region).toMatchObject({ value: 'eu-west-1' })
  expect(resourceAt(source, 'module.a.module.b.aws_acm_certificate.cdn').region).toMatchObject({ value: 'us-east-1' })
})
