import { defineRule } from '../rule.ts'
import { type UncoveredData, uncoveredHosts } from './uncovered-hosts.ts'

/** No certificate on production's listener covers a host that staging's covers. */
export const certificateDoesNotCoverHost = defineRule<UncoveredData>({
  id: 'certificate-does-not-cover-host',
  patterns: ['TLS01', 'TLS03', 'TLS05'],
  title: 'No certificate on the listener covers a host',
  severity: 'error',
  message: ({ host, offered }) => `clients of ${host} get a certificate for ${offered}: certificate invalid`,
  check: context => uncoveredHosts(context, 'name'),
})
