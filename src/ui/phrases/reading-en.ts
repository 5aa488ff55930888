import { count } from './count-en.ts'
import type { ReadingPhrases } from './phrases.ts'

export const readingEn: ReadingPhrases = {
  why: 'Why',
  proof: 'Proof',
  evidence: 'Evidence',
  decides: 'Decided by',
  fix: 'Fix',
  note: 'Note',
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
  more: 'more below',
  setAs: input => `set as ${input}`,
  passedOn: 'passed on',
  usedHere: 'used',
  cameFrom: 'Where it comes from',
  bothEnvironments: 'both environments',
  rulePage: "rule's page",
  askedAs: host => `asked as ${host}`,
  address: 'address',
  onlyHere: 'only here',
  leadsTo: 'leads to',
  leadsNowhere: 'leads nowhere',
  nothingToWalk: 'No hosts, listeners, rules or services here.',
  differencesTotal: (explained, total, roots) =>
    `${count(total, 'difference')} from ${count(roots, 'root')}, ${explained} explained`,
  noDifferences: 'No differences.',
  tokens: (writtenBy, acceptedBy) =>
    [
      writtenBy.length === 0 ? 'written by nobody' : `written by ${writtenBy.join(', ')}`,
      acceptedBy.length === 0 ? '' : `accepted by ${acceptedBy.join(', ')}`,
    ]
      .filter(text => text !== '')
      .join('; '),
}
