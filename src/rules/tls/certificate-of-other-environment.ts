import { defineRule } from '../rule.ts'
import { type UncoveredData, uncoveredHosts } from './uncovered-hosts.ts'

/** Every certificate on production's listener is for staging's hosts. */
export const certificateOfOtherEnvironment = defineRule<UncoveredData>({
  id: 'certificate-of-other-environment',
  patterns: ['TLS04'],
  title: 'The listener presents the certificate of the other environment',
  severity: 'error',
  message: ({ host, offered }) =>
    `clients of ${host} get the other environment's certificate, for ${offered}: certificate invalid`,
  check: context => uncoveredHosts(context, 'other-environment'),
})
