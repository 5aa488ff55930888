import { defineRule } from '../rule.ts'
import { type UncoveredData, uncoveredHosts } from './uncovered-hosts.ts'

/** A wildcard certificate covers one label below a domain, never the domain itself (RFC 9525 section 6.3). */
export const certificateMissesApex = defineRule<UncoveredData>({
  id: 'certificate-misses-apex',
  patterns: ['TLS02'],
  title: 'A wildcard certificate does not cover the domain itself',
  severity: 'error',
  message: ({ host, offered }) =>
    `clients of ${host} get a certificate for ${offered}, which does not cover the domain itself: certificate invalid`,
  check: context => uncoveredHosts(context, 'apex'),
})
