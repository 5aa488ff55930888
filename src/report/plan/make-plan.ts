import type { Analysis, ComparisonResult, TracePair } from '../../model/analysis.ts'
import type { Finding, UndeterminedFinding } from '../../model/finding.ts'
import type { Stage, Trace } from '../../model/trace.ts'
import { journeyOf } from '../../trace/journeys.ts'
import { brokenJourneys } from '../broken-journeys.ts'
import { failureOf } from '../finding-failure.ts'
import { primaryPlace, primaryPlaceOfQuestion } from '../finding-places.ts'
import { urlOf } from '../trace-json.ts'
import { whatHappens } from './consequence.ts'
import { changeFor, gapsOf } from './gaps.ts'
import type { ComparisonPlan, Plan, PlanGroup, PlanItem, PlanTerms } from './plan.ts'

/** The planning review of an analysis: pure, the day is given. */
export const makePlan = (analysis: Analysis, terms: PlanTerms): Plan => ({
  terms,
  comparisons: analysis.comparisons.map(comparison => planOf(comparison, terms)),
})

const planOf = (comparison: ComparisonResult, terms: PlanTerms): ComparisonPlan => {
  const journeys = comparison.traces.filter(pair => journeyOf(pair) !== undefined)
  const breaks = brokenJourneys(journeys)
  const placed = [
    ...comparison.findings
      .filter(({ status }) => status !== 'waived')
      .map(finding => {
        const [journey] = breaks(finding)
        return { journey, order: orderOf(finding), item: findingItem(finding, journey, comparison, terms) }
      }),
    ...comparison.undetermined
      .filter(({ isWaived }) => !isWaived)
      .map(question => ({
        journey: undefined,
        order: stages.length,
        item: questionItem(question, comparison, terms),
      })),
  ].toSorted((one, other) => rank[one.item.severity] - rank[other.item.severity] || one.order - other.order)
  const isUrgent = ({ isOverdue, waiver }: PlanItem): boolean => isOverdue || waiver !== undefined
  const inPlan = [...journeys, undefined].map((journey): PlanGroup => {
    const name = journey && journeyOf(journey)
    const audience = name === undefined ? undefined : terms.audiences.get(name)
    return {
      ...(name === undefined ? {} : { journey: name }),
      ...(audience === undefined ? {} : { audience }),
      ...(journey ? { request: requestText(journey.production) } : {}),
      items: placed.filter(one => one.journey === journey && !isUrgent(one.item)).map(({ item }) => item),
    }
  })
  const present = new Set([...comparison.findings, ...comparison.undetermined].map(({ fingerprint }) => fingerprint))
  return {
    comparison,
    urgent: placed.filter(({ item }) => isUrgent(item)).map(({ item }) => item),
    groups: inPlan
      .filter(({ items }) => items.length > 0)
      .toSorted((one, other) => worst(one.items) - worst(other.items)),
    gaps: gapsOf(comparison),
    resolved: [...(terms.since?.fingerprints ?? [])].filter(fingerprint => !present.has(fingerprint)).length,
  }
}

const stages: readonly Stage[] = ['dns', 'edge', 'tls', 'route', 'action', 'target', 'token']

/** In the order of the request's way: what fails first comes first. */
const orderOf = (finding: Finding): number => {
  const failure = finding.traces && failureOf(finding, finding.traces.production)
  return failure ? stages.indexOf(failure.stage) : stages.length
}

const rank = { error: 0, warning: 1, undetermined: 2, info: 3 } as const
const worst = (items: readonly PlanItem[]): number => Math.min(...items.map(({ severity }) => rank[severity]))

const requestText = ({ request }: Trace): string => `${request.method} ${urlOf(request)}`

const findingItem = (
  finding: Finding,
  journey: TracePair | undefined,
  comparison: ComparisonResult,
  terms: PlanTerms,
): PlanItem => {
  const { traces, fix } = finding
  const failure = traces && failureOf(finding, traces.production)
  const name = journey && journeyOf(journey)
  const audience = name === undefined ? undefined : terms.audiences.get(name)
  const at = primaryPlace(finding, comparison)
  const shown = traces ?? journey
  const rehearse = shown && changeFor(comparison, shown.staging.request.host)
  return {
    ...itemOf(finding, finding.severity, terms, failure?.stage === 'tls' || failure?.stage === 'dns'),
    consequence:
      traces && failure
        ? `${audience ?? 'client'} calls ${whatHappens(failure.disposition, traces.production.request.host)}`
        : finding.message,
    effort: effortOf(finding),
    owners: ownersOf(filesOf(finding, comparison), terms),
    ...(fix ? { fix } : {}),
    ...(at ? { at } : {}),
    ...(rehearse === undefined ? {} : { rehearse }),
  }
}

const questionItem = (question: UndeterminedFinding, comparison: ComparisonResult, terms: PlanTerms): PlanItem => {
  const at = primaryPlaceOfQuestion(question, comparison)
  const names = question.decides.map(({ names: name }) => name).join(', ')
  return {
    ...itemOf(question, 'undetermined', terms, false),
    consequence: `nobody can tell before the release; ${names} decides`,
    effort: { size: 'unknown', hint: `look up ${names}` },
    owners: ownersOf(at ? [at.file] : [], terms),
    ...(at ? { at } : {}),
  }
}

const itemOf = (
  { fingerprint, rule, message }: Finding | UndeterminedFinding,
  severity: PlanItem['severity'],
  terms: PlanTerms,
  needsLead: boolean,
) => {
  const due = terms.release && dayBefore(terms.release, leadDays(severity, needsLead))
  const waiver = terms.waivers.find(one => one.fingerprint === fingerprint && one.state !== 'counts')
  return {
    fingerprint,
    rule,
    severity,
    title: message,
    ...(due === undefined ? {} : { due }),
    isOverdue: due !== undefined && due < terms.today,
    isNew: terms.since !== undefined && !terms.since.fingerprints.has(fingerprint),
    ...(waiver ? { waiver } : {}),
  }
}

/** Records and certificates need time after the change: caches expire, names are validated, others have to act. */
const leadDays = (severity: PlanItem['severity'], needsLead: boolean): number =>
  needsLead ? 10 : severity === 'error' || severity === 'undetermined' ? 5 : 3

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

const effortOf = ({ fix, evidence }: Finding): PlanItem['effort'] => {
  if (fix?.text !== undefined && !fix.text.trim().includes('\n'))
    return { size: 'small', hint: `one line in ${fix.at.file}` }
  if (fix) return { size: 'medium', hint: fix.description }
  return { size: 'unknown', hint: `start at ${evidence[0]?.at.file ?? 'the finding'}` }
}

/** The file to change first, then production's lines, then the way of the request: where it crosses from infrastructure to an application, both are named. */
const filesOf = ({ fix, evidence, traces }: Finding, { production }: ComparisonResult): readonly string[] => [
  ...new Set([
    ...(fix ? [fix.at.file] : []),
    ...evidence.filter(({ environment }) => environment === production).map(({ at }) => at.file),
    ...(traces
      ? [...traces.staging.hops, ...traces.production.hops, ...traces.production.behind.map(({ hop }) => hop)].flatMap(
          ({ source }) => source?.file ?? [],
        )
      : []),
  ]),
]

const ownersOf = (files: readonly string[], terms: PlanTerms): PlanItem['owners'] => {
  const owned = new Map<string, string[]>()
  for (const file of files)
    for (const owner of terms.ownersOf(file)) owned.set(owner, [...(owned.get(owner) ?? []), file])
  return [...owned].map(([owner, own]) => ({ owner, files: own }))
}
