import type { ApiAuthorizer, VpcLink } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { argument, identifier, patterns, required } from './read-argument.ts'

/** Authorizers of REST and HTTP APIs, in both tools. Terraform's default for a REST API is `TOKEN`. */
export const fromAuthorizer = (resource: EvaluatedResource): readonly ApiAuthorizer[] => {
  const api = identifier(resource, 'api_id') ?? identifier(resource, 'rest_api_id')
  const type = argument(resource, 'authorizer_type') ?? argument(resource, 'type')
  const pools = argument(resource, 'provider_arns') ?? argument(resource, 'ProviderARNs')
  return [
    {
      kind: 'api-authorizer',
      ...entityFacts(resource),
      api: required(resource, 'api_id', api),
      type: type ?? assumed(resource, 'TOKEN'),
      ...given({
        issuer: identifier(resource, 'jwt_configuration', 'issuer'),
        audiences: patterns(argument(resource, 'jwt_configuration', 'audience')),
        userPools: patterns(pools),
      }),
    },
  ]
}

/** `aws_api_gateway_vpc_link` and `aws_apigatewayv2_vpc_link`, in both tools. */
export const fromVpcLink = (resource: EvaluatedResource): readonly VpcLink[] => [
  {
    kind: 'vpc-link',
    ...entityFacts(resource),
    ...given({ targets: patterns(argument(resource, 'target_arns')) }),
  },
]
