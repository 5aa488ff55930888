import { describe, expect, test } from 'vitest'
import { everything, nothing, selects } from '../../src/model/selection.ts'
import type { Written } from '../helpers/evaluated.ts'
import { cfn, plain, ref, refIn, tf, unset } from '../helpers/evaluated.ts'
import { entitiesOf, testReading } from './read-cases.ts'

const none = { headers: nothing, cookies: nothing, queries: nothing }
const all = { headers: everything, cookies: everything, queries: everything }

testReading('distribution', [
  {
    name: 'origins, behaviours in order, the default last',
    from: [
      tf('aws_cloudfront_distribution.d', {
        aliases: ['www.example.com'],
        is_ipv6_enabled: true,
        viewer_certificate: [{ acm_certificate_arn: ref('C'), minimum_protocol_version: 'TLSv1.2_2021' }],
        origin: [
          {
            origin_id: 'alb',
            domain_name: ref('Lb', 'DNSName'),
            origin_path: '/v1',
            custom_origin_config: [{ origin_protocol_policy: 'https-only' }],
          },
          { origin_id: 'assets', domain_name: 'b.s3.amazonaws.com', s3_origin_config: [{}] },
        ],
        ordered_cache_behavior: [
          {
            path_pattern: '/static/*',
            target_origin_id: 'assets',
            viewer_protocol_policy: 'https-only',
            allowed_methods: ['GET'],
          },
        ],
        default_cache_behavior: [
          {
            target_origin_id: 'alb',
            viewer_protocol_policy: 'redirect-to-https',
            origin_request_policy_id: '216adef6-5c7f-47e4-b989-5492eafa07d3',
          },
        ],
      }),
      cfn('D', 'AWS::CloudFront::Distribution', {
        DistributionConfig: {
          Aliases: ['www.example.com'],
          IPV6Enabled: 'true',
          ViewerCertificate: { AcmCertificateArn: ref('C'), MinimumProtocolVersion: 'TLSv1.2_2021' },
          Origins: [
            {
              Id: 'alb',
              DomainName: ref('Lb', 'DNSName'),
              OriginPath: '/v1',
              CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
            },
            { Id: 'assets', DomainName: 'b.s3.amazonaws.com', S3OriginConfig: {} },
          ],
          CacheBehaviors: [
            {
              PathPattern: '/static/*',
              TargetOriginId: 'assets',
              ViewerProtocolPolicy: 'https-only',
              AllowedMethods: ['GET'],
            },
          ],
          DefaultCacheBehavior: {
            TargetOriginId: 'alb',
            ViewerProtocolPolicy: 'redirect-to-https',
            OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3',
          },
        },
      }),
    ],
    gives: [
      {
        kind: 'distribution',
        exists: 'yes',
        aliases: ['www.example.com'],
        certificate: '<C>',
        securityPolicy: 'TLSv1.2_2021',
        isIpv6Enabled: true,
        origins: [
          { id: 'alb', domainName: '<Lb DNSName>', path: '/v1', protocolPolicy: 'https-only', isS3: false },
          { id: 'assets', domainName: 'b.s3.amazonaws.com', isS3: true },
        ],
        behaviors: [
          {
            origin: 'assets',
            pathPattern: '/static/*',
            allowedMethods: ['GET'],
            viewerProtocolPolicy: 'https-only',
            forwards: none,
            keyed: none,
            caches: 'undetermined',
          },
          {
            origin: 'alb',
            viewerProtocolPolicy: 'redirect-to-https',
            forwards: all,
            keyed: none,
            caches: 'undetermined',
          },
        ],
      },
    ],
  },
  {
    name: 'aliases that are not known, the default certificate',
    from: [
      tf('aws_cloudfront_distribution.d', {
        aliases: unset('aliases'),
        is_ipv6_enabled: unset('ipv6'),
        viewer_certificate: [{ cloudfront_default_certificate: true }],
      }),
      cfn('D', 'AWS::CloudFront::Distribution', {
        DistributionConfig: {
          CNAMEs: unset('aliases'),
          IPV6Enabled: unset('ipv6'),
          ViewerCertificate: { CloudFrontDefaultCertificate: true },
        },
      }),
    ],
    gives: [
      {
        kind: 'distribution',
        exists: 'yes',
        aliases: { unknown: '?aliases' },
        isIpv6Enabled: '?ipv6',
        origins: [],
        behaviors: [],
      },
    ],
  },
])

test('a distribution has IPv4 addresses only unless Terraform is told otherwise', () => {
  const [distribution] = entitiesOf(tf('aws_cloudfront_distribution.d', {})) ?? []
  expect(plain(distribution)).toMatchObject({ isIpv6Enabled: false })
})

describe("whether the viewer's Host reaches the origin", () => {
  const headers = (behavior: Written, items: Written = undefined) => ({
    headers_config: [{ header_behavior: behavior, headers: [{ items }] }],
  })
  const beside = [
    tf('data.aws_cloudfront_origin_request_policy.managed', { name: 'Managed-AllViewerExceptHostHeader' }),
    tf('aws_cloudfront_origin_request_policy.all', headers('allViewer')),
    tf('aws_cloudfront_origin_request_policy.some', headers('whitelist', ['Origin', 'host'])),
    tf('aws_cloudfront_origin_request_policy.except', headers('allExcept', ['Host'])),
    tf('aws_cloudfront_cache_policy.keyed', {
      parameters_in_cache_key_and_forwarded_to_origin: [headers('whitelist', ['Host'])],
    }),
    cfn('Keyed', 'AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        ParametersInCacheKeyAndForwardedToOrigin: { HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Host'] } },
      },
    }),
    cfn('None', 'AWS::CloudFront::OriginRequestPolicy', {
      OriginRequestPolicyConfig: { HeadersConfig: { HeaderBehavior: 'none' } },
    }),
  ]
  const request = (policy: Written): Written => ({ origin_request_policy_id: policy })
  test.each<[string, Written, string]>([
    ['nothing is said', {}, 'no'],
    ['older, listed', { forwarded_values: [{ headers: ['Host'] }] }, 'yes'],
    ['older, all', { forwarded_values: [{ headers: ['*'] }] }, 'yes'],
    ['older, others', { forwarded_values: [{ headers: ['Origin'] }] }, 'no'],
    ['older, not known', { forwarded_values: [{ headers: unset('h') }] }, 'undetermined'],
    ['managed, by id', request('b689b0a8-53d0-40ab-baf2-68738e2966ac'), 'no'],
    ['managed, looked up by name', request(ref('data.aws_cloudfront_origin_request_policy.managed', 'id')), 'no'],
    ['another id', request('00000000-0000-0000-0000-000000000000'), 'undetermined'],
    ['own policy: all', request(ref('aws_cloudfront_origin_request_policy.all', 'id')), 'yes'],
    ['own policy: listed', request(ref('aws_cloudfront_origin_request_policy.some', 'id')), 'yes'],
    ['own policy: excepted', request(ref('aws_cloudfront_origin_request_policy.except', 'id')), 'no'],
    ['own cache policy', { cache_policy_id: ref('aws_cloudfront_cache_policy.keyed', 'id') }, 'yes'],
    ['own cache policy of a stack', { cache_policy_id: refIn('api', 'Keyed') }, 'yes'],
    ['own policy of a stack: none', request(refIn('api', 'None')), 'no'],
    ['a policy made elsewhere', request(ref('aws_cloudfront_origin_request_policy.elsewhere', 'id')), 'undetermined'],
    ['not known, but another way is', { cache_policy_id: unset('p'), forwarded_values: [{ headers: ['*'] }] }, 'yes'],
  ])('%s', (_name, behavior, expected) => {
    const [distribution] =
      entitiesOf(tf('aws_cloudfront_distribution.d', { default_cache_behavior: [behavior] }), beside) ?? []
    expect(
      distribution?.kind === 'distribution' &&
        distribution.behaviors.map(({ forwards }) => selects(forwards.headers, 'host')),
    ).toEqual([expected])
  })
})

describe('what else reaches the origin, and what is kept', () => {
  const beside = [
    tf('aws_cloudfront_cache_policy.own', {
      default_ttl: 60,
      parameters_in_cache_key_and_forwarded_to_origin: [
        {
          headers_config: [{ header_behavior: 'whitelist', headers: [{ items: ['Authorization'] }] }],
          cookies_config: [{ cookie_behavior: 'allExcept', cookies: [{ items: ['ad'] }] }],
          query_strings_config: [{ query_string_behavior: 'all' }],
        },
      ],
    }),
    cfn('None', 'AWS::CloudFront::CachePolicy', { CachePolicyConfig: { DefaultTTL: 0, MinTTL: 0 } }),
  ]
  test.each<[string, Written, string]>([
    ['nothing', {}, 'no no no undetermined'],
    [
      'all, by a managed policy',
      { origin_request_policy_id: '216adef6-5c7f-47e4-b989-5492eafa07d3' },
      'yes yes yes undetermined',
    ],
    ['own cache policy', { cache_policy_id: ref('aws_cloudfront_cache_policy.own', 'id') }, 'yes yes yes yes'],
    ['own cache policy that keeps nothing', { cache_policy_id: refIn('api', 'None') }, 'no no no no'],
    ['managed cache policy', { cache_policy_id: '658327ea-f89d-4fab-a63d-7e88639e58f6' }, 'no no no yes'],
    [
      'older',
      {
        default_ttl: 0,
        forwarded_values: [{ headers: ['Authorization'], query_string: true, cookies: [{ forward: 'none' }] }],
      },
      'yes no yes no',
    ],
    [
      'older, by name',
      { min_ttl: 5, forwarded_values: [{ cookies: [{ forward: 'whitelist', whitelisted_names: ['sid'] }] }] },
      'no yes no yes',
    ],
    ['a policy made elsewhere', { cache_policy_id: unset('p') }, 'undetermined undetermined undetermined undetermined'],
  ])('%s', (_name, behavior, expected) => {
    const [distribution] =
      entitiesOf(tf('aws_cloudfront_distribution.d', { default_cache_behavior: [behavior] }), beside) ?? []
    const [read] = distribution?.kind === 'distribution' ? distribution.behaviors : []
    const forwards = read && [
      selects(read.forwards.headers, 'authorization'),
      selects(read.forwards.cookies, 'sid'),
      selects(read.forwards.queries, 'page'),
      read.caches,
    ]
    expect(forwards?.join(' ')).toBe(expected)
  })
})
