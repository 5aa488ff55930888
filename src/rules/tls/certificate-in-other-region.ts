import { decidersOf, displayValue } from '../../model/deciders.ts'
import { isString } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { regionalUses } from './certificate-regions.ts'

/** A certificate that is where nothing that presents it looks: CloudFront answers InvalidViewerCertificate, a load balancer CertificateNotFound. */
export const certificateInOtherRegion = defineRule<{ names: string; region: string; what: string; wanted: string }>({
  id: 'certificate-in-other-region',
  patterns: ['TLS08'],
  title: 'A certificate is in a region from which it cannot be attached',
  severity: 'error',

  message: ({ names, region, what, wanted }) =>
    `${what} takes certificates of ${wanted} only, and the one for ${names} is in ${region}: the deployment is refused`,

  *check({ staging, production }) {
    const rehearsed = regionalUses(staging)
    for (const { what, by, certificate, region, wanted } of regionalUses(production)) {
      const names = certificate?.names.map(displayValue).join(', ') ?? displayValue(by)
      const subject = `region of the certificate for ${names}`
      if (isString(region) && region.value === wanted) continue
      const twin = rehearsed.find(
        other => other.what === what && isString(other.region) && other.region.value === other.wanted,
      )
      const evidence = [
        ...valueEvidence(production, 'region of the certificate', region),
        ...(certificate ? [lineEvidence(production, 'certificate', certificate.at, names)] : []),
        ...valueEvidence(production, 'attached here', by),
        ...(twin?.certificate ? [lineEvidence(staging, 'certificate', twin.certificate.at, twin.wanted)] : []),
      ]
      if (isString(region))
        yield {
          kind: 'finding',
          subject,
          data: { names, region: region.value, what, wanted },
          confidence: 'proved',
          evidence,
          fix: {
            description: `make the certificate with a provider for ${wanted}`,
            at: certificate?.at ?? decisiveLine(by),
          },
        }
      else {
        const message = `whether ${what} finds the certificate for ${names} in ${wanted} cannot be told`
        const decides = decidersOf(region)
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      }
    }
  },
})
