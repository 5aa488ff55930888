import type { Action } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isKnown, isString } from '../model/value.ts'
import { given } from './entity-base.ts'
import { argument, asNumber, asText, blocks, identifier, required } from './read-argument.ts'

/** Terraform's block for each type of action, and CloudFormation's property. */
const details = (action: Value, block: string): Value =>
  argument(action, block) ?? argument(action, `${block}_config`) ?? action

type Targets = Extract<Action, { readonly type: 'forward' }>['targets']

/** Where both the short and the long form are written, they have to name the same target group (ELB API, `Action`). */
const readTargets = (resource: EvaluatedResource, action: Value): Targets => {
  const long = argument(action, 'forward') ?? argument(action, 'ForwardConfig')
  if (long && long.kind !== 'map' && long.kind !== 'list') return [{ targetGroup: long }]
  const groups = long ? [...blocks(long, 'target_group'), ...blocks(long, 'TargetGroups')] : []
  if (groups.length > 0)
    return groups.map(group => ({
      targetGroup: required(
        resource,
        'forward.target_group.arn',
        identifier(group, 'arn') ?? identifier(group, 'TargetGroupArn'),
      ),
      ...given({ weight: asNumber(argument(group, 'weight')) }),
    }))
  return [{ targetGroup: required(resource, 'target_group_arn', identifier(action, 'target_group_arn')) }]
}

/** `aud` is checked only where it is listed among the additional claims. */
const readAudiences = (jwt: Value): readonly Value[] | undefined => {
  const claims = [...blocks(jwt, 'additional_claim'), ...blocks(jwt, 'AdditionalClaims')]
  const audiences = claims.flatMap(claim => {
    const name = argument(claim, 'name')
    if (isKnown(name) && name.value !== 'aud') return []
    return name && !isKnown(name) ? [name] : blocks(claim, 'values').map(asText)
  })
  return audiences.length > 0 ? audiences : undefined
}

const readAction = (resource: EvaluatedResource, action: Value): Action => {
  const { at } = action.from
  if (action.kind !== 'map') return { type: 'unsupported', name: action, at }
  const type = required(resource, 'action.type', argument(action, 'type'))
  switch (isString(type) ? type.value : undefined) {
    case 'forward':
      return { type: 'forward', targets: readTargets(resource, action), at }
    case 'redirect': {
      const redirect = details(action, 'redirect')
      const part = (name: string): Value | undefined => asText(argument(redirect, name))
      return {
        type: 'redirect',
        ...given({
          protocol: part('protocol'),
          host: part('host'),
          port: part('port'),
          path: part('path'),
          query: part('query'),
        }),
        statusCode: required(resource, 'redirect.status_code', part('status_code')),
        at,
      }
    }
    case 'fixed-response': {
      const response = details(action, 'fixed_response')
      return {
        type: 'fixed-response',
        statusCode: required(resource, 'fixed_response.status_code', asText(argument(response, 'status_code'))),
        ...given({
          contentType: argument(response, 'content_type'),
          messageBody: asText(argument(response, 'message_body')),
        }),
        at,
      }
    }
    case 'authenticate-oidc': {
      const oidc = details(action, 'authenticate_oidc')
      return {
        type: 'authenticate-oidc',
        issuer: required(resource, 'authenticate_oidc.issuer', argument(oidc, 'issuer')),
        ...given({
          clientId: argument(oidc, 'client_id'),
          sessionCookie: identifier(oidc, 'session_cookie_name'),
          onUnauthenticated: argument(oidc, 'on_unauthenticated_request'),
        }),
        at,
      }
    }
    case 'authenticate-cognito': {
      const cognito = details(action, 'authenticate_cognito')
      return {
        type: 'authenticate-cognito',
        userPool: required(resource, 'authenticate_cognito.user_pool_arn', argument(cognito, 'user_pool_arn')),
        ...given({
          client: argument(cognito, 'user_pool_client_id'),
          domain: identifier(cognito, 'user_pool_domain'),
          sessionCookie: identifier(cognito, 'session_cookie_name'),
          onUnauthenticated: argument(cognito, 'on_unauthenticated_request'),
        }),
        at,
      }
    }
    case 'jwt-validation': {
      const jwt = details(action, 'jwt_validation')
      return {
        type: 'jwt-validation',
        issuer: required(resource, 'jwt_validation.issuer', argument(jwt, 'issuer')),
        ...given({ jwks: argument(jwt, 'jwks_endpoint'), audiences: readAudiences(jwt) }),
        at,
      }
    }
    default:
      return { type: 'unsupported', name: type, at }
  }
}

/** The order that AWS runs an action in; without one the AWS provider numbers them as written. */
const orderOf = (action: Value, index: number): number => {
  const order = asNumber(argument(action, 'order'))
  return isKnown(order) && typeof order.value === 'number' ? order.value : index + 1
}

/** The actions of a listener or rule, as they run. A list that is not known as a whole is one action that is not known. */
export const readActions = (resource: EvaluatedResource, name: string): readonly Action[] =>
  blocks(resource, name)
    .map((action, index) => ({ action, order: orderOf(action, index) }))
    .sort((one, other) => one.order - other.order)
    .map(({ action }) => readAction(resource, action))
