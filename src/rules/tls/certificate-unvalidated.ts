import { roleName } from '../../align/role-name.ts'
import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { Certificate } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import type { Value } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { presentedCertificates } from './presented-certificates.ts'

interface Attached {
  readonly certificate: Certificate
  readonly by: Value
  /** What waits until it is issued. */
  readonly validation: EnvironmentModel['entities']['certificate-validation'][number] | undefined
}

/** Certificates that Terraform makes and attaches. A stack waits for its certificates by itself. */
const attachedIn = (model: EnvironmentModel): readonly Attached[] => {
  const stacks = new Set(model.sources.filter(({ kind }) => kind === 'cloudformation').map(({ id }) => id))
  return presentedCertificates(model).flatMap(({ certificate, by }) => {
    if (certificate.source !== 'issued' || stacks.has(certificate.address.source)) return []
    const validation = model.entities['certificate-validation'].find(each => {
      const waitsFor = resolveEntity(model, 'certificate', each.certificate)
      return each.exists !== 'no' && waitsFor.kind === 'entity' && waitsFor.entity === certificate
    })
    return [{ certificate, by, validation }]
  })
}

const roleOf = (model: EnvironmentModel, { certificate }: Attached): string =>
  roleName(certificate.address.name, model.name)

/** A certificate is attached before it is issued (ACM guide, "DNS validation"): the listener is refused, or the certificate is never renewed. */
export const certificateUnvalidated = defineRule<{ names: string }>({
  id: 'certificate-unvalidated',
  patterns: ['TLS07'],
  title: 'A certificate is attached without waiting for its validation',
  severity: 'warning',

  message: ({ names }) =>
    `nothing validates the certificate for ${names}: deployment fails with UnsupportedCertificate while it is pending; staging waits for it`,

  *check({ staging, production }) {
    const rehearsed = attachedIn(staging)
    for (const attached of attachedIn(production)) {
      const { certificate, by, validation } = attached
      const named = rehearsed.filter(other => roleOf(staging, other) === roleOf(production, attached))
      const twin = (named.length > 0 ? named : rehearsed).find(other => other.validation?.exists === 'yes')
      if (!twin?.validation || (named.length > 0 && named.some(other => !other.validation))) continue
      const names = certificate.names.map(displayValue).join(', ')
      const subject = `certificate for ${names}`
      const evidence = [
        ...valueEvidence(production, 'attached here', by),
        lineEvidence(production, 'certificate', certificate.at, names),
        lineEvidence(staging, 'waits for its validation', twin.validation.at),
      ]
      if (validation?.exists === 'undetermined') {
        const decides = validation.existsBecause ? decidersOf(validation.existsBecause) : []
        const message = `whether production waits for the certificate for ${names} cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else if (!validation)
        yield {
          kind: 'finding',
          subject,
          data: { names },
          confidence: 'likely',
          evidence,
          fix: { description: 'attach the certificate_arn of an aws_acm_certificate_validation', at: decisiveLine(by) },
        }
    }
  },
})
