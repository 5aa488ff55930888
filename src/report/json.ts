import type { Analysis, ComparisonResult } from '../model/analysis.ts'
import { entityKinds } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Evidence, Finding, UndeterminedFinding } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { allDiagnostics } from './diagnostics.ts'
import { traceToJson } from './trace-json.ts'

const place = ({ file, start }: SourceLocation) => ({ file, line: start.line })

const evidence = ({ label, at, value, environment }: Evidence) => ({
  label,
  ...place(at),
  ...(value === undefined ? {} : { value }),
  environment,
})

/** One side of a finding: its first line there, and the request that shows it. */
const side = (finding: Finding, role: 'staging' | 'production', environment: string) => {
  const first = finding.evidence.find(line => line.environment === environment)
  return {
    environment,
    ...(first ? place(first.at) : {}),
    ...(first?.value === undefined ? {} : { value: first.value }),
    ...(finding.traces ? { trace: traceToJson(finding.traces[role]) } : {}),
  }
}

const findingToJson = (finding: Finding, { staging, production }: ComparisonResult) => ({
  rule: finding.rule,
  severity: finding.severity,
  confidence: finding.confidence,
  subject: finding.subject,
  message: finding.message,
  staging: side(finding, 'staging', staging),
  production: side(finding, 'production', production),
  evidence: finding.evidence.map(evidence),
  ...(finding.fix
    ? {
        fix: {
          description: finding.fix.description,
          ...place(finding.fix.at),
          ...(finding.fix.text === undefined ? {} : { text: finding.fix.text }),
        },
      }
    : {}),
  fingerprint: finding.fingerprint,
  status: finding.status,
})

const undeterminedToJson = (question: UndeterminedFinding) => ({
  rule: question.rule,
  subject: question.subject,
  message: question.message,
  decides: question.decides.map(({ names, at }) => ({ names, ...place(at) })),
  evidence: question.evidence.map(evidence),
  fingerprint: question.fingerprint,
  status: question.isWaived ? 'waived' : 'new',
})

const environmentToJson = (model: EnvironmentModel) => ({
  name: model.name,
  sources: [
    ...model.sources.map(({ kind, id }) => ({ kind, id })),
    ...model.apps.map(({ id }) => ({ kind: 'app' as const, id })),
  ],
  counts: Object.fromEntries(
    entityKinds.flatMap(kind => (model.entities[kind].length > 0 ? [[kind, model.entities[kind].length]] : [])),
  ),
})

const share = ({ paths, rehearsed }: ComparisonResult['rehearsal']): number | null =>
  paths === 0 ? null : Math.round((rehearsed / paths) * 10_000) / 10_000

const comparisonToJson = (comparison: ComparisonResult) => ({
  staging: comparison.staging,
  production: comparison.production,
  rehearsal: {
    paths: comparison.rehearsal.paths,
    rehearsed: comparison.rehearsal.rehearsed,
    share: share(comparison.rehearsal),
  },
  differences: {
    total: comparison.differences.total,
    explained: comparison.differences.explained,
    mattering: comparison.differences.mattering,
  },
  findings: comparison.findings.map(finding => findingToJson(finding, comparison)),
  undetermined: comparison.undetermined.map(undeterminedToJson),
  splits: (comparison.splits ?? []).map(split => ({ ...split, evidence: split.evidence.map(evidence) })),
})

/** The check report as data; `checkSchema` describes it. */
export const checkToJson = (analysis: Analysis) => ({
  schema: 'sotsu/check/1',
  environments: analysis.environments.map(environmentToJson),
  comparisons: analysis.comparisons.map(comparisonToJson),
  diagnostics: allDiagnostics(analysis).map(({ severity, summary, detail, at }) => ({
    severity,
    summary,
    detail,
    ...place(at),
  })),
  journeys: (analysis.journeys ?? []).map(({ journey, environment, outcome, because }) => ({
    journey,
    environment,
    outcome,
    ...(because === '' ? {} : { because }),
  })),
})

/** The check report as JSON text: two runs over the same input are byte-identical. */
export const renderJson = (analysis: Analysis): string => `${JSON.stringify(checkToJson(analysis), null, 2)}\n`
