import type { ComparisonResult } from '../model/analysis.ts'
import type { Evidence, Finding, Severity, UndeterminedFinding } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { formatLocation } from '../model/source-location.ts'
import { brokenJourneys } from '../report/broken-journeys.ts'
import { journeyOf } from '../trace/journeys.ts'
import type { GroupKey } from './group-items.ts'
import { hopTable } from './hop-rows.ts'

export type ItemSeverity = Severity | 'undetermined'

/** One row of the findings list: a finding, or a question without an answer. */
export interface Item {
  readonly severity: ItemSeverity
  readonly rule: string
  readonly subject: string
  readonly message: string
  readonly fingerprint: string
  readonly status: Finding['status'] | undefined
  readonly evidence: readonly Evidence[]
  /** Where to look first: the side that is rehearsed for. */
  readonly at: SourceLocation | undefined
  readonly finding: Finding | undefined
  readonly question: UndeterminedFinding | undefined
  /** What it belongs to, by each way of grouping; empty where nothing says. */
  readonly groups: Readonly<Record<GroupKey, string>>
  /** Lower-case text for filters and searches. */
  readonly haystack: string
}

export const severities: readonly ItemSeverity[] = ['error', 'warning', 'info', 'undetermined']

/** Whose a file is; `undefined` where nobody says. */
export type OwnerOf = (file: string) => string | undefined

const firstPlace = (evidence: readonly Evidence[], production: string): SourceLocation | undefined =>
  (evidence.find(entry => entry.environment === production) ?? evidence[0])?.at

const haystackOf = (outcome: Finding | UndeterminedFinding, at: SourceLocation | undefined): string =>
  [outcome.rule, outcome.subject, outcome.message, at?.file ?? ''].join('\n').toLowerCase()

/** Inputs by the line that sets them. */
const inputsOf = ({ changes = [], roots = [] }: ComparisonResult): ReadonlyMap<string, string> =>
  new Map([
    ...changes.flatMap(({ staging, production }) =>
      [staging, production].flatMap(value =>
        (value?.from.origins ?? []).map(({ name, at }) => [formatLocation(at), name] as const),
      ),
    ),
    ...roots.flatMap(({ name, staging, production }) =>
      [staging, production].flatMap(side => (side === undefined ? [] : [[formatLocation(side.at), name] as const])),
    ),
  ])

/** The stage at which the traces of a finding part. */
const partingStage = (outcome: Finding | UndeterminedFinding): string => {
  if (!('traces' in outcome) || outcome.traces === undefined) return ''
  const { rows, parting } = hopTable(outcome.traces.staging, outcome.traces.production)
  return parting === undefined ? '' : (rows[parting]?.stage ?? '')
}

/** The rows of a comparison, in its own order: findings as they are sorted, then the questions. */
export const itemsOf = (comparison: ComparisonResult, ownerOf: OwnerOf = () => undefined): readonly Item[] => {
  const inputs = inputsOf(comparison)
  const breaks = brokenJourneys(comparison.traces)
  const splits = new Map(
    (comparison.splits ?? []).flatMap(({ host, into, findings }) =>
      findings.map(fingerprint => [fingerprint, `${host} ↔ ${into.join(', ')}`] as const),
    ),
  )
  const groupsOf = (outcome: Finding | UndeterminedFinding, at: SourceLocation | undefined): Item['groups'] => {
    const [journey] = 'decides' in outcome ? [] : breaks(outcome)
    const input = outcome.evidence.map(entry => inputs.get(formatLocation(entry.at))).find(name => name !== undefined)
    return {
      subject: outcome.subject,
      journey: (journey && journeyOf(journey)) ?? '',
      owner: at === undefined ? '' : (ownerOf(at.file) ?? at.file),
      root: splits.get(outcome.fingerprint) ?? input ?? (at === undefined ? '' : formatLocation(at)),
      rule: outcome.rule,
      hop: partingStage(outcome),
    }
  }
  return [
    ...comparison.findings.map((finding): Item => {
      const at = firstPlace(finding.evidence, comparison.production) ?? finding.fix?.at
      const groups = groupsOf(finding, at)
      return { ...finding, at, finding, question: undefined, groups, haystack: haystackOf(finding, at) }
    }),
    ...comparison.undetermined.map((question): Item => {
      const at = firstPlace(question.evidence, comparison.production) ?? question.decides[0]?.at
      return {
        ...question,
        severity: 'undetermined',
        status: question.isWaived === true ? 'waived' : undefined,
        at,
        finding: undefined,
        question,
        groups: groupsOf(question, at),
        haystack: haystackOf(question, at),
      }
    }),
  ]
}

/** Every place an item names, in the order it is read: the fix, evidence, what decides. */
export const placesOf = (item: Item): readonly SourceLocation[] => [
  ...(item.finding?.fix ? [item.finding.fix.at] : []),
  ...item.evidence.map(entry => entry.at),
  ...(item.question?.decides.map(decider => decider.at) ?? []),
]
