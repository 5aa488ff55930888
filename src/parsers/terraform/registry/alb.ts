import { actionBlocks, conditionField, kindList } from './alb-actions.ts'
import type { Sketch } from './sketch.ts'
import { listOf, mapOf } from './sketch.ts'

/** https://registry.terraform.io/modules/terraform-aws-modules/alb/aws/latest */
export const albSketch: Sketch = {
  module: 'alb',
  majors: [9, 10],
  telling: ['listeners', 'additional_target_group_attachments', 'route53_records', 'security_group_ingress_rules'],
  variables: {
    create: 'true',
    name: 'null',
    name_prefix: 'null',
    load_balancer_type: '"application"',
    internal: 'null',
    idle_timeout: 'null',
    ip_address_type: 'null',
    security_groups: '[]',
    subnets: 'null',
    create_security_group: 'true',
    security_group_ingress_rules: '{}',
    security_group_egress_rules: '{}',
    vpc_id: 'null',
    listeners: '{}',
    target_groups: '{}',
    default_port: '80',
    default_protocol: '"HTTP"',
    route53_records: '{}',
    associate_web_acl: 'false',
    web_acl_arn: 'null',
  },
  text: major => `
locals {
  with_group = var.create && var.create_security_group && var.load_balancer_type == "application"
  kinds      = { ${kindList} }
  default_actions_of = { for key, listener in var.listeners : key => [
    for block, kind in local.kinds : { kind = kind, order = try(listener.order, listener[block].order, null), body = listener[block] }
    if try(listener[block], null) != null
  ] }
  rules = merge([for key, listener in var.listeners : {
    for name, rule in ${mapOf(`listener.rules`)} : "\${key}/\${name}" => { listener_key = try(coalesce(rule.listener_key, key), key), rule = rule }
  }]...)
  actions_of = { for key, each_rule in local.rules : key => flatten([
    for action in try(each_rule.rule.actions, []) : concat(
      [for block, kind in local.kinds : { kind = kind, order = try(action.order, action[block].order, null), body = action[block] } if try(action[block], null) != null],
      [for kind in [try(action.type, null)] : { kind = kind, order = try(action.order, null), body = action } if kind != null && !anytrue([for block in keys(local.kinds) : try(action[block], null) != null])],
    )
  ]) }
  certificates = merge([for key, listener in var.listeners : {
    for index, arn in ${listOf(`listener.additional_certificate_arns`)} : "\${key}/\${index}" => { listener_key = key, arn = arn }
  }]...)
}
resource "aws_security_group" "this" {
  count  = local.with_group ? 1 : 0
  vpc_id = var.vpc_id
}
resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each                     = { for key, rule in var.security_group_ingress_rules : key => rule if local.with_group }
  security_group_id            = aws_security_group.this[0].id
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(each.value.to_port, null)
  ip_protocol                  = try(coalesce(each.value.ip_protocol, "tcp"), "tcp")
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null)
}
resource "aws_vpc_security_group_egress_rule" "this" {
  for_each                     = { for key, rule in var.security_group_egress_rules : key => rule if local.with_group }
  security_group_id            = aws_security_group.this[0].id
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(each.value.to_port, null)
  ip_protocol                  = try(coalesce(each.value.ip_protocol, "tcp"), "tcp")
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null)
}
resource "aws_lb" "this" {
  count              = var.create ? 1 : 0
  name               = var.name
  name_prefix        = var.name_prefix
  load_balancer_type = var.load_balancer_type
  internal           = var.internal
  idle_timeout       = var.idle_timeout
  ip_address_type    = var.ip_address_type
  subnets            = var.subnets
  security_groups    = local.with_group ? concat([aws_security_group.this[0].id], var.security_groups) : var.security_groups
}
resource "aws_lb_listener" "this" {
  for_each          = { for key, listener in var.listeners : key => listener if var.create }
  load_balancer_arn = aws_lb.this[0].arn
  port              = try(coalesce(each.value.port, var.default_port), var.default_port)
  protocol          = try(coalesce(each.value.protocol, var.default_protocol), var.default_protocol)
  certificate_arn   = try(each.value.certificate_arn, null)
  ssl_policy        = contains(["HTTPS", "TLS"], try(coalesce(each.value.protocol, var.default_protocol), var.default_protocol)) ? try(coalesce(each.value.ssl_policy, "${major >= 10 ? 'ELBSecurityPolicy-TLS13-1-3-2021-06' : 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'}"), "${major >= 10 ? 'ELBSecurityPolicy-TLS13-1-3-2021-06' : 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'}") : try(each.value.ssl_policy, null)
  dynamic "mutual_authentication" {
    for_each = [for block in [try(each.value.mutual_authentication, null)] : block if block != null]
    content {
      mode            = try(mutual_authentication.value.mode, null)
      trust_store_arn = try(mutual_authentication.value.trust_store_arn, null)
    }
  }
${actionBlocks('default_action')}
}
resource "aws_lb_listener_rule" "this" {
  for_each     = { for key, rule in local.rules : key => rule if var.create }
  listener_arn = try(each.value.rule.listener_arn, null) != null ? each.value.rule.listener_arn : aws_lb_listener.this[each.value.listener_key].arn
  priority     = try(each.value.rule.priority, null)
${actionBlocks('action')}
  dynamic "condition" {
    for_each = ${listOf(`each.value.rule.conditions`)}
    content {
${conditionField('host_header', 'values regex_values')}
${conditionField('path_pattern', 'values regex_values')}
${conditionField('http_header', 'http_header_name values regex_values')}
${conditionField('http_request_method', 'values')}
${conditionField('query_string', 'key value')}
${conditionField('source_ip', 'values')}
    }
  }
  dynamic "transform" {
    for_each = ${mapOf(`each.value.rule.transform`)}
    content {
      type = try(coalesce(transform.value.type, transform.key), transform.key)
      dynamic "host_header_rewrite_config" {
        for_each = [for block in [try(transform.value.host_header_rewrite_config.rewrite, null)] : block if block != null]
        content {
          rewrite {
            regex   = try(host_header_rewrite_config.value.regex, null)
            replace = try(host_header_rewrite_config.value.replace, null)
          }
        }
      }
      dynamic "url_rewrite_config" {
        for_each = [for block in [try(transform.value.url_rewrite_config.rewrite, null)] : block if block != null]
        content {
          rewrite {
            regex   = try(url_rewrite_config.value.regex, null)
            replace = try(url_rewrite_config.value.replace, null)
          }
        }
      }
    }
  }
}
resource "aws_lb_listener_certificate" "this" {
  for_each        = { for key, certificate in local.certificates : key => certificate if var.create }
  listener_arn    = aws_lb_listener.this[each.value.listener_key].arn
  certificate_arn = each.value.arn
}
resource "aws_lb_target_group" "this" {
  for_each         = { for key, group in var.target_groups : key => group if var.create }
  name             = try(each.value.name, null)
  name_prefix      = try(each.value.name_prefix, null)
  target_type      = try(each.value.target_type, null)
  port             = try(each.value.target_type, null) == "lambda" ? null : try(coalesce(each.value.port, var.default_port), var.default_port)
  protocol         = try(each.value.target_type, null) == "lambda" ? null : try(coalesce(each.value.protocol, var.default_protocol), var.default_protocol)
  protocol_version = try(each.value.protocol_version, null)
  vpc_id           = try(coalesce(each.value.vpc_id, var.vpc_id), var.vpc_id)
  dynamic "health_check" {
    for_each = [for block in [try(each.value.health_check, null)] : block if block != null]
    content {
      enabled  = try(health_check.value.enabled, null)
      path     = try(health_check.value.path, null)
      port     = try(health_check.value.port, null)
      protocol = try(health_check.value.protocol, null)
      matcher  = try(health_check.value.matcher, null)
    }
  }
}
resource "aws_lb_target_group_attachment" "this" {
  for_each         = { for key, group in var.target_groups : key => group if var.create && try(coalesce(group.create_attachment, true), true) }
  target_group_arn = aws_lb_target_group.this[each.key].arn
  target_id        = try(each.value.target_id, null)
  port             = try(each.value.port, null)
}
resource "aws_route53_record" "this" {
  for_each = { for key, record in var.route53_records : key => record if var.create }
  zone_id  = try(each.value.zone_id, null)
  name     = try(coalesce(each.value.name, each.key), each.key)
  type     = try(each.value.type, null)
  alias {
    name                   = aws_lb.this[0].dns_name
    zone_id                = aws_lb.this[0].zone_id
    evaluate_target_health = try(coalesce(each.value.evaluate_target_health, true), true)
  }
}
resource "aws_wafv2_web_acl_association" "this" {
  count        = var.associate_web_acl ? 1 : 0
  resource_arn = aws_lb.this[0].arn
  web_acl_arn  = var.web_acl_arn
}
output "id" { value = try(aws_lb.this[0].id, null) }
output "arn" { value = try(aws_lb.this[0].arn, null) }
output "arn_suffix" { value = try(aws_lb.this[0].arn_suffix, null) }
output "dns_name" { value = try(aws_lb.this[0].dns_name, null) }
output "zone_id" { value = try(aws_lb.this[0].zone_id, null) }
output "listeners" { value = aws_lb_listener.this }
output "listener_rules" { value = aws_lb_listener_rule.this }
output "target_groups" { value = aws_lb_target_group.this }
output "security_group_id" { value = try(aws_security_group.this[0].id, null) }
output "security_group_arn" { value = try(aws_security_group.this[0].arn, null) }
output "route53_records" { value = aws_route53_record.this }
`,
}
