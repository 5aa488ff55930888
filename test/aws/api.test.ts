import { describe, expect, test } from 'vitest'
import type { EvaluatedResource } from '../../src/model/evaluated.ts'
import type { Written } from '../helpers/evaluated.ts'
import { cfn, plain, ref, tf } from '../helpers/evaluated.ts'
import { entitiesOf } from './read-cases.ts'

type Fields = { readonly [name: string]: Written }

/** One concept, as Terraform and as CloudFormation write it: both become the same entities. */
interface Twins {
  readonly name: string
  readonly terraform: readonly [type: string, fields: Fields]
  readonly cloudFormation: readonly [type: string, fields: Fields]
  readonly entity: { readonly [field: string]: unknown }
}

const twins: readonly Twins[] = [
  {
    name: 'a REST API',
    terraform: ['aws_api_gateway_rest_api', { name: 'main', disable_execute_api_endpoint: true }],
    cloudFormation: ['AWS::ApiGateway::RestApi', { Name: 'main', DisableExecuteApiEndpoint: 'true' }],
    entity: { kind: 'api', name: 'main', type: 'rest', defaultEndpointDisabled: 'yes' },
  },
  {
    name: 'an HTTP API',
    terraform: ['aws_apigatewayv2_api', { name: 'main', protocol_type: 'HTTP' }],
    cloudFormation: ['AWS::ApiGatewayV2::Api', { Name: 'main', ProtocolType: 'HTTP' }],
    entity: { kind: 'api', type: 'http', defaultEndpointDisabled: 'no' },
  },
  {
    name: 'a stage of a REST API with variables',
    terraform: ['aws_api_gateway_stage', { rest_api_id: 'a', stage_name: 'v1', variables: { backend: 'b' } }],
    cloudFormation: ['AWS::ApiGateway::Stage', { RestApiId: 'a', StageName: 'v1', Variables: { backend: 'b' } }],
    entity: { kind: 'api-stage', api: 'a', name: 'v1', variables: { backend: 'b' } },
  },
  {
    name: 'a stage of an HTTP API with variables',
    terraform: ['aws_apigatewayv2_stage', { api_id: 'a', name: 'v1', stage_variables: { backend: 'b' } }],
    cloudFormation: ['AWS::ApiGatewayV2::Stage', { ApiId: 'a', StageName: 'v1', StageVariables: { backend: 'b' } }],
    entity: { kind: 'api-stage', api: 'a', name: 'v1', variables: { backend: 'b' } },
  },
  {
    name: 'an edge-optimised domain',
    terraform: ['aws_api_gateway_domain_name', { domain_name: 'API.example.com', certificate_arn: 'arn' }],
    cloudFormation: ['AWS::ApiGateway::DomainName', { DomainName: 'API.example.com', CertificateArn: 'arn' }],
    entity: { kind: 'api-domain', name: 'api.example.com', certificate: 'arn', endpointType: 'EDGE' },
  },
  {
    name: 'a regional domain',
    terraform: [
      'aws_apigatewayv2_domain_name',
      {
        domain_name: 'api.example.com',
        domain_name_configuration: [{ certificate_arn: 'arn', endpoint_type: 'REGIONAL' }],
      },
    ],
    cloudFormation: [
      'AWS::ApiGatewayV2::DomainName',
      { DomainName: 'api.example.com', DomainNameConfigurations: [{ CertificateArn: 'arn' }] },
    ],
    entity: { kind: 'api-domain', certificate: 'arn', endpointType: 'REGIONAL' },
  },
  {
    name: 'a mapping of all paths',
    terraform: ['aws_api_gateway_base_path_mapping', { api_id: 'a', domain_name: 'd', base_path: '' }],
    cloudFormation: ['AWS::ApiGateway::BasePathMapping', { RestApiId: 'a', DomainName: 'd', BasePath: '(none)' }],
    entity: { kind: 'api-mapping', domain: 'd', api: 'a' },
  },
  {
    name: 'a mapping of one path',
    terraform: ['aws_apigatewayv2_api_mapping', { api_id: 'a', domain_name: 'd', stage: 's', api_mapping_key: 'v1/x' }],
    cloudFormation: [
      'AWS::ApiGatewayV2::ApiMapping',
      { ApiId: 'a', DomainName: 'd', Stage: 's', ApiMappingKey: 'v1/x' },
    ],
    entity: { kind: 'api-mapping', domain: 'd', api: 'a', stage: 's', path: 'v1/x' },
  },
  {
    name: 'a route',
    terraform: [
      'aws_apigatewayv2_route',
      {
        api_id: 'a',
        route_key: 'GET /x/{id}',
        target: 'integrations/i',
        authorization_type: 'JWT',
        authorizer_id: 'z',
      },
    ],
    cloudFormation: [
      'AWS::ApiGatewayV2::Route',
      { ApiId: 'a', RouteKey: 'GET /x/{id}', Target: 'integrations/i', AuthorizationType: 'JWT', AuthorizerId: 'z' },
    ],
    entity: { kind: 'api-route', method: 'GET', path: '/x/{id}', authorization: 'JWT', authorizer: 'z' },
  },
  {
    name: 'a JWT authorizer',
    terraform: [
      'aws_apigatewayv2_authorizer',
      { api_id: 'a', authorizer_type: 'JWT', jwt_configuration: [{ issuer: 'https://id', audience: ['x'] }] },
    ],
    cloudFormation: [
      'AWS::ApiGatewayV2::Authorizer',
      { ApiId: 'a', AuthorizerType: 'JWT', JwtConfiguration: { Issuer: 'https://id', Audience: ['x'] } },
    ],
    entity: { kind: 'api-authorizer', type: 'JWT', issuer: 'https://id', audiences: ['x'] },
  },
  {
    name: 'an authorizer of a user pool',
    terraform: ['aws_api_gateway_authorizer', { rest_api_id: 'a', type: 'COGNITO_USER_POOLS', provider_arns: ['p'] }],
    cloudFormation: [
      'AWS::ApiGateway::Authorizer',
      { RestApiId: 'a', Type: 'COGNITO_USER_POOLS', ProviderARNs: ['p'] },
    ],
    entity: { kind: 'api-authorizer', type: 'COGNITO_USER_POOLS', userPools: ['p'] },
  },
  {
    name: 'an integration behind a VPC link',
    terraform: [
      'aws_apigatewayv2_integration',
      {
        api_id: 'a',
        integration_type: 'HTTP_PROXY',
        integration_uri: 'l',
        connection_id: 'v',
        tls_config: [{ server_name_to_verify: 'n' }],
      },
    ],
    cloudFormation: [
      'AWS::ApiGatewayV2::Integration',
      {
        ApiId: 'a',
        IntegrationType: 'HTTP_PROXY',
        IntegrationUri: 'l',
        ConnectionId: 'v',
        TlsConfig: { ServerNameToVerify: 'n' },
      },
    ],
    entity: { kind: 'api-integration', target: { type: 'HTTP_PROXY', uri: 'l', vpcLink: 'v', serverName: 'n' } },
  },
  {
    name: 'a user pool client',
    terraform: ['aws_cognito_user_pool_client', { name: 'web', user_pool_id: 'p', callback_urls: ['https://x/cb'] }],
    cloudFormation: [
      'AWS::Cognito::UserPoolClient',
      { ClientName: 'web', UserPoolId: 'p', CallbackURLs: ['https://x/cb'] },
    ],
    entity: { kind: 'user-pool-client', userPool: 'p', name: 'web', callbackUrls: ['https://x/cb'] },
  },
  {
    name: 'a user pool domain',
    terraform: [
      'aws_cognito_user_pool_domain',
      { user_pool_id: 'p', domain: 'login.example.com', certificate_arn: 'c' },
    ],
    cloudFormation: [
      'AWS::Cognito::UserPoolDomain',
      { UserPoolId: 'p', Domain: 'login.example.com', CustomDomainConfig: { CertificateArn: 'c' } },
    ],
    entity: { kind: 'user-pool-domain', domain: 'login.example.com', certificate: 'c' },
  },
  {
    name: 'a resource server',
    terraform: ['aws_cognito_resource_server', { user_pool_id: 'p', identifier: 'i', scope: [{ scope_name: 'read' }] }],
    cloudFormation: [
      'AWS::Cognito::UserPoolResourceServer',
      { UserPoolId: 'p', Identifier: 'i', Scopes: [{ ScopeName: 'read' }] },
    ],
    entity: { kind: 'resource-server', identifier: 'i', scopes: ['read'] },
  },
  {
    name: 'a web ACL association',
    terraform: ['aws_wafv2_web_acl_association', { resource_arn: 'r', web_acl_arn: 'w' }],
    cloudFormation: ['AWS::WAFv2::WebACLAssociation', { ResourceArn: 'r', WebACLArn: 'w' }],
    entity: { kind: 'web-acl-association', resource: 'r', webAcl: 'w' },
  },
  {
    name: 'a security group rule',
    terraform: [
      'aws_vpc_security_group_ingress_rule',
      { security_group_id: 'g', ip_protocol: 'tcp', from_port: 80, to_port: 80, referenced_security_group_id: 'l' },
    ],
    cloudFormation: [
      'AWS::EC2::SecurityGroupIngress',
      { GroupId: 'g', IpProtocol: 'tcp', FromPort: '80', ToPort: '80', SourceSecurityGroupId: 'l' },
    ],
    entity: {
      kind: 'security-group-rule',
      group: 'g',
      direction: 'ingress',
      permission: { protocol: 'tcp', fromPort: 80, toPort: 80, ranges: [], groups: ['l'], prefixLists: [] },
    },
  },
  {
    name: 'an endpoint group',
    terraform: [
      'aws_globalaccelerator_endpoint_group',
      { listener_arn: 'l', endpoint_configuration: [{ endpoint_id: 'e', weight: 1 }] },
    ],
    cloudFormation: [
      'AWS::GlobalAccelerator::EndpointGroup',
      { ListenerArn: 'l', EndpointConfigurations: [{ EndpointId: 'e', Weight: '1' }] },
    ],
    entity: { kind: 'endpoint-group', listener: 'l', endpoints: [{ endpoint: 'e', weight: 1 }] },
  },
  {
    name: 'a trust store',
    terraform: ['aws_lb_trust_store', { name: 'partners' }],
    cloudFormation: ['AWS::ElasticLoadBalancingV2::TrustStore', { Name: 'partners' }],
    entity: { kind: 'trust-store', name: 'partners' },
  },
]

const read = (resource: EvaluatedResource): unknown => (entitiesOf(resource) ?? []).map(plain)

describe.each(twins)('$name', ({ terraform, cloudFormation, entity }) => {
  test('in Terraform', () => {
    expect(read(tf(`${terraform[0]}.x`, terraform[1]))).toMatchObject([entity])
  })
  test('in CloudFormation', () => {
    expect(read(cfn('X', ...cloudFormation))).toMatchObject([entity])
  })
})

test('a security group in place, and what AWS lets out by default', () => {
  const written = [{ IpProtocol: '-1', CidrIp: '10.0.0.0/8' }]
  expect(read(cfn('X', 'AWS::EC2::SecurityGroup', { SecurityGroupIngress: written }))).toMatchObject([
    { ingress: [{ protocol: '-1', ranges: ['10.0.0.0/8'] }], egress: 'default' },
  ])
  const terraform = {
    ingress: [{ protocol: 'tcp', from_port: 1, to_port: 2, cidr_blocks: ['10.0.0.0/8'], self: true }],
  }
  expect(read(tf('aws_security_group.x', terraform))).toMatchObject([
    { ingress: [{ ranges: ['10.0.0.0/8'], groups: ['<aws_security_group.x>'] }], egress: [] },
  ])
})

test('the issuer of a user pool is its region and id', () => {
  const region = { region: { ...ref('x'), kind: 'known', value: 'eu-west-1' } } as never
  expect(read(cfn('P', 'AWS::Cognito::UserPool', {}, region))).toMatchObject([
    { issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/<P>' },
  ])
})

test('quick create makes a route and a stage', () => {
  expect(
    read(tf('aws_apigatewayv2_api.x', { protocol_type: 'HTTP', target: 'https://example.com', route_key: 'ANY /x' })),
  ).toMatchObject([
    { kind: 'api' },
    { kind: 'api-route', method: 'ANY', path: '/x', integration: { type: 'HTTP_PROXY', uri: 'https://example.com' } },
    { kind: 'api-stage', name: '$default' },
  ])
})
