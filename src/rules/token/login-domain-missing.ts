import { roleName } from '../../align/role-name.ts'
import { decidersOf, displayValue } from '../../model/deciders.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { neededDomains, ownerOf, poolsWithoutDomain } from './login-domains.ts'

/** Login pages have a name of their own, per user pool (Cognito guide, "Configuring a user pool domain"): without it browsers end at a name that does not resolve. */
export const loginDomainMissing = defineRule<{ where: string; why: string }>({
  id: 'login-domain-missing',
  patterns: ['JWT10'],
  title: 'Production’s login pages have no domain, or staging’s',
  severity: 'error',

  message: ({ where, why }) => `users cannot log in at ${where}: ${why}`,

  *check(context) {
    const { staging, production } = context
    for (const needed of neededDomains(production)) {
      const { domain } = needed
      const owner = ownerOf(context, needed)
      if (owner === 'production') continue
      const where = displayValue(domain)
      const subject = `login domain ${where}`
      const twin = neededDomains(staging)[0]
      const evidence = [
        ...valueEvidence(production, 'login domain', domain),
        ...(twin ? valueEvidence(staging, 'login domain', twin.domain) : []),
      ]
      if (owner === 'unknown') {
        const decides = decidersOf(domain)
        const message = `whether the login domain ${where} is one of production's cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: {
            where,
            why: owner === 'nobody' ? 'no user pool has this domain' : 'it is the other environment’s domain',
          },
          confidence: owner === 'staging' ? 'proved' : 'likely',
          evidence,
          fix: { description: "name the domain of production's user pool", at: decisiveLine(domain) },
        }
    }
    for (const { pool, twin } of poolsWithoutDomain(context)) {
      const where = roleName(pool.address.name, production.name)
      yield {
        kind: 'finding',
        subject: `login domain of ${where}`,
        data: { where: pool.address.name, why: 'the user pool has no domain for its login pages' },
        confidence: 'likely',
        evidence: [
          lineEvidence(production, 'user pool without a domain', pool.at),
          lineEvidence(staging, 'domain', twin.at, displayValue(twin.domain)),
        ],
        fix: { description: 'give the user pool a domain, as in staging', at: pool.at },
      }
    }
  },
})
