import type { NamesPhrases } from './phrases.ts'

export const namesEn: NamesPhrases = {
  tabs: {
    overview: 'Overview',
    findings: 'Findings',
    trace: 'Trace',
    topology: 'Topology',
    differences: 'Differences',
    diagnostics: 'Diagnostics',
  },
  severity: { error: 'error', warning: 'warning', info: 'info', undetermined: 'cannot tell' },
  stage: { dns: 'DNS', edge: 'edge', tls: 'TLS', route: 'route', action: 'action', target: 'target', token: 'token' },
  group: { move: 'Move', look: 'Look closer', narrow: 'Narrow down', act: 'Act', general: 'General' },
  field: { method: 'Method', url: 'URL', headers: 'Headers', tokenIssuer: 'Token iss', tokenAudience: 'Token aud' },
  sortKey: { severity: 'severity', rule: 'rule', subject: 'subject', file: 'file' },
  status: { new: 'new', known: 'known', waived: 'waived' },
  confidence: { proved: 'proved', likely: 'likely' },
  disposition: disposition => {
    switch (disposition.kind) {
      case 'accepted':
        return disposition.service === undefined ? 'accepted' : `accepted by ${disposition.service}`
      case 'redirected':
        return `redirected (${disposition.status}) to ${disposition.location}`
      case 'answered':
        return `answered ${disposition.status}${disposition.body === undefined ? '' : ` "${disposition.body}"`}`
      case 'name-not-found':
        return 'name not found'
      case 'no-listener':
        return 'no listener'
      case 'certificate-mismatch':
        return `certificate is for ${disposition.names.join(', ') || 'no name'}`
      case 'no-target':
        return 'no target'
      case 'blocked':
        return `blocked (${disposition.status})`
      case 'token-rejected':
        return `token rejected (${disposition.claim})`
      case 'loop':
        return 'redirect loop'
      case 'undetermined':
        return `cannot tell: ${disposition.decides.map(decider => decider.names).join(', ')} decides`
    }
  },
  copyChoice: {
    message: 'message',
    fingerprint: 'fingerprint',
    place: 'file:line',
    value: 'value',
    address: 'address',
    request: 'request',
    curl: 'curl command',
    trace: 'trace',
    markdown: 'Markdown',
    reviewed: 'review notes',
  },
  groupKey: {
    none: 'nothing',
    subject: 'subject',
    journey: 'journey',
    owner: 'owner',
    root: 'root',
    rule: 'rule',
    hop: 'parting hop',
  },
  noGroup: {
    none: '',
    subject: 'no subject',
    journey: 'on no journey',
    owner: 'without an owner',
    root: 'without a root',
    rule: '',
    hop: 'without a request',
  },
  layer: { host: 'Hosts', listener: 'Listeners', rule: 'Rules', service: 'Services', issuer: 'Token issuers' },
  waiverField: { reason: 'Reason', owner: 'Owner', until: 'Until (YYYY-MM-DD)' },
  rootKind: {
    identity: "the environment's own",
    capacity: 'capacity',
    toggle: 'on here, off there',
    structure: 'more or fewer',
    split: 'one here, several there',
    placeholder: 'a placeholder',
    missing: 'set on one side only',
    shared: 'the same in both, and should not be',
    'other-environment': "carries the other environment's name",
    spelling: 'spelt differently',
    unknown: 'not known on one side',
    value: 'another value',
  },
  noRoot: 'without a root',
}
