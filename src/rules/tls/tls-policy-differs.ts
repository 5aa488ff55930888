import { decidersOf } from '../../model/deciders.ts'
import { defineRule } from '../rule.ts'
import { pairedPolicies } from './paired-policies.ts'

/** TLS 1.0 and 1.1 (RFC 8996). */
const deprecated = ['1.0', '1.1']

/** Old clients that production refuses were never tried against it in staging; what it accepts and staging does not is for an audit to find. */
export const tlsPolicyDiffers = defineRule<{ what: string; staging: string; production: string }>({
  id: 'tls-policy-differs',
  patterns: ['TLS09', 'TLS10'],
  title: 'Production speaks other versions of TLS than staging',
  severity: 'warning',

  message: ({ what, staging, production }) =>
    production > staging
      ? `clients older than TLS ${production} cannot connect to ${what} ("protocol version" alert); staging accepts TLS ${staging}`
      : `production accepts TLS ${production} on ${what}, which is deprecated; staging accepts TLS ${staging} and later only`,

  *check(context) {
    for (const { what, staging: one, production: other } of pairedPolicies(context)) {
      const subject = `security policy of ${what}`
      const evidence = [...other.evidence, ...one.evidence]
      if (one.minimum === undefined || other.minimum === undefined) {
        const decides = [other.written, one.written].flatMap(value => (value ? decidersOf(value) : []))
        const message = `which versions of TLS production accepts on ${what} cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else if (other.minimum > one.minimum || (other.minimum < one.minimum && deprecated.includes(other.minimum)))
        yield {
          kind: 'finding',
          subject,
          data: { what, staging: one.minimum, production: other.minimum },
          confidence: 'proved',
          evidence,
          fix: { description: 'use one policy in both environments', at: other.at },
        }
    }
  },
})
