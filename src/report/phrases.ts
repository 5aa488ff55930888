import type { Severity } from '../model/finding.ts'
import type { Disposition, Stage } from '../model/trace.ts'
import { phrasesJa } from './phrases-ja.ts'

export type Language = 'en' | 'ja'

/** What a verdict counts: findings that are not waived, and questions without an answer. */
export interface Counts {
  readonly error: number
  readonly warning: number
  readonly info: number
  readonly waived: number
  readonly undetermined: number
}

/** The words of reports, in one language. Messages of rules are English in every language. */
export interface Phrases {
  readonly severity: Readonly<Record<Severity | 'undetermined', string>>
  readonly stage: Readonly<Record<Stage, string>>
  readonly disposition: (disposition: Disposition) => string
  readonly comparison: (staging: string, production: string) => string
  readonly verdict: {
    readonly fails: (production: string, counts: Counts) => string
    readonly cannotTell: (production: string, counts: Counts) => string
    readonly works: (production: string, counts: Counts) => string
    /** No request path was found: nothing speaks against it, and nothing for it. */
    readonly noPaths: (production: string, counts: Counts) => string
    readonly noComparison: (environments: readonly string[]) => string
    readonly noEnvironment: string
  }
  readonly rehearsal: (staging: string, production: string, rehearsed: number, paths: number) => string
  /** Production's paths that staging does not rehearse, by a request each. */
  readonly unrehearsed: (staging: string, production: string, count: number) => string
  readonly decision: (production: string) => string
  readonly change: (staging: string) => string
  readonly journey: string
  readonly journeys: (production: string) => string
  /** Before the names of the journeys that a finding breaks. */
  readonly breaks: string
  readonly waived: string
  readonly journeyOutcome: Readonly<Record<'works' | 'fails' | 'undetermined' | 'absent', string>>
  readonly differences: (total: number, explained: number, mattering: number, roots: number) => string
  /** Heads the findings that follow from it. */
  readonly split: (
    staging: string,
    host: string,
    production: string,
    into: readonly string[],
    findings: number,
  ) => string
  readonly others: string
  readonly likely: string
  readonly status: Readonly<Record<'new' | 'known' | 'waived', string>>
  readonly behind: string
  readonly sameRequest: (number: number) => string
  readonly fix: string
  readonly decides: string
  readonly cannotTell: string
  readonly diagnostics: string
  /** Further places of the same trouble, and how many are not named. */
  readonly alsoAt: (places: string, more: number) => string
  readonly clientSees: (trace: { readonly status?: number; readonly error?: string }) => string
  readonly partsHere: string
  readonly nearestMiss: (rule: string, condition: string) => string
  readonly explain: string
  readonly findings: string
  readonly fingerprint: string
  readonly requests: (count: number) => string
  readonly request: string
  /** Headings of tables. */
  readonly why: string
  readonly environment: string
  readonly line: string
  readonly value: string
  readonly what: string
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

const tally = ({ error, warning, info, waived, undetermined }: Counts): string => {
  const parts = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
    ...(info > 0 ? [`${info} info`] : []),
    ...(undetermined > 0 ? [counted(undetermined, 'open question')] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ]
  return parts.length === 0 ? 'no findings' : parts.join(', ')
}

export const phrasesEn: Phrases = {
  severity: { error: 'error', warning: 'warning', info: 'info', undetermined: 'cannot tell' },
  stage: { dns: 'DNS', edge: 'edge', tls: 'TLS', route: 'route', action: 'action', target: 'target', token: 'token' },
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
        return `cannot tell: ${disposition.decides.map(({ names }) => names).join(', ')} decides`
    }
  },
  comparison: (staging, production) => `${staging} -> ${production}`,
  verdict: {
    fails: (production, counts) => `${production} would fail: ${tally(counts)}`,
    cannotTell: (production, counts) => `cannot tell whether ${production} works: ${tally(counts)}`,
    works: (production, counts) => `${production} would work: ${tally(counts)}`,
    noPaths: (production, counts) =>
      `cannot tell whether ${production} works, no request paths found: ${tally(counts)}`,
    noComparison: environments =>
      `nothing to compare: ${environments.join(', ')}. Say in sotsu.yaml which environment rehearses which (comparisons).`,
    noEnvironment: 'no environments found. Run sotsu init, or say in sotsu.yaml what they are made of.',
  },
  rehearsal: (staging, production, rehearsed, paths) =>
    `${staging} rehearses ${rehearsed} of ${counted(paths, `${production} path`)} (${Math.floor((100 * rehearsed) / paths)} %)`,
  unrehearsed: (staging, production, count) =>
    `${counted(count, `${production} path`)} that ${staging} does not rehearse`,
  decision: production => `What ${production} decides`,
  change: staging => `Change of ${staging} that would rehearse it`,
  journey: 'Journey',
  journeys: production => `journeys in ${production}`,
  breaks: 'breaks',
  waived: 'Accepted for now',
  journeyOutcome: { works: 'works', fails: 'fails', undetermined: 'cannot tell', absent: 'no host for it' },
  differences: (total, explained, mattering, roots) =>
    `${counted(total, 'difference')}: ${explained} explained by an input, ${mattering} that matter${mattering === 1 ? 's' : ''}${mattering === 0 ? '' : `, from ${counted(roots, 'root')} (sotsu diff)`}`,
  split: (staging, host, production, into, findings) =>
    `Split: ${host} of ${staging} is ${into.join(' and ')} in ${production}; ${counted(findings, 'finding')} ${findings === 1 ? 'follows' : 'follow'} from it`,
  others: 'Besides',
  likely: 'likely',
  status: { new: 'new', known: 'known', waived: 'waived' },
  behind: 'once that is mended:',
  sameRequest: number => `the request of finding ${number} shows it`,
  fix: 'fix',
  decides: 'decided by',
  cannotTell: 'Cannot tell',
  diagnostics: 'Not read or not understood',
  alsoAt: (places, more) => `also at ${places}${more > 0 ? ` and ${more} more` : ''}`,
  clientSees: ({ status, error }) =>
    error !== undefined ? `the client sees: ${error}` : status === undefined ? '' : `the client sees: HTTP ${status}`,
  partsHere: 'parts here',
  nearestMiss: (rule, condition) => `nearest rule ${rule}, but for ${condition}`,
  explain: 'sotsu explain RULE and sotsu trace URL say more; sotsu waive FINGERPRINT accepts a finding.',
  findings: 'Findings',
  fingerprint: 'fingerprint',
  requests: count => counted(count, 'request'),
  request: 'Request',
  why: 'Why it is looked at',
  environment: 'Environment',
  line: 'Line',
  value: 'Value',
  what: 'What it shows',
}

export const phrasesOf = (language: Language): Phrases =>
  language === 'ja' ? { ...phrasesEn, ...phrasesJa } : phrasesEn
