import type { Disposition } from '../../model/trace.ts'

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
