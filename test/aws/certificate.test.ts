import { cfn, ref, tf, unset } from '../helpers/evaluated.ts'
import { testReading } from './read-cases.ts'

const issued = { kind: 'certificate', exists: 'yes', source: 'issued' }

testReading('certificate', [
  {
    name: 'names without repeats',
    from: [
      tf('aws_acm_certificate.c', {
        domain_name: 'example.com',
        subject_alternative_names: ['*.example.com', 'EXAMPLE.com'],
        key_algorithm: 'EC_prime256v1',
      }),
      cfn('C', 'AWS::CertificateManager::Certificate', {
        DomainName: 'example.com',
        SubjectAlternativeNames: ['*.example.com', 'EXAMPLE.com'],
        KeyAlgorithm: 'EC_prime256v1',
      }),
    ],
    gives: [{ ...issued, names: ['example.com', '*.example.com'], keyAlgorithm: 'EC_prime256v1' }],
  },
  {
    name: 'alternative names that are not known',
    from: [
      tf('aws_acm_certificate.c', { domain_name: 'example.com', subject_alternative_names: unset('names') }),
      cfn('C', 'AWS::CertificateManager::Certificate', {
        DomainName: 'example.com',
        SubjectAlternativeNames: unset('names'),
      }),
    ],
    gives: [{ ...issued, names: ['example.com', '?names'] }],
  },
  {
    name: 'imported: its names are in its text',
    from: [tf('aws_acm_certificate.c', { certificate_body: 'PEM', private_key: 'hush' })],
    gives: [{ ...issued, source: 'imported', names: ['?names in aws_acm_certificate.c.certificate_body'] }],
  },
  {
    name: 'an IAM server certificate',
    from: [tf('aws_iam_server_certificate.C', { certificate_body: 'PEM' })],
    gives: [{ ...issued, source: 'imported', names: ['?names in aws_iam_server_certificate.C.certificate_body'] }],
  },
  {
    name: 'looked up by domain',
    from: [tf('data.aws_acm_certificate.c', { domain: '*.example.com', most_recent: true })],
    gives: [{ ...issued, source: 'lookup', names: ['*.example.com'] }],
  },
])

testReading('certificate-validation', [
  {
    name: 'of a certificate',
    from: [tf('aws_acm_certificate_validation.v', { certificate_arn: ref('aws_acm_certificate.c', 'arn') })],
    gives: [{ kind: 'certificate-validation', exists: 'yes', certificate: '<aws_acm_certificate.c arn>' }],
  },
])

testReading('stored-parameter', [
  {
    name: 'a value for other tools',
    from: [
      tf('aws_ssm_parameter.p', { name: '/kumo/listener', type: 'String', value: ref('L') }),
      tf('aws_ssm_parameter.p', { name: '/kumo/listener', type: 'String', insecure_value: ref('L') }),
      cfn('P', 'AWS::SSM::Parameter', { Name: '/kumo/listener', Type: 'String', Value: ref('L') }),
    ],
    gives: [{ kind: 'stored-parameter', exists: 'yes', name: '/kumo/listener', value: '<L>' }],
  },
  {
    name: 'a name that AWS makes up',
    from: [cfn('P', 'AWS::SSM::Parameter', { Value: 1 })],
    gives: [{ kind: 'stored-parameter', exists: 'yes', name: '?P.name', value: '1' }],
  },
])
