import { decidersOf } from '../../model/deciders.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { type Guard, pairedGuards } from './web-acls.ts'

const line = (model: EnvironmentModel, { exists, at }: Guard) =>
  lineEvidence(model, exists === 'no' ? 'no web ACL' : 'web ACL', at)

/** A web ACL answers with 403 what its rules find, the bodies of requests among it: where it stands in one environment only, no test has met it. */
export const webAclDiffers = defineRule<{ what: string; isInProduction: boolean }>({
  id: 'web-acl-differs',
  patterns: ['CF08'],
  title: 'A web ACL guards one environment only',
  severity: 'warning',

  message: ({ what, isInProduction }) =>
    isInProduction
      ? `a web ACL guards ${what} in production only: requests that it blocks get 403, which nothing in staging has tried`
      : `no web ACL guards ${what} in production, as one does in staging: what staging blocks comes through`,

  *check(context) {
    const { staging, production } = context
    for (const { what, staging: one, production: other } of pairedGuards(context)) {
      if (one.exists === other.exists) continue
      const subject = `web ACL of ${what}`
      const evidence = [line(production, other), line(staging, one)]
      if (one.exists === 'undetermined' || other.exists === 'undetermined') {
        const decides = [other, one].flatMap(({ because }) => (because ? decidersOf(because) : []))
        const message = `whether a web ACL guards ${what} as in staging cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { what, isInProduction: other.exists === 'yes' },
          confidence: 'proved',
          evidence,
          fix: {
            description: 'guard both alike; a new web ACL counts before it blocks',
            at: other.at,
          },
        }
    }
  },
})
