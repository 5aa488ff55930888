import { decidersOf } from '../../model/deciders.ts'
import { counterpartHosts } from '../counterpart-hosts.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { sharedCookies } from './login-cookies.ts'

/** A load balancer takes a session cookie for its own login's (ELB guide, "Authenticate users"): of two clients each throws the other's users out. */
export const loginCookieShared = defineRule<{ host: string; cookie: string }>({
  id: 'login-cookie-shared',
  patterns: ['JWT18'],
  title: 'Two logins of one host keep their sessions in one cookie',
  severity: 'error',

  message: ({ host, cookie }) =>
    `users of ${host} are sent from one login to the other without end: both keep their sessions in the cookie ${cookie}`,

  *check(context) {
    const { staging, production } = context
    const rehearsed = new Set(sharedCookies(staging).flatMap(({ host, open }) => (open === undefined ? [host] : [])))
    for (const { host, cookie, one, other, open } of sharedCookies(production)) {
      if (counterpartHosts(context, host).some(twin => rehearsed.has(twin))) continue
      const subject = `session cookie of ${host}`
      const evidence = [lineEvidence(production, 'login', one.at), lineEvidence(production, 'other login', other.at)]
      if (open) {
        const message = `whether the logins of ${host} keep their sessions in cookies of their own cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(open) }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { host, cookie },
          confidence: 'likely',
          evidence,
          fix: { description: 'give each login a session_cookie_name of its own', at: other.at },
        }
    }
  },
})
