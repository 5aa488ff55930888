import type { Written } from '../helpers/evaluated.ts'
import { cfn, ref, tf, unset } from '../helpers/evaluated.ts'
import type { ReadCase } from './read-cases.ts'
import { testReading } from './read-cases.ts'

const rule = 'AWS::ElasticLoadBalancingV2::ListenerRule'
const facts = { kind: 'listener-rule', exists: 'yes', listener: '<L>', priority: 10 }

type Terraform = { readonly [name: string]: Written }

const pair = (terraform: Terraform, cloudFormation: Terraform) => [
  tf('aws_lb_listener_rule.r', { listener_arn: ref('L'), priority: 10, ...terraform }),
  tf('aws_alb_listener_rule.r', { listener_arn: ref('L'), priority: '10', ...terraform }),
  cfn('aws_lb_listener_rule.r', rule, { ListenerArn: ref('L'), Priority: '10', ...cloudFormation }),
]

const condition = (name: string, terraform: Written, cloudFormation: Written, gives: unknown): ReadCase => ({
  name,
  from: pair({ condition: [terraform] }, { Conditions: [cloudFormation] }),
  gives: [{ ...facts, conditions: [gives], actions: [], transforms: [] }],
})

testReading('listener-rule conditions', [
  condition(
    'host-header',
    { host_header: [{ values: ['a.example.com', '*.b.example.com'] }] },
    { Field: 'host-header', HostHeaderConfig: { Values: ['a.example.com', '*.b.example.com'] } },
    {
      field: 'host-header',
      values: ['a.example.com', '*.b.example.com'],
    },
  ),
  condition(
    'the short form',
    { field: 'path-pattern', values: ['/v1/*'] },
    { Field: 'path-pattern', Values: ['/v1/*'] },
    { field: 'path-pattern', values: ['/v1/*'] },
  ),
  condition(
    'both forms: the long one counts',
    { path_pattern: [{ values: ['/long'] }] },
    { Field: 'path-pattern', Values: ['/short'], PathPatternConfig: { Values: ['/long'] } },
    {
      field: 'path-pattern',
      values: ['/long'],
    },
  ),
  condition(
    'regular expressions',
    { path_pattern: [{ regex_values: ['^/v[12]/'] }] },
    { Field: 'path-pattern', RegexValues: ['^/v[12]/'] },
    {
      field: 'path-pattern',
      values: [],
      regexValues: ['^/v[12]/'],
    },
  ),
  condition(
    'http-header',
    { http_header: [{ http_header_name: 'X-Partner', values: ['a'] }] },
    { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Partner', Values: ['a'] } },
    {
      field: 'http-header',
      name: 'X-Partner',
      values: ['a'],
    },
  ),
  condition(
    'http-request-method',
    { http_request_method: [{ values: ['GET', 'HEAD'] }] },
    { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET', 'HEAD'] } },
    {
      field: 'http-request-method',
      values: ['GET', 'HEAD'],
    },
  ),
  condition(
    'source-ip',
    { source_ip: [{ values: ['192.0.2.0/24'] }] },
    { Field: 'source-ip', SourceIpConfig: { Values: ['192.0.2.0/24'] } },
    { field: 'source-ip', values: ['192.0.2.0/24'] },
  ),
  condition(
    'query-string',
    {
      query_string: [
        { key: 'v', value: '2' },
        { key: null, value: 'x' },
      ],
    },
    { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }, { Value: 'x' }] } },
    { field: 'query-string', pairs: [{ key: 'v', value: '2' }, { value: 'x' }] },
  ),
  condition(
    'unknown values',
    { host_header: [{ values: unset('hosts') }] },
    { Field: 'host-header', HostHeaderConfig: { Values: unset('hosts') } },
    {
      field: 'host-header',
      values: { unknown: '?hosts' },
    },
  ),
  condition(
    'an unknown member',
    { host_header: [{ values: ['a.example.com', unset('host')] }] },
    { Field: 'host-header', Values: ['a.example.com', unset('host')] },
    {
      field: 'host-header',
      values: ['a.example.com', '?host'],
    },
  ),
  condition(
    'unknown pairs',
    { query_string: unset('pairs') },
    { Field: 'query-string', QueryStringConfig: { Values: unset('pairs') } },
    {
      field: 'query-string',
      pairs: { unknown: '?pairs' },
    },
  ),
  condition(
    'an unknown block',
    { host_header: unset('hosts') },
    { Field: 'host-header', HostHeaderConfig: unset('hosts') },
    { field: 'unsupported', name: '?hosts' },
  ),
  condition(
    'an unknown field',
    { field: unset('f'), values: ['x'] },
    { Field: unset('f'), Values: ['x'] },
    { field: 'unsupported', name: '?f' },
  ),
  condition(
    'a field that is not supported',
    { field: 'cookie', values: ['x'] },
    { Field: 'cookie', Values: ['x'] },
    { field: 'unsupported', name: 'cookie' },
  ),
  {
    name: 'a list that is not known as a whole',
    from: pair({ condition: unset('c') }, { Conditions: unset('c') }),
    gives: [{ ...facts, conditions: [{ field: 'unsupported', name: '?c' }], actions: [], transforms: [] }],
  },
  {
    name: 'several blocks, in order',
    from: pair(
      { condition: [{ host_header: [{ values: ['a.example.com'] }] }, { path_pattern: [{ values: ['/x'] }] }] },
      {
        Conditions: [
          { Field: 'host-header', Values: ['a.example.com'] },
          { Field: 'path-pattern', Values: ['/x'] },
        ],
      },
    ),
    gives: [
      {
        ...facts,
        conditions: [
          { field: 'host-header', values: ['a.example.com'] },
          { field: 'path-pattern', values: ['/x'] },
        ],
        actions: [],
        transforms: [],
      },
    ],
  },
])

const action = (name: string, terraform: Written, cloudFormation: Written, gives: unknown): ReadCase => ({
  name,
  from: pair({ action: [terraform] }, { Actions: [cloudFormation] }),
  gives: [{ ...facts, conditions: [], actions: [gives], transforms: [] }],
})

testReading('listener-rule actions', [
  action(
    'forward',
    { type: 'forward', target_group_arn: ref('A') },
    { Type: 'forward', TargetGroupArn: ref('A') },
    { type: 'forward', targets: [{ targetGroup: '<A>' }] },
  ),
  action(
    'weighted forward',
    {
      type: 'forward',
      forward: [
        {
          target_group: [
            { arn: ref('A'), weight: 90 },
            { arn: ref('B'), weight: 10 },
          ],
        },
      ],
    },
    {
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: ref('A'), Weight: '90' },
          { TargetGroupArn: ref('B'), Weight: 10 },
        ],
      },
    },
    {
      type: 'forward',
      targets: [
        { targetGroup: '<A>', weight: 90 },
        { targetGroup: '<B>', weight: 10 },
      ],
    },
  ),
  action(
    'unknown targets',
    { type: 'forward', forward: unset('f') },
    { Type: 'forward', ForwardConfig: unset('f') },
    { type: 'forward', targets: [{ targetGroup: '?f' }] },
  ),
  action(
    'redirect',
    {
      type: 'redirect',
      redirect: [
        { protocol: 'HTTPS', port: 443, host: 'www.example.com', path: '/#{path}', query: '', status_code: 'HTTP_301' },
      ],
    },
    {
      Type: 'redirect',
      RedirectConfig: {
        Protocol: 'HTTPS',
        Port: '443',
        Host: 'www.example.com',
        Path: '/#{path}',
        Query: '',
        StatusCode: 'HTTP_301',
      },
    },
    {
      type: 'redirect',
      protocol: 'HTTPS',
      host: 'www.example.com',
      port: '443',
      path: '/#{path}',
      query: '',
      statusCode: 'HTTP_301',
    },
  ),
  action(
    'fixed response',
    {
      type: 'fixed-response',
      fixed_response: [{ content_type: 'text/plain', message_body: 'Service Not Found', status_code: 404 }],
    },
    {
      Type: 'fixed-response',
      FixedResponseConfig: { ContentType: 'text/plain', MessageBody: 'Service Not Found', StatusCode: '404' },
    },
    { type: 'fixed-response', statusCode: '404', contentType: 'text/plain', messageBody: 'Service Not Found' },
  ),
  action(
    'oidc, without its secret',
    {
      type: 'authenticate-oidc',
      authenticate_oidc: [
        { issuer: 'https://id.example.com', client_id: 'c', client_secret: 'hush', on_unauthenticated_request: 'deny' },
      ],
    },
    {
      Type: 'authenticate-oidc',
      AuthenticateOidcConfig: {
        Issuer: 'https://id.example.com',
        ClientId: 'c',
        ClientSecret: 'hush',
        OnUnauthenticatedRequest: 'deny',
      },
    },
    { type: 'authenticate-oidc', issuer: 'https://id.example.com', clientId: 'c', onUnauthenticated: 'deny' },
  ),
  action(
    'cognito',
    {
      type: 'authenticate-cognito',
      authenticate_cognito: [
        { user_pool_arn: ref('P'), user_pool_client_id: ref('C'), user_pool_domain: 'd', session_cookie_name: 's' },
      ],
    },
    {
      Type: 'authenticate-cognito',
      AuthenticateCognitoConfig: {
        UserPoolArn: ref('P'),
        UserPoolClientId: ref('C'),
        UserPoolDomain: 'd',
        SessionCookieName: 's',
      },
    },
    { type: 'authenticate-cognito', userPool: '<P>', client: '<C>', domain: 'd', sessionCookie: 's' },
  ),
  action(
    'jwt validation: only the claim aud is an audience',
    {
      type: 'jwt-validation',
      jwt_validation: [
        {
          issuer: 'https://id.example.com',
          jwks_endpoint: 'https://id.example.com/jwks',
          additional_claim: [
            { name: 'scope', format: 'space-separated-values', values: ['read'] },
            { name: 'aud', format: 'string-array', values: ['api'] },
          ],
        },
      ],
    },
    {
      Type: 'jwt-validation',
      JwtValidationConfig: {
        Issuer: 'https://id.example.com',
        JwksEndpoint: 'https://id.example.com/jwks',
        AdditionalClaims: [
          { Name: 'scope', Format: 'space-separated-values', Values: ['read'] },
          { Name: 'aud', Format: 'string-array', Values: ['api'] },
        ],
      },
    },
    {
      type: 'jwt-validation',
      issuer: 'https://id.example.com',
      jwks: 'https://id.example.com/jwks',
      audiences: ['api'],
    },
  ),
  action('an unknown type', { type: unset('t') }, { Type: unset('t') }, { type: 'unsupported', name: '?t' }),
  {
    name: 'order decides, not position',
    from: pair(
      {
        action: [
          { type: 'forward', order: 2, target_group_arn: ref('A') },
          { type: 'authenticate-oidc', order: 1, authenticate_oidc: [{ issuer: 'https://id.example.com' }] },
        ],
      },
      {
        Actions: [
          { Type: 'forward', Order: '2', TargetGroupArn: ref('A') },
          { Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig: { Issuer: 'https://id.example.com' } },
        ],
      },
    ),
    gives: [
      {
        ...facts,
        conditions: [],
        actions: [
          { type: 'authenticate-oidc', issuer: 'https://id.example.com' },
          { type: 'forward', targets: [{ targetGroup: '<A>' }] },
        ],
        transforms: [],
      },
    ],
  },
  {
    name: 'transforms',
    from: pair(
      {
        transform: [
          { type: 'url-rewrite', url_rewrite_config: [{ rewrite: [{ regex: '^/api/(.*)', replace: '/$1' }] }] },
          {
            type: 'host-header-rewrite',
            host_header_rewrite_config: [{ rewrite: [{ regex: '.*', replace: 'x.example.com' }] }],
          },
        ],
      },
      {
        Transforms: [
          { Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: '^/api/(.*)', Replace: '/$1' }] } },
          {
            Type: 'host-header-rewrite',
            HostHeaderRewriteConfig: { Rewrites: [{ Regex: '.*', Replace: 'x.example.com' }] },
          },
        ],
      },
    ),
    gives: [
      {
        ...facts,
        conditions: [],
        actions: [],
        transforms: [
          { type: 'url-rewrite', regex: '^/api/(.*)', replace: '/$1' },
          { type: 'host-header-rewrite', regex: '.*', replace: 'x.example.com' },
        ],
      },
    ],
  },
])

testReading('listener-rule priority', [
  {
    name: 'Terraform may leave it to AWS',
    from: [tf('aws_lb_listener_rule.r', { listener_arn: ref('L') })],
    gives: [{ kind: 'listener-rule', exists: 'yes', listener: '<L>', conditions: [], actions: [], transforms: [] }],
  },
  {
    name: 'CloudFormation may not',
    from: [cfn('R', rule, { ListenerArn: ref('L') })],
    gives: [
      {
        kind: 'listener-rule',
        exists: 'yes',
        listener: '<L>',
        priority: '?R.Priority',
        conditions: [],
        actions: [],
        transforms: [],
      },
    ],
  },
])
