import type { Phrases } from './phrases.ts'

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`

export const phrasesEn: Phrases = {
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
  analysing: 'analysing...',
  reloading: 'analysing again...',
  analysisFailed: message => `The analysis failed: ${message}`,
  tooSmall: (columns, rows) => `terminal too small (need ${columns}x${rows})`,

  verdict: {
    goesThrough: (staging, production) => `Every request that works in ${staging} works in ${production}.`,
    breaks: (requests, staging, production) =>
      `${count(requests, 'request')} that ${requests === 1 ? 'works' : 'work'} in ${staging} ${requests === 1 ? 'fails' : 'fail'} in ${production}.`,
    errors: (errors, production) => `${count(errors, 'error')} in ${production}.`,
    cannotTell: (questions, requests, production) => {
      const open = [
        questions === 0 ? '' : `${count(questions, 'question')} could not be answered`,
        requests === 0 ? '' : `${count(requests, 'request')} could not be followed to the end`,
      ]
      return `No failure found in ${production}, but ${open.filter(text => text !== '').join(' and ')}.`
    },
    noRequests: production => `No failure found in ${production}, but no request could be compared.`,
    noComparison: 'There are no two environments to compare. `sotsu init` writes a sotsu.yaml to start from.',
  },
  rehearsal: 'Rehearsal',
  rehearsed: (rehearsed, paths, percent) => `${rehearsed} of ${paths} production paths (${percent} %)`,
  nothingToRehearse: 'no request paths found in production',
  findings: 'Findings',
  count: (severity, number) =>
    severity === 'info' ? `${number} info` : count(number, severity === 'error' ? 'error' : 'warning'),
  statusCount: (status, number) => `${number} ${status}`,
  cannotTell: 'Cannot tell',
  questions: (number, decides) => `${count(number, 'question')}${decides.length > 0 ? `: ${decides.join(', ')}` : ''}`,
  differences: 'Differences',
  differenceCounts: (total, explained, mattering) => `${total} in all, ${explained} explained, ${mattering} matter`,
  environments: 'Environments',
  sources: (terraform, cloudformation, apps) =>
    [
      terraform > 0 ? `Terraform ${terraform}` : '',
      cloudformation > 0 ? `CloudFormation ${cloudformation}` : '',
      apps > 0 ? `apps ${apps}` : '',
    ]
      .filter(text => text !== '')
      .join(', ') || 'no sources',
  unmodelled: number => `${count(number, 'resource')} seen, not modelled`,
  unread: number => `${count(number, 'diagnostic')}: see tab 6`,
  attention: 'Look at these first',
  nothingFound: 'No differences that matter.',

  nothingMatches: 'Nothing matches this filter. Esc clears it.',
  filtered: (visible, all) => `filtered ${visible} of ${all}`,
  sortedBy: (key, isReversed) => `by ${key}${isReversed ? ', reversed' : ''}`,
  filterPrompt: 'filter:',
  filterHint: 'sev:error rule:dns* file: env: subject: status:new -not text',
  searchPrompt: 'search:',
  problem: ({ token, reason }) => {
    switch (reason) {
      case 'unknown-key':
        return `${token}: no such key (sev, rule, subject, file, env, status)`
      case 'unknown-severity':
        return `${token}: severities are error, warning, info, undetermined`
      case 'unknown-status':
        return `${token}: status is new, known or waived`
      case 'empty':
        return `${token} needs a value`
    }
  },
  matchCount: (at, all) => `${at}/${all}`,

  why: 'Why',
  proof: 'Proof',
  evidence: 'Evidence',
  decides: 'Decided by',
  fix: 'Fix',
  aboutRule: 'About this rule',
  nothingHere: 'nothing here',
  noSource: 'source not readable',
  partsHere: 'parts here',
  failsNext: 'fails next',
  notReached: 'not reached',
  ends: 'ends',
  clientSees: ({ status, error }) =>
    [status === undefined ? '' : `HTTP ${status}`, error ?? ''].filter(text => text !== '').join(', '),
  nearestMiss: (rule, condition) => `nearest miss: ${rule}, but for ${condition}`,
  noDifference: 'Both environments treat this request alike.',
  request: 'Request',
  because: because => `from ${because}`,
  typeUrl: 'Type a URL, or take a known request with the arrow keys.',
  ownToken: "as each environment's own issuer writes it",
  none: 'none',
  noDiagnostics: 'Every source was read.',

  helpTitle: 'Keys that work here; type to narrow, Enter does it',
  copyTitle: 'Copy',
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
  comparisonTitle: 'Compare',
  onlyOneComparison: 'There is only one comparison.',
  copied: way =>
    ({ tool: 'Copied.', tmux: 'Copied through tmux.', terminal: 'Copied through the terminal (OSC 52).' })[way],
  tooLongToCopy: 'Too long for the clipboard of a terminal.',
  nothingToCopy: 'Nothing to copy here.',
  noEditor: 'Set VISUAL or EDITOR to open files.',
  editorFailed: program => `${program} could not be started.`,
  noPlace: 'No source line here.',
  noTrace: 'No request shows this finding; type one in tab 3.',
  reloaded: 'Analysed again.',
  more: 'more below',

  setAs: input => `set as ${input}`,
  passedOn: 'passed on',
  usedHere: 'used',
  cameFrom: 'Where it comes from',
  bothEnvironments: 'both environments',
  rulePage: "rule's page",
  noRulePage: 'This rule has no page.',
  askedAs: host => `asked as ${host}`,
  address: 'address',
  journeys: 'Journeys',
  moreBehind: number => `${number} more behind it`,
  andMore: number => `and ${number} more`,
  unrehearsed: 'Unrehearsed',
  subjects: 'By subject',
  groupedBy: key => `grouped by ${key}`,
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
  reviewedCount: (reviewed, all) => `reviewed ${reviewed}/${all}`,
  layer: { host: 'Hosts', listener: 'Listeners', rule: 'Rules', service: 'Services', issuer: 'Token issuers' },
  onlyHere: 'only here',
  leadsTo: 'leads to',
  leadsNowhere: 'leads nowhere',
  nothingToWalk: 'No hosts, listeners, rules or services here.',
  differencesTotal: (explained, total, roots) =>
    `${count(total, 'difference')} from ${count(roots, 'root')}, ${explained} explained`,
  noDifferences: 'No differences.',
  exportTitle: 'Export a report',
  exported: file => `Written to ${file}.`,
  exportFailed: message => `Not written: ${message}`,
  waiveTitle: 'Mark as intended in sotsu.expect.yaml',
  waiverField: { reason: 'Reason', owner: 'Owner', until: 'Until (YYYY-MM-DD)' },
  waiverNeeds: field => `${field} is needed: without it nobody would look at the difference again.`,
  waived: file => `Marked as intended in ${file}; u takes it back.`,
  unwaived: 'Taken back.',
  nothingToUndo: 'Nothing to take back.',
  nothingToWaive: 'Nothing here can be marked as intended.',
  jumpTitle: 'Jump to a finding, request, host or resource',
  mouse: isOn => (isOn ? 'Mouse on: wheel and click.' : 'Mouse off: select text as usual.'),
  wrap: isOn => (isOn ? 'Source lines are wrapped.' : 'Source lines are cut; < and > shift them.'),
  outdated: 'files changed, r analyses again',
  times: number => `${number} times`,
  otherPair: 'compare these too',
  tokens: (writtenBy, acceptedBy) =>
    [
      writtenBy.length === 0 ? 'written by nobody' : `written by ${writtenBy.join(', ')}`,
      acceptedBy.length === 0 ? '' : `accepted by ${acceptedBy.join(', ')}`,
    ]
      .filter(text => text !== '')
      .join('; '),
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
  plain: {
    help: 'A number shows a finding, a URL is traced; l lists, o explains the rule, c compares other environments, q quits.',
    unknown: 'There is no such finding.',
  },
}
