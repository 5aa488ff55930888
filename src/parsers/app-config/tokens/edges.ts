import type { EvaluatedResource } from '../../../model/evaluated.ts'
import type { Value } from '../../../model/value.ts'
import type { TerraformBlock } from '../deployments/terraform.ts'
import { getPath } from '../layers/merge.ts'
import { textOf, unresolved } from '../read-value.ts'
import { cognitoIssuer } from './known-issuers.ts'
import { requiredIssuer, type TokenSettings } from './token-settings.ts'

const each = (value: Value | undefined): readonly Value[] =>
  value?.kind === 'list' ? value.items : value === undefined ? [] : [value]

/** Token checks of load balancers and API gateways in Terraform. */
export const readTerraformEdges = (blocks: readonly TerraformBlock[], tokens: TokenSettings): void => {
  for (const { type, values } of blocks) {
    if (/^aws_(lb|alb)_listener(_rule)?$/.test(type)) {
      for (const action of [...each(getPath(values, ['action'])), ...each(getPath(values, ['default_action']))]) {
        for (const jwt of each(getPath(action, ['jwt_validation']))) {
          tokens.accept(getPath(jwt, ['issuer']), jwt.from.at, requiredIssuer)
          tokens.keySet(getPath(jwt, ['jwks_endpoint']))
          for (const claim of each(getPath(jwt, ['additional_claim'])))
            if (textOf(getPath(claim, ['name'])) === 'aud') tokens.audience(getPath(claim, ['values']))
        }
        for (const oidc of each(getPath(action, ['authenticate_oidc'])))
          tokens.accept(getPath(oidc, ['issuer']), oidc.from.at, requiredIssuer)
      }
    } else if (type === 'aws_apigatewayv2_authorizer') {
      for (const jwt of each(getPath(values, ['jwt_configuration']))) {
        tokens.accept(getPath(jwt, ['issuer']), jwt.from.at, requiredIssuer)
        tokens.audience(getPath(jwt, ['audience']))
      }
    } else if (type === 'aws_api_gateway_authorizer') {
      for (const arn of each(getPath(values, ['provider_arns']))) acceptPool(arn, tokens)
    } else if (type === 'aws_appsync_graphql_api') {
      const configs = [values, ...each(getPath(values, ['additional_authentication_provider']))].flatMap(one =>
        each(getPath(one, ['openid_connect_config'])),
      )
      for (const config of configs) {
        tokens.accept(getPath(config, ['issuer']), config.from.at, requiredIssuer)
        tokens.audience(getPath(config, ['client_id']))
      }
    }
  }
}

/** A user pool's ARN names its issuer. */
const acceptPool = (arn: Value, tokens: TokenSettings): void => {
  const pool = /userpool\/([\w-]+)$/.exec(textOf(arn) ?? '')?.[1]
  if (pool !== undefined && arn.kind === 'known')
    tokens.accept(cognitoIssuer({ ...arn, value: pool }), arn.from.at, requiredIssuer)
  else if (arn.kind === 'reference')
    tokens.accept(
      unresolved('computed', [arn.to.name, ...arn.attribute].join('.'), arn.from.at),
      arn.from.at,
      requiredIssuer,
    )
  else tokens.accept(arn, arn.from.at, requiredIssuer)
}

/** Keys are spelled with a capital in CloudFormation and without one in SAM. */
const either = (value: Value | undefined, key: string): Value | undefined =>
  getPath(value, [key]) ?? getPath(value, [key.charAt(0).toLowerCase() + key.slice(1)])

/** The same in CloudFormation and SAM. */
export const readTemplateEdges = (resources: readonly EvaluatedResource[], tokens: TokenSettings): void => {
  const jwt = (config: Value | undefined): void => {
    if (config === undefined) return
    tokens.accept(either(config, 'Issuer'), config.from.at, requiredIssuer)
    tokens.audience(either(config, 'Audience'))
  }
  for (const { type, values } of resources) {
    if (type === 'AWS::ApiGatewayV2::Authorizer') jwt(getPath(values, ['JwtConfiguration']))
    else if (/^AWS::Serverless::(Http)?Api$/.test(type)) {
      const authorizers = getPath(values, ['Auth', 'Authorizers'])
      for (const authorizer of authorizers?.kind === 'map' ? authorizers.entries.values() : []) {
        jwt(getPath(authorizer, ['JwtConfiguration']))
        for (const arn of each(getPath(authorizer, ['UserPoolArn']))) acceptPool(arn, tokens)
      }
    } else if (type === 'AWS::ApiGateway::Authorizer')
      for (const arn of each(getPath(values, ['ProviderARNs']))) acceptPool(arn, tokens)
    else if (/^AWS::ElasticLoadBalancingV2::Listener(Rule)?$/.test(type)) {
      for (const action of [...each(getPath(values, ['Actions'])), ...each(getPath(values, ['DefaultActions']))]) {
        const validation = getPath(action, ['JwtValidationConfig'])
        if (validation !== undefined) {
          tokens.accept(getPath(validation, ['Issuer']), validation.from.at, requiredIssuer)
          tokens.keySet(getPath(validation, ['JwksEndpoint']))
          for (const claim of each(getPath(validation, ['AdditionalClaims'])))
            if (textOf(getPath(claim, ['Name'])) === 'aud') tokens.audience(getPath(claim, ['Values']))
        }
        const oidc = getPath(action, ['AuthenticateOidcConfig'])
        if (oidc !== undefined) tokens.accept(getPath(oidc, ['Issuer']), oidc.from.at, requiredIssuer)
      }
    } else if (type === 'AWS::AppSync::GraphQLApi') {
      const config = getPath(values, ['OpenIDConnectConfig'])
      if (config !== undefined) tokens.accept(getPath(config, ['Issuer']), config.from.at, requiredIssuer)
      tokens.audience(getPath(config, ['ClientId']))
    }
  }
}
