import type { Sketch } from './sketch.ts'
import { listOf, mapOf } from './sketch.ts'

const behavior = (block: string, each: string) => `
  dynamic "${block}" {
    for_each = ${each}
    content {
      path_pattern             = try(${block}.value.path_pattern, null)
      target_origin_id         = try(${block}.value.target_origin_id, null)
      viewer_protocol_policy   = try(${block}.value.viewer_protocol_policy, null)
      allowed_methods          = try(${block}.value.allowed_methods, ["GET", "HEAD", "OPTIONS"])
      cache_policy_id          = try(coalesce(${block}.value.cache_policy_id, data.aws_cloudfront_cache_policy.this[${block}.value.cache_policy_name].id), data.aws_cloudfront_cache_policy.this[${block}.value.cache_policy_name].id, ${block}.value.cache_policy_id, null)
      origin_request_policy_id = try(coalesce(${block}.value.origin_request_policy_id, data.aws_cloudfront_origin_request_policy.this[${block}.value.origin_request_policy_name].id), data.aws_cloudfront_origin_request_policy.this[${block}.value.origin_request_policy_name].id, ${block}.value.origin_request_policy_id, null)
      dynamic "forwarded_values" {
        for_each = OWN_FORWARDING
        content {
          query_string = try(forwarded_values.value.query_string, null)
          headers      = try(forwarded_values.value.headers, [])
        }
      }
      dynamic "function_association" {
        for_each = ${mapOf(`${block}.value.function_association`)}
        content {
          event_type   = try(coalesce(function_association.value.event_type, function_association.key), function_association.key)
          function_arn = try(function_association.value.function_arn, null)
        }
      }
      dynamic "lambda_function_association" {
        for_each = ${mapOf(`${block}.value.lambda_function_association`)}
        content {
          event_type = try(coalesce(lambda_function_association.value.event_type, lambda_function_association.key), lambda_function_association.key)
          lambda_arn = try(lambda_function_association.value.lambda_arn, null)
        }
      }
    }
  }`

/** Until version 5 a behaviour says itself what it forwards, unless `use_forwarded_values` is off; from 6 on only where no policy is named. */
const forwarding = (major: number, block: string) =>
  major >= 6
    ? `[for b in [${block}.value] : try(b.forwarded_values, {}) if try(b.cache_policy_id, null) == null && try(b.cache_policy_name, null) == null && try(b.cache_policy_key, null) == null]`
    : `try(${block}.value.use_forwarded_values, true) ? [{ query_string = try(${block}.value.query_string, false), headers = try(${block}.value.headers, []) }] : []`

/** https://registry.terraform.io/modules/terraform-aws-modules/cloudfront/aws/latest */
export const cloudfrontSketch: Sketch = {
  module: 'cloudfront',
  majors: [2, 3, 4, 5, 6],
  telling: ['origin', 'default_cache_behavior'],
  variables: {
    create: 'true',
    create_distribution: 'true',
    aliases: 'null',
    enabled: 'true',
    origin: '{}',
    default_cache_behavior: 'null',
    ordered_cache_behavior: '[]',
    viewer_certificate: '{}',
    web_acl_id: 'null',
  },
  text: major => `
locals {
  behaviors = concat([for b in [var.default_cache_behavior] : b if b != null], var.ordered_cache_behavior)
}
data "aws_cloudfront_cache_policy" "this" {
  for_each = toset([for b in local.behaviors : b.cache_policy_name if try(b.cache_policy_name, null) != null])
  name     = each.key
}
data "aws_cloudfront_origin_request_policy" "this" {
  for_each = toset([for b in local.behaviors : b.origin_request_policy_name if try(b.origin_request_policy_name, null) != null])
  name     = each.key
}
resource "aws_cloudfront_distribution" "this" {
  count      = var.create && var.create_distribution ? 1 : 0
  aliases    = var.aliases
  enabled    = var.enabled
  web_acl_id = var.web_acl_id
  dynamic "origin" {
    for_each = var.origin
    content {
      domain_name = try(origin.value.domain_name, null)
      origin_id   = try(coalesce(origin.value.origin_id, origin.key), origin.key)
      origin_path = try(origin.value.origin_path, null)
      dynamic "custom_origin_config" {
        for_each = [for block in flatten([try(origin.value.custom_origin_config, [])]) : block if block != null]
        content {
          http_port              = try(custom_origin_config.value.http_port, null)
          https_port             = try(custom_origin_config.value.https_port, null)
          origin_protocol_policy = try(custom_origin_config.value.origin_protocol_policy, null)
        }
      }
      dynamic "custom_header" {
        for_each = ${listOf(`origin.value.custom_header`)}
        content {
          name  = try(coalesce(custom_header.value.name, custom_header.key), custom_header.key)
          value = try(custom_header.value.value, null)
        }
      }
      dynamic "vpc_origin_config" {
        for_each = [for block in [try(origin.value.vpc_origin_config, null)] : block if block != null]
        content {
          vpc_origin_id = try(vpc_origin_config.value.vpc_origin_id, null)
        }
      }
    }
  }
${behavior('default_cache_behavior', '[for b in [var.default_cache_behavior] : b if b != null]').replace('OWN_FORWARDING', forwarding(major, 'default_cache_behavior'))}
${behavior('ordered_cache_behavior', 'var.ordered_cache_behavior').replace('OWN_FORWARDING', forwarding(major, 'ordered_cache_behavior'))}
  viewer_certificate {
    acm_certificate_arn            = try(var.viewer_certificate.acm_certificate_arn, null)
    cloudfront_default_certificate = try(var.viewer_certificate.cloudfront_default_certificate, null)
    iam_certificate_id             = try(var.viewer_certificate.iam_certificate_id, null)
    minimum_protocol_version       = try(var.viewer_certificate.minimum_protocol_version, null)
    ssl_support_method             = try(var.viewer_certificate.ssl_support_method, null)
  }
}
output "cloudfront_distribution_id" { value = try(aws_cloudfront_distribution.this[0].id, "") }
output "cloudfront_distribution_arn" { value = try(aws_cloudfront_distribution.this[0].arn, "") }
output "cloudfront_distribution_domain_name" { value = try(aws_cloudfront_distribution.this[0].domain_name, "") }
output "cloudfront_distribution_hosted_zone_id" { value = try(aws_cloudfront_distribution.this[0].hosted_zone_id, "") }
`,
}
