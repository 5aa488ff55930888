import type { ApiDomain, Distribution, Listener } from '../../model/entity.ts'
import { isNull, isString, type Value } from '../../model/value.ts'

/** Where a listener says nothing, the API, CloudFormation and Terraform give it this policy (ELB guide, "Security policies"). */
const defaultPolicy = 'ELBSecurityPolicy-2016-08'

const minimums: readonly (readonly [RegExp, string])[] = [
  [/^ELBSecurityPolicy-TLS13-1-3/, '1.3'],
  [/^ELBSecurityPolicy-TLS13-1-2/, '1.2'],
  [/^ELBSecurityPolicy-TLS13-1-1/, '1.1'],
  [/^ELBSecurityPolicy-TLS13-1-0/, '1.0'],
  [/^ELBSecurityPolicy-(?:FS-1-2|TLS-1-2)/, '1.2'],
  [/^ELBSecurityPolicy-(?:FS-1-1|TLS-1-1)/, '1.1'],
  [/^ELBSecurityPolicy-(?:FS-2018-06|2016-08|2015-05|TLS-1-0)/, '1.0'],
]

/** The oldest version of TLS that a listener speaks, by the name of its policy; `undefined` for a policy that is not known. */
export const minimumTls = ({ sslPolicy }: Listener): string | undefined => {
  const name = sslPolicy === undefined || isNull(sslPolicy) ? defaultPolicy : isString(sslPolicy) ? sslPolicy.value : ''
  return minimums.find(([pattern]) => pattern.test(name))?.[1]
}

const named = (policy: Value | undefined, otherwise: string): string =>
  policy === undefined || isNull(policy) ? otherwise : isString(policy) ? policy.value : ''

/** `TLSv1`, `TLSv1_2016`, `TLSv1.2_2021`; with a certificate of one's own `TLSv1` unless said otherwise (CloudFront API, ViewerCertificate). */
export const minimumOfDistribution = ({ securityPolicy }: Distribution): string | undefined => {
  const [, version] = /^TLSv1(\.\d)?(?:_\d{4})?$/.exec(named(securityPolicy, 'TLSv1')) ?? []
  return /^TLSv1/.test(named(securityPolicy, 'TLSv1')) ? `1${version ?? '.0'}` : undefined
}

/** `TLS_1_0`, `TLS_1_2`; where nothing is said API Gateway decides, and that is not known (API Gateway API, CreateDomainName). */
export const minimumOfDomain = ({ securityPolicy }: ApiDomain): string | undefined => {
  const [, minor] = /^TLS_1_(\d)$/.exec(named(securityPolicy, '')) ?? []
  return minor === undefined ? undefined : `1.${minor}`
}
