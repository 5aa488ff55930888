import type { Certificate, CertificateValidation } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isString, unknown } from '../model/value.ts'
import { entityFacts, given } from './entity-base.ts'
import { argument, blocks, identifier, required } from './read-argument.ts'

const withoutRepeats = (names: readonly Value[]): readonly Value[] => {
  const seen = new Set<string>()
  return names.filter(name => {
    if (!isString(name)) return true
    const text = name.value.toLowerCase()
    return seen.has(text) ? false : seen.add(text)
  })
}

const readCertificate = (
  resource: EvaluatedResource,
  names: readonly Value[],
  source: Certificate['source'],
): readonly Certificate[] => [
  {
    kind: 'certificate',
    ...entityFacts(resource),
    names: withoutRepeats(names),
    ...given({ keyAlgorithm: argument(resource, 'key_algorithm') }),
    source,
  },
]

const readIssued = (resource: EvaluatedResource): readonly Certificate[] => {
  const domain = required(resource, 'domain_name', argument(resource, 'domain_name'))
  return readCertificate(resource, [domain, ...blocks(resource, 'subject_alternative_names')], 'issued')
}

/** The names are inside the certificate's text, which is not read. */
const readImported = (resource: EvaluatedResource): readonly Certificate[] => {
  const body = argument(resource, 'certificate_body')
  const why = { kind: 'unsupported', names: `names in ${resource.address.name}.certificate_body` } as const
  return readCertificate(resource, [unknown(why, body?.from ?? { at: resource.at, origins: [] })], 'imported')
}

export const fromTerraform = (resource: EvaluatedResource): readonly Certificate[] => {
  if (resource.mode === 'data')
    return readCertificate(resource, [required(resource, 'domain', argument(resource, 'domain'))], 'lookup')
  return identifier(resource, 'certificate_body') ? readImported(resource) : readIssued(resource)
}

export const fromCloudFormation = readIssued

/** `aws_iam_server_certificate`, `AWS::IAM::ServerCertificate`. */
export const fromServerCertificate = (resource: EvaluatedResource): readonly Certificate[] =>
  resource.mode === 'data'
    ? readCertificate(resource, [required(resource, 'certificate_body', undefined)], 'lookup')
    : readImported(resource)

export const fromTerraformValidation = (resource: EvaluatedResource): readonly CertificateValidation[] => [
  {
    kind: 'certificate-validation',
    ...entityFacts(resource),
    certificate: required(resource, 'certificate_arn', identifier(resource, 'certificate_arn')),
  },
]
