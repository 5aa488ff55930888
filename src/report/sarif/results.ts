import type { ComparisonResult } from '../../model/analysis.ts'
import type { Evidence, Finding, UndeterminedFinding } from '../../model/finding.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Hop, Trace } from '../../model/trace.ts'
import { otherEvidence, primaryPlace, primaryPlaceOfQuestion } from '../finding-places.ts'
import { physicalLocation } from './physical-location.ts'

const levels = { error: 'error', warning: 'warning', info: 'note' } as const

/** Messages may hold links, `[text](target)`: brackets of values must not make one (SARIF 3.11.6). */
const messageText = (text: string): string => text.replace(/[[\]\\]/g, '\\$&')

const evidenceText = ({ environment, label, value }: Evidence): string =>
  `${environment}: ${label}${value === undefined ? '' : `: ${value}`}`

const related = (evidence: readonly Evidence[]) =>
  evidence.map((line, index) => ({
    id: index + 1,
    physicalLocation: physicalLocation(line.at),
    message: { text: messageText(evidenceText(line)) },
  }))

const mark = ({ outcome }: Hop): string =>
  outcome === 'passes' ? 'passes' : outcome === 'fails' ? 'fails' : 'cannot tell'

/** The way of the request through one environment, hop by hop, with the failures behind the first one. */
const threadFlow = (trace: Trace) => ({
  id: trace.environment,
  locations: [...trace.hops, ...trace.behind.map(({ hop }) => hop)].flatMap(hop =>
    hop.source
      ? [
          {
            location: {
              physicalLocation: physicalLocation(hop.source),
              message: { text: messageText(`${trace.environment}, ${hop.stage}, ${mark(hop)}: ${hop.detail}`) },
            },
            importance: hop.outcome === 'passes' ? 'important' : 'essential',
          },
        ]
      : [],
  ),
})

const codeFlows = ({ traces }: Finding) => {
  const flows = traces
    ? [threadFlow(traces.production), threadFlow(traces.staging)].filter(({ locations }) => locations.length > 0)
    : []
  return flows.length > 0 ? [{ threadFlows: flows }] : []
}

const places = (at: SourceLocation | undefined) => (at ? [{ physicalLocation: physicalLocation(at) }] : [])

/** GitHub identifies an alert by this fingerprint alone; the number counts equal ones. */
const fingerprints = (fingerprint: string) => ({ primaryLocationLineHash: `${fingerprint}:1` })

const accepted = { suppressions: [{ kind: 'external', status: 'accepted' }] }

export const findingResult = (finding: Finding, comparison: ComparisonResult, indexes: ReadonlyMap<string, number>) => {
  const primary = primaryPlace(finding, comparison)
  const others = related(otherEvidence(finding.evidence, primary))
  const flows = codeFlows(finding)
  const opposite = finding.evidence.findIndex(({ environment }) => environment === comparison.staging)
  const link = otherEvidence(finding.evidence, primary).indexOf(finding.evidence[opposite] as Evidence)
  const text = `${messageText(finding.message)} (${messageText(`${comparison.staging} -> ${comparison.production}`)}${link < 0 ? '' : `; [${messageText(comparison.staging)}](${link + 1})`})`
  return {
    ruleId: finding.rule,
    ruleIndex: indexes.get(finding.rule) ?? 0,
    level: levels[finding.severity],
    message: { text },
    locations: places(primary),
    ...(others.length > 0 ? { relatedLocations: others } : {}),
    ...(flows.length > 0 ? { codeFlows: flows } : {}),
    partialFingerprints: fingerprints(finding.fingerprint),
    ...(finding.status === 'known' ? { baselineState: 'unchanged' } : {}),
    ...(finding.status === 'waived' ? accepted : {}),
    properties: { subject: finding.subject, confidence: finding.confidence },
  }
}

/** What could not be told stays visible, as a note. */
export const questionResult = (
  question: UndeterminedFinding,
  comparison: ComparisonResult,
  indexes: ReadonlyMap<string, number>,
) => {
  const primary = primaryPlaceOfQuestion(question, comparison)
  const names = question.decides.map(({ names: name }) => name).join(', ')
  return {
    ruleId: question.rule,
    ruleIndex: indexes.get(question.rule) ?? 0,
    level: 'note' as const,
    message: { text: messageText(`Cannot tell: ${question.message} (decided by ${names})`) },
    locations: places(primary),
    ...(question.evidence.length > 0 ? { relatedLocations: related(otherEvidence(question.evidence, primary)) } : {}),
    partialFingerprints: fingerprints(question.fingerprint),
    ...(question.isWaived ? accepted : {}),
    properties: { subject: question.subject, confidence: 'undetermined' },
  }
}
