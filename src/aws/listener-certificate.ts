import type { ListenerCertificate } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import { entityFacts } from './entity-base.ts'
import { blocks, identifier, required } from './read-argument.ts'

export const fromTerraform = (resource: EvaluatedResource): readonly ListenerCertificate[] => [
  {
    kind: 'listener-certificate',
    ...entityFacts(resource),
    listener: required(resource, 'listener_arn', identifier(resource, 'listener_arn')),
    certificate: required(resource, 'certificate_arn', identifier(resource, 'certificate_arn')),
  },
]

export const fromCloudFormation = (resource: EvaluatedResource): readonly ListenerCertificate[] =>
  blocks(resource, 'Certificates').map((block, index, all) => ({
    kind: 'listener-certificate',
    ...entityFacts(resource, all.length === 1 ? '' : `.Certificates[${index}]`),
    listener: required(resource, 'ListenerArn', identifier(resource, 'ListenerArn')),
    certificate: required(resource, 'Certificates.CertificateArn', identifier(block, 'CertificateArn')),
  }))
