import type { Sketch } from './sketch.ts'

const oldAction = (block: 'action' | 'default_action', each: string) => `
  dynamic "${block}" {
    for_each = ${each}
    content {
      type             = try(${block}.value.type, "forward") == "weighted-forward" ? "forward" : try(${block}.value.type, "forward")
      target_group_arn = try(${block}.value.type, "forward") == "forward" ? aws_lb_target_group.main[try(${block}.value.target_group_index, ${block === 'action' ? 'count.index' : `try(${block}.value.position, 0)`})].arn : null
      dynamic "redirect" {
        for_each = try(${block}.value.type, "forward") == "redirect" ? [try(${block}.value.redirect, ${block}.value)] : []
        content {
          host        = try(redirect.value.host, null)
          path        = try(redirect.value.path, null)
          port        = try(redirect.value.port, null)
          protocol    = try(redirect.value.protocol, null)
          query       = try(redirect.value.query, null)
          status_code = try(redirect.value.status_code, null)
        }
      }
      dynamic "fixed_response" {
        for_each = try(${block}.value.type, "forward") == "fixed-response" ? [try(${block}.value.fixed_response, ${block}.value)] : []
        content {
          content_type = try(fixed_response.value.content_type, null)
          message_body = try(fixed_response.value.message_body, null)
          status_code  = try(fixed_response.value.status_code, null)
        }
      }
      dynamic "authenticate_oidc" {
        for_each = try(${block}.value.type, "forward") == "authenticate-oidc" ? [try(${block}.value.authenticate_oidc, ${block}.value)] : []
        content {
          issuer                     = try(authenticate_oidc.value.issuer, null)
          client_id                  = try(authenticate_oidc.value.client_id, null)
          on_unauthenticated_request = try(authenticate_oidc.value.on_unauthenticated_request, null)
        }
      }
      dynamic "authenticate_cognito" {
        for_each = try(${block}.value.type, "forward") == "authenticate-cognito" ? [try(${block}.value.authenticate_cognito, ${block}.value)] : []
        content {
          user_pool_arn       = try(authenticate_cognito.value.user_pool_arn, null)
          user_pool_client_id = try(authenticate_cognito.value.user_pool_client_id, null)
        }
      }
      dynamic "forward" {
        for_each = try(${block}.value.type, "forward") == "weighted-forward" ? [${block}.value] : []
        content {
          dynamic "target_group" {
            for_each = try(forward.value.target_groups, [])
            content {
              arn    = aws_lb_target_group.main[target_group.value.target_group_index].arn
              weight = try(target_group.value.weight, null)
            }
          }
        }
      }
    }
  }`

const oldListener = (name: string, variable: string, protocol: string, more: string) => `
resource "aws_lb_listener" "${name}" {
  count             = var.create_lb ? length(var.${variable}) : 0
  load_balancer_arn = aws_lb.this[0].arn
  port              = var.${variable}[count.index].port
  protocol          = try(var.${variable}[count.index].protocol, "${protocol}")
${more}
${oldAction('default_action', `[merge({ position = count.index }, { for key, field in var.${variable}[count.index] : key => field if contains(["target_group_index", "redirect", "fixed_response", "authenticate_oidc", "authenticate_cognito", "target_groups"], key) }, { type = try(var.${variable}[count.index].action_type, "forward") })]`)}
}`

const oldConditionValues = (field: string, given: string) => `
  dynamic "condition" {
    for_each = [for c in CONDITIONS : c if length(try(c.${given}, [])) > 0]
    content {
      ${field} {
        values = condition.value.${given}
      }
    }
  }`

const oldRule = (name: string, listener: string, index: string) =>
  `
resource "aws_lb_listener_rule" "${name}_rule" {
  count        = var.create_lb ? length(var.${name}_rules) : 0
  listener_arn = aws_lb_listener.${listener}[try(var.${name}_rules[count.index].${index}, count.index)].arn
  priority     = try(var.${name}_rules[count.index].priority, null)
${oldAction('action', `var.${name}_rules[count.index].actions`)}
${oldConditionValues('path_pattern', 'path_patterns')}
${oldConditionValues('host_header', 'host_headers')}
${oldConditionValues('http_request_method', 'http_request_methods')}
${oldConditionValues('source_ip', 'source_ips')}
  dynamic "condition" {
    for_each = [for c in CONDITIONS : c if length(try(c.http_headers, [])) > 0]
    content {
      dynamic "http_header" {
        for_each = condition.value.http_headers
        content {
          http_header_name = try(http_header.value.http_header_name, null)
          values           = try(http_header.value.values, null)
        }
      }
    }
  }
  dynamic "condition" {
    for_each = [for c in CONDITIONS : c if length(try(c.query_strings, [])) > 0]
    content {
      dynamic "query_string" {
        for_each = condition.value.query_strings
        content {
          key   = try(query_string.value.key, null)
          value = try(query_string.value.value, null)
        }
      }
    }
  }
}`.replaceAll('CONDITIONS', `try(var.${name}_rules[count.index].conditions, [])`)

/** Before version 9: lists by index in place of maps by key. Version 8 made the security group its own. */
export const oldAlbSketch: Sketch = {
  module: 'alb',
  majors: [6, 7, 8],
  telling: [
    'http_tcp_listeners',
    'https_listeners',
    'https_listener_rules',
    'http_tcp_listener_rules',
    'extra_ssl_certs',
  ],
  variables: {
    create_lb: 'true',
    name: 'null',
    name_prefix: 'null',
    load_balancer_type: '"application"',
    internal: 'false',
    ip_address_type: '"ipv4"',
    security_groups: '[]',
    create_security_group: 'true',
    subnets: 'null',
    vpc_id: 'null',
    http_tcp_listeners: '[]',
    https_listeners: '[]',
    http_tcp_listener_rules: '[]',
    https_listener_rules: '[]',
    extra_ssl_certs: '[]',
    target_groups: '[]',
    listener_ssl_policy_default: '"ELBSecurityPolicy-2016-08"',
  },
  text: major => `
locals {
  with_group = ${major >= 8 ? 'var.create_lb && var.create_security_group && var.load_balancer_type == "application"' : 'false'}
}
resource "aws_security_group" "this" {
  count  = local.with_group ? 1 : 0
  vpc_id = var.vpc_id
}
resource "aws_lb" "this" {
  count              = var.create_lb ? 1 : 0
  name               = var.name
  name_prefix        = var.name_prefix
  load_balancer_type = var.load_balancer_type
  internal           = var.internal
  ip_address_type    = var.ip_address_type
  subnets            = var.subnets
  security_groups    = local.with_group ? concat([aws_security_group.this[0].id], var.security_groups) : var.security_groups
}
resource "aws_lb_target_group" "main" {
  count            = var.create_lb ? length(var.target_groups) : 0
  name             = try(var.target_groups[count.index].name, null)
  name_prefix      = try(var.target_groups[count.index].name_prefix, null)
  vpc_id           = var.vpc_id
  port             = try(var.target_groups[count.index].backend_port, null)
  protocol         = try(upper(var.target_groups[count.index].backend_protocol), null)
  protocol_version = try(upper(var.target_groups[count.index].protocol_version), null)
  target_type      = try(var.target_groups[count.index].target_type, null)
  dynamic "health_check" {
    for_each = try([var.target_groups[count.index].health_check], [])
    content {
      path     = try(health_check.value.path, null)
      port     = try(health_check.value.port, null)
      protocol = try(health_check.value.protocol, null)
      matcher  = try(health_check.value.matcher, null)
    }
  }
}
resource "aws_lb_target_group_attachment" "this" {
  for_each = merge(flatten([for index, group in var.target_groups : [for key, target in try(group.targets, {}) : { "\${index}.\${key}" = { index = index, target = target } }]])...)
  target_group_arn = aws_lb_target_group.main[each.value.index].arn
  target_id        = try(each.value.target.target_id, null)
  port             = try(each.value.target.port, null)
}
${oldListener('frontend_http_tcp', 'http_tcp_listeners', 'HTTP', '')}
${oldListener(
  'frontend_https',
  'https_listeners',
  'HTTPS',
  `  certificate_arn = try(var.https_listeners[count.index].certificate_arn, null)
  ssl_policy      = try(var.https_listeners[count.index].ssl_policy, var.listener_ssl_policy_default)`,
)}
${oldRule('https_listener', 'frontend_https', 'https_listener_index')}
${oldRule('http_tcp_listener', 'frontend_http_tcp', 'http_tcp_listener_index')}
resource "aws_lb_listener_certificate" "https_listener" {
  count           = var.create_lb ? length(var.extra_ssl_certs) : 0
  listener_arn    = aws_lb_listener.frontend_https[var.extra_ssl_certs[count.index].https_listener_index].arn
  certificate_arn = var.extra_ssl_certs[count.index].certificate_arn
}
output "lb_id" { value = try(aws_lb.this[0].id, "") }
output "lb_arn" { value = try(aws_lb.this[0].arn, "") }
output "lb_arn_suffix" { value = try(aws_lb.this[0].arn_suffix, "") }
output "lb_dns_name" { value = try(aws_lb.this[0].dns_name, "") }
output "lb_zone_id" { value = try(aws_lb.this[0].zone_id, "") }
output "http_tcp_listener_arns" { value = aws_lb_listener.frontend_http_tcp[*].arn }
output "http_tcp_listener_ids" { value = aws_lb_listener.frontend_http_tcp[*].id }
output "https_listener_arns" { value = aws_lb_listener.frontend_https[*].arn }
output "https_listener_ids" { value = aws_lb_listener.frontend_https[*].id }
output "target_group_arns" { value = aws_lb_target_group.main[*].arn }
output "target_group_arn_suffixes" { value = aws_lb_target_group.main[*].arn_suffix }
output "target_group_names" { value = aws_lb_target_group.main[*].name }
output "security_group_id" { value = try(aws_security_group.this[0].id, null) }
`,
}
