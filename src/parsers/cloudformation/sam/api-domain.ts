import { entryOf, textOf } from '../template-node.ts'
import { build, isPlainMap, type Written } from './build-node.ts'
import type { Expansion, ServerlessResource } from './serverless.ts'

/** `Domain` of an API: the custom domain, its mapping to the stage, and the alias records where a zone is given. */
export const addDomain = (api: ServerlessResource, kind: 'rest' | 'http', stage: Written, { add }: Expansion): void => {
  const domain = entryOf(api.properties, 'Domain')
  if (!isPlainMap(domain)) return
  const { at } = domain
  const name = entryOf(domain, 'DomainName')
  const certificate = entryOf(domain, 'CertificateArn')
  const endpoint = entryOf(domain, 'EndpointConfiguration')
  const isEdge = textOf(endpoint) === 'EDGE'
  const id = `${api.id}DomainName`
  const paths = entryOf(domain, 'BasePath')
  const basePaths = paths?.kind === 'list' ? paths.items : [build(kind === 'rest' ? '(none)' : '', at)]
  if (kind === 'rest') {
    const Types = [endpoint ?? 'REGIONAL']
    const written = {
      DomainName: name,
      SecurityPolicy: entryOf(domain, 'SecurityPolicy'),
      EndpointConfiguration: { Types },
    }
    const certified = isEdge ? { CertificateArn: certificate } : { RegionalCertificateArn: certificate }
    add(id, 'AWS::ApiGateway::DomainName', { ...written, ...certified }, at, api.condition)
  } else {
    const configuration = { CertificateArn: certificate, EndpointType: endpoint ?? 'REGIONAL' }
    add(
      id,
      'AWS::ApiGatewayV2::DomainName',
      { DomainName: name, DomainNameConfigurations: [configuration] },
      at,
      api.condition,
    )
  }
  for (const [index, path] of basePaths.entries()) {
    const mapping = `${api.id}BasePathMapping${index === 0 ? '' : index + 1}`
    const text = textOf(path)
    if (kind === 'rest') {
      const BasePath = text === '(none)' || text === '/' ? undefined : path
      const written = { DomainName: { Ref: id }, RestApiId: { Ref: api.id }, Stage: stage, BasePath }
      add(mapping, 'AWS::ApiGateway::BasePathMapping', written, at, api.condition)
    } else {
      const ApiMappingKey = text === '' || text === '/' ? undefined : path
      const written = { DomainName: { Ref: id }, ApiId: { Ref: api.id }, Stage: stage, ApiMappingKey }
      add(mapping, 'AWS::ApiGatewayV2::ApiMapping', written, at, api.condition)
    }
  }
  const route53 = entryOf(domain, 'Route53')
  if (route53 === undefined) return
  const [dnsName, zone] = isEdge
    ? ['DistributionDomainName', 'DistributionHostedZoneId']
    : ['RegionalDomainName', 'RegionalHostedZoneId']
  const record = (Type: string): Written => ({
    Name: name,
    Type,
    AliasTarget: { DNSName: { 'Fn::GetAtt': [id, dnsName] }, HostedZoneId: { 'Fn::GetAtt': [id, zone] } },
  })
  const hasIpv6 = textOf(entryOf(route53, 'IpV6')) === 'true'
  add(
    `${api.id}RecordSetGroup`,
    'AWS::Route53::RecordSetGroup',
    {
      HostedZoneId: entryOf(route53, 'HostedZoneId'),
      HostedZoneName: entryOf(route53, 'HostedZoneName'),
      RecordSets: [record('A'), ...(hasIpv6 ? [record('AAAA')] : [])],
    },
    route53.at,
    api.condition,
  )
}
