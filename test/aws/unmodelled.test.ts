import { expect, test } from 'vitest'
import { isUnmodelled } from '../../src/aws/unmodelled.ts'
import { cfn, tf } from '../helpers/evaluated.ts'
import { entitiesOf } from './read-cases.ts'

test.each([
  [tf('aws_api_gateway_gateway_response.a'), true],
  [tf('aws_wafv2_web_acl.a'), true],
  [tf('aws_cognito_identity_provider.a'), true],
  [tf('aws_globalaccelerator_custom_routing_listener.a'), true],
  [tf('aws_route53_health_check.a'), true],
  [cfn('A', 'AWS::ApiGatewayV2::RoutingRule'), true],
  [cfn('A', 'AWS::WAFv2::WebACL'), true],
  [tf('aws_s3_bucket.a'), false],
  [tf('aws_wafv2_web_acl_logging_configuration.a'), false],
  [tf('data.aws_wafv2_web_acl.a'), false],
  [cfn('A', 'AWS::S3::Bucket'), false],
])('$type in mode $mode', (resource, expected) => {
  expect(entitiesOf(resource)).toBeUndefined()
  expect(isUnmodelled(resource)).toBe(expected)
})

test('a type that is named like something every object has is no concept', () => {
  expect(entitiesOf(cfn('A', 'constructor'))).toBeUndefined()
})
