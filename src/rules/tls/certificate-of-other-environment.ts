import { defineRule } from '../rule.ts'
import { type UncoveredData, uncoveredHosts } from './uncovered-hosts.ts'

/** Every certificate on production's listener is for staging's hosts. */
export const certificateOfOtherEnvironment = defineRule<UncoveredData>({
  id: 'certificate-of-other-environment',
  patterns: ['TLS04'],
  title: 'The listener presents the certificate of the other environment',
  severity: 'error',
  message: ({ host, offered }) => `production presents staging's certificate (${offered}) for ${host}`,
  check: context => uncoveredHosts(context, 'other-environment'),
})
