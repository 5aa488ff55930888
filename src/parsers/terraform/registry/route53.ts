import type { Sketch } from './sketch.ts'

const policies = ['weighted', 'latency', 'failover', 'geolocation', 'geoproximity', 'cidr']
const policyArguments: Readonly<Record<string, readonly string[]>> = {
  weighted: ['weight'],
  latency: ['region'],
  failover: ['type'],
  geolocation: ['continent', 'country', 'subdivision'],
  geoproximity: ['aws_region', 'bias'],
  cidr: ['collection_id', 'location_name'],
}

const policyBlocks = policies
  .map(
    policy => `
  dynamic "${policy}_routing_policy" {
    for_each = [for block in [try(each.value.${policy}_routing_policy, null)] : block if try(length(keys(block)), 0) > 0]
    content {
${(policyArguments[policy] ?? []).map(name => `      ${name} = try(${policy}_routing_policy.value.${name}, null)`).join('\n')}
    }
  }`,
  )
  .join('')

const alias = (ownZone: string, isSelf: string) => `
  dynamic "alias" {
    for_each = [for block in [try(each.value.alias, null)] : block if try(length(keys(block)), 0) > 0]
    content {
      name                   = alias.value.name
      zone_id                = ${isSelf} ? ${ownZone} : alias.value.zone_id
      evaluate_target_health = try(coalesce(alias.value.evaluate_target_health, false), false)
    }
  }`

/** https://registry.terraform.io/modules/terraform-aws-modules/route53/aws/latest/submodules/zones */
export const zonesSketch: Sketch = {
  module: 'route53//modules/zones',
  majors: [1, 2, 3, 4, 5],
  telling: ['zones'],
  variables: { create: 'true', zones: '{}' },
  text: () => `
resource "aws_route53_zone" "this" {
  for_each = { for key, zone in var.zones : key => zone if var.create }
  name     = try(coalesce(each.value.domain_name, each.key), each.key)
  dynamic "vpc" {
    for_each = flatten([try(each.value.vpc, [])])
    content {
      vpc_id     = try(vpc.value.vpc_id, null)
      vpc_region = try(vpc.value.vpc_region, null)
    }
  }
}
output "route53_zone_zone_id" { value = { for key, zone in aws_route53_zone.this : key => zone.zone_id } }
output "route53_zone_zone_arn" { value = { for key, zone in aws_route53_zone.this : key => zone.arn } }
output "route53_zone_name" { value = { for key, zone in aws_route53_zone.this : key => zone.name } }
output "route53_zone_name_servers" { value = { for key, zone in aws_route53_zone.this : key => zone.name_servers } }
`,
}

/** https://registry.terraform.io/modules/terraform-aws-modules/route53/aws/latest/submodules/records */
export const recordsSketch: Sketch = {
  module: 'route53//modules/records',
  majors: [2, 3, 4, 5],
  telling: ['records', 'records_jsonencoded'],
  variables: {
    create: 'true',
    zone_id: 'null',
    zone_name: 'null',
    private_zone: 'false',
    records: '[]',
    records_jsonencoded: 'null',
  },
  text: () => `
locals {
  records = var.records_jsonencoded == null ? var.records : jsondecode(var.records_jsonencoded)
  keyed = { for record in local.records : join(" ", compact(["\${record.name} \${record.type}", try(record.set_identifier, "")])) => record }
}
data "aws_route53_zone" "this" {
  count        = var.create && (var.zone_id != null || var.zone_name != null) ? 1 : 0
  zone_id      = var.zone_id
  name         = var.zone_name
  private_zone = var.private_zone
}
resource "aws_route53_record" "this" {
  for_each        = { for key, record in local.keyed : key => record if var.create }
  zone_id         = var.zone_id == null ? data.aws_route53_zone.this[0].zone_id : var.zone_id
  name            = try(each.value.full_name_override, false) ? each.value.name : (each.value.name == "" ? data.aws_route53_zone.this[0].name : "\${each.value.name}.\${data.aws_route53_zone.this[0].name}")
  type            = each.value.type
  ttl             = try(each.value.ttl, null)
  records         = try(each.value.records, null)
  set_identifier  = try(each.value.set_identifier, null)
  multivalue_answer_routing_policy = try(each.value.multivalue_answer_routing_policy, null)
${alias('data.aws_route53_zone.this[0].zone_id', 'try(alias.value.zone_id, null) == null')}
${policyBlocks}
}
output "route53_record_name" { value = { for key, record in aws_route53_record.this : key => record.name } }
output "route53_record_fqdn" { value = { for key, record in aws_route53_record.this : key => record.fqdn } }
`,
}

/** https://registry.terraform.io/modules/terraform-aws-modules/route53/aws/latest: since version 6, a zone and its records. */
export const zoneSketch: Sketch = {
  module: 'route53',
  majors: [6],
  telling: ['name', 'records'],
  variables: {
    create: 'true',
    create_zone: 'true',
    ignore_vpc: 'false',
    name: '""',
    private_zone: 'null',
    vpc: '{}',
    vpc_id: 'null',
    records: '{}',
  },
  text: () => {
    const zone = (name: string, condition: string) => `
resource "aws_route53_zone" "${name}" {
  count = var.create && var.create_zone && ${condition} ? 1 : 0
  name  = var.name
  dynamic "vpc" {
    for_each = var.vpc
    content {
      vpc_id     = try(vpc.value.vpc_id, null)
      vpc_region = try(vpc.value.vpc_region, null)
    }
  }
}`
    return `
locals {
  zone_id = var.create_zone ? (var.ignore_vpc ? one(aws_route53_zone.ignore_vpc[*].zone_id) : one(aws_route53_zone.this[*].zone_id)) : one(data.aws_route53_zone.this[*].zone_id)
}
data "aws_route53_zone" "this" {
  count        = var.create && !var.create_zone ? 1 : 0
  name         = var.name
  private_zone = var.private_zone
  vpc_id       = var.vpc_id
}
${zone('this', '!var.ignore_vpc')}
${zone('ignore_vpc', 'var.ignore_vpc')}
resource "aws_route53_record" "this" {
  for_each        = { for key, record in var.records : key => record if var.create }
  zone_id         = local.zone_id
  name            = try(coalesce(each.value.full_name), "\${each.value.name}.\${var.name}", "\${each.key}.\${var.name}")
  type            = try(each.value.type, null)
  ttl             = try(each.value.ttl, null)
  records         = try(each.value.records, null)
  set_identifier  = try(each.value.set_identifier, null)
  multivalue_answer_routing_policy = try(each.value.multivalue_answer_routing_policy, null)
${alias('local.zone_id', 'try(alias.value.zone_id, null) == "self"')}
${policyBlocks}
}
output "id" { value = local.zone_id }
output "name" { value = var.name }
output "records" { value = aws_route53_record.this }
`
  },
}
