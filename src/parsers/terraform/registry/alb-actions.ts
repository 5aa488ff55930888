/** Nested blocks that an action or a default action is made of, from `value` of the iterator. */
const actionBlock = (block: 'action' | 'default_action', kind: string, type: string, fields: readonly string[]) => `
  dynamic "${block}" {
    for_each = [for a in local.${block}s_of[each.key] : a if a.kind == "${type}"]
    content {
      type  = "${type}"
      order = ${block}.value.order
      ${kind} {
${fields.map(field => `        ${field} = try(${block}.value.body.${field}, null)`).join('\n')}
      }
    }
  }`

export const actionBlocks = (block: 'action' | 'default_action') =>
  [
    actionBlock(block, 'authenticate_cognito', 'authenticate-cognito', [
      'user_pool_arn',
      'user_pool_client_id',
      'user_pool_domain',
      'session_cookie_name',
      'on_unauthenticated_request',
      'scope',
    ]),
    actionBlock(block, 'authenticate_oidc', 'authenticate-oidc', [
      'issuer',
      'authorization_endpoint',
      'token_endpoint',
      'user_info_endpoint',
      'client_id',
      'session_cookie_name',
      'on_unauthenticated_request',
      'scope',
    ]),
    `
  dynamic "${block}" {
    for_each = [for a in local.${block}s_of[each.key] : a if a.kind == "jwt-validation"]
    content {
      type  = "jwt-validation"
      order = ${block}.value.order
      jwt_validation {
        issuer        = try(${block}.value.body.issuer, null)
        jwks_endpoint = try(${block}.value.body.jwks_endpoint, null)
        dynamic "additional_claim" {
          for_each = [for claim in try(${block}.value.body.additional_claim, []) : claim if claim != null]
          content {
            name   = try(additional_claim.value.name, null)
            format = try(additional_claim.value.format, null)
            values = try(additional_claim.value.values, null)
          }
        }
      }
    }
  }`,
    actionBlock(block, 'fixed_response', 'fixed-response', ['content_type', 'message_body', 'status_code']),
    actionBlock(block, 'redirect', 'redirect', ['host', 'path', 'port', 'protocol', 'query', 'status_code']),
    `
  dynamic "${block}" {
    for_each = [for a in local.${block}s_of[each.key] : a if a.kind == "forward"]
    content {
      type             = "forward"
      order            = ${block}.value.order
      target_group_arn = try(aws_lb_target_group.this[${block}.value.body.target_group_key].arn, ${block}.value.body.target_group_arn, ${block}.value.body.arn, null)
    }
  }
  dynamic "${block}" {
    for_each = [for a in local.${block}s_of[each.key] : a if a.kind == "weighted-forward"]
    content {
      type  = "forward"
      order = ${block}.value.order
      forward {
        dynamic "target_group" {
          for_each = [for group in try(${block}.value.body.target_groups, []) : group if group != null]
          content {
            arn    = try(aws_lb_target_group.this[target_group.value.target_group_key].arn, target_group.value.target_group_arn, target_group.value.arn, null)
            weight = try(target_group.value.weight, null)
          }
        }
      }
    }
  }`,
  ].join('\n')

/** The kinds of actions, by the name of the block that each has in versions that write them as blocks. */
const kinds = {
  authenticate_cognito: 'authenticate-cognito',
  authenticate_oidc: 'authenticate-oidc',
  jwt_validation: 'jwt-validation',
  fixed_response: 'fixed-response',
  redirect: 'redirect',
  forward: 'forward',
  weighted_forward: 'weighted-forward',
}
export const kindList = Object.entries(kinds)
  .map(([block, type]) => `${block} = "${type}"`)
  .join(', ')

export const conditionField = (field: string, values: string) => `
      dynamic "${field}" {
        for_each = [for field in flatten([try(condition.value.${field}, [])]) : field if field != null]
        content {
${values
  .split(' ')
  .map(name => `          ${name} = try(${field}.value.${name}, null)`)
  .join('\n')}
        }
      }`
