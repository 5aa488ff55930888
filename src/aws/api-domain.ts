import type { ApiDomain, ApiMapping } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isString } from '../model/value.ts'
import { canonicalName } from './domain-name.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { argument, blocks, identifier, required } from './read-argument.ts'

const readDomain = (
  resource: EvaluatedResource,
  certificate: Value | undefined,
  endpointType: Value,
  securityPolicy: Value | undefined,
): readonly ApiDomain[] => [
  {
    kind: 'api-domain',
    ...entityFacts(resource),
    name: canonicalName(required(resource, 'domain_name', argument(resource, 'domain_name'))),
    ...given({ certificate, securityPolicy, routingMode: argument(resource, 'routing_mode') }),
    endpointType,
  },
]

/** `aws_api_gateway_domain_name`, `AWS::ApiGateway::DomainName`: the certificate's argument says the type where nothing else does. */
export const fromRest = (resource: EvaluatedResource): readonly ApiDomain[] => {
  const regional = identifier(resource, 'regional_certificate_arn')
  const edge = identifier(resource, 'certificate_arn')
  const [type] = blocks(resource, 'endpoint_configuration', 'types')
  const assumedType = assumed(resource, regional === undefined ? 'EDGE' : 'REGIONAL')
  return readDomain(resource, regional ?? edge, type ?? assumedType, argument(resource, 'security_policy'))
}

/** `aws_apigatewayv2_domain_name`, `AWS::ApiGatewayV2::DomainName`. */
export const fromHttp = (resource: EvaluatedResource): readonly ApiDomain[] => {
  const [block] = [...blocks(resource, 'domain_name_configuration'), ...blocks(resource, 'DomainNameConfigurations')]
  const part = (name: string): Value | undefined => block && identifier(block, name)
  return readDomain(
    resource,
    part('certificate_arn'),
    part('endpoint_type') ?? assumed(resource, 'REGIONAL'),
    part('security_policy'),
  )
}

/** `(none)`, `/` and an empty text are the mapping of all that no other takes. */
const pathOf = (path: Value | undefined): Value | undefined =>
  isString(path) && ['', '/', '(none)'].includes(path.value) ? undefined : path

/** Base path mappings of REST APIs and API mappings, in both tools. */
export const fromMapping = (resource: EvaluatedResource): readonly ApiMapping[] => [
  {
    kind: 'api-mapping',
    ...entityFacts(resource),
    domain: required(resource, 'domain_name', identifier(resource, 'domain_name')),
    api: required(resource, 'api_id', identifier(resource, 'api_id') ?? identifier(resource, 'rest_api_id')),
    ...given({
      stage: identifier(resource, 'stage') ?? identifier(resource, 'stage_name'),
      path: pathOf(identifier(resource, 'base_path') ?? identifier(resource, 'api_mapping_key')),
    }),
  },
]
