import type { Disposition } from '../model/trace.ts'

/** What reaches the client: an HTTP status, or an error of its resolver, socket or TLS library (wording of curl and the browsers). */
export const clientSees = (disposition: Disposition): { readonly status?: number; readonly error?: string } => {
  switch (disposition.kind) {
    case 'accepted':
      return { status: 200 }
    case 'redirected':
    case 'answered':
    case 'blocked':
      return { status: disposition.status }
    case 'name-not-found':
      return { error: 'could not resolve host (NXDOMAIN)' }
    case 'no-listener':
      return { error: 'connection refused or timed out' }
    case 'certificate-mismatch':
      return { error: 'certificate invalid: no alternative subject name matches the host' }
    case 'no-target':
      return { status: 503 }
    case 'token-rejected':
      return { status: 401, error: disposition.claim === 'iss' ? 'Invalid issuer' : 'Invalid audience' }
    case 'loop':
      return { error: 'too many redirects' }
    case 'undetermined':
      return {}
  }
}
