import type { Finding } from '../../model/finding.ts'
import type { Disposition, Failure, Stage, Trace } from '../../model/trace.ts'
import { failuresOf } from '../../model/trace.ts'

const stagesByWord: readonly (readonly [RegExp, readonly Stage[]])[] = [
  [/^(?:dns|record|wildcard|weighted|zone)-/, ['dns']],
  [/^(?:certificate|tls|https)-/, ['tls', 'dns']],
  [/^(?:distribution|host-header|internal)-/, ['edge', 'dns']],
  [/^(?:listener|path|implicit|default|redirect)-/, ['route', 'action']],
  [/^(?:target|container|service)-/, ['target']],
  [/^(?:token|issuer|jwks|secret)-/, ['token']],
]

/** The failure of a finding's request that the finding is about. */
export const failureOf = ({ rule }: Finding, trace: Trace): Failure | undefined => {
  const failures = failuresOf(trace)
  const stages = stagesByWord.find(([pattern]) => pattern.test(rule))?.[1] ?? []
  const found = stages.flatMap(wanted => failures.find(({ stage }) => stage === wanted) ?? [])
  return found[0] ?? failures[0]
}

/** What happens to requests, as the people who send them would say it. */
export const whatHappens = (disposition: Disposition, host: string): string => {
  switch (disposition.kind) {
    case 'accepted':
      return 'work'
    case 'redirected':
      return `are redirected to ${disposition.location}`
    case 'answered':
      return `fail with ${disposition.status}${disposition.body === undefined ? '' : ` "${disposition.body}"`}`
    case 'name-not-found':
      return `cannot resolve ${host}`
    case 'no-listener':
      return 'cannot connect'
    case 'certificate-mismatch':
      return 'fail in the TLS handshake: certificate invalid'
    case 'no-target':
      return 'fail with 503: no target'
    case 'blocked':
      return `are refused with ${disposition.status}`
    case 'token-rejected':
      return `fail with 401: ${disposition.claim === 'iss' ? 'Invalid issuer' : 'invalid audience'}`
    case 'loop':
      return 'end in a redirect loop'
    case 'undetermined':
      return `may fail: ${disposition.decides.map(({ names }) => names).join(', ')} decides`
  }
}
