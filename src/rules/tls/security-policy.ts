import type { Listener } from '../../model/entity.ts'
import { isNull, isString } from '../../model/value.ts'

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
