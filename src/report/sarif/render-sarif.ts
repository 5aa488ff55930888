import type { Analysis, ComparisonResult } from '../../model/analysis.ts'
import type { Finding } from '../../model/finding.ts'
import { allDiagnostics } from '../diagnostics.ts'
import { ruleTitle } from '../rule-texts.ts'
import { physicalLocation } from './physical-location.ts'
import { findingResult, questionResult } from './results.ts'

export interface SarifOptions {
  /** Of sotsu. */
  readonly version?: string
  /** A rule's page in Markdown. */
  readonly rulePage?: (id: string) => string | undefined
}

/** GitHub keeps the worst 5,000 results of a run and rejects a file above 25,000, or with more than 20 runs. */
const mostResults = 5000
const mostRuns = 20

/** SARIF 2.1.0 as GitHub code scanning reads it: one run a comparison, with a category of its own. */
export const renderSarif = (analysis: Analysis, options: SarifOptions = {}): string => {
  const report = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: analysis.comparisons.slice(0, mostRuns).map(comparison => run(analysis, comparison, options)),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

const run = (analysis: Analysis, comparison: ComparisonResult, options: SarifOptions) => {
  const ids = [
    ...new Set([...comparison.findings.map(({ rule }) => rule), ...comparison.undetermined.map(({ rule }) => rule)]),
  ].sort()
  const indexes = new Map(ids.map((id, index) => [id, index]))
  const results = [
    ...comparison.findings.map(finding => findingResult(finding, comparison, indexes)),
    ...comparison.undetermined.map(question => questionResult(question, comparison, indexes)),
  ].filter(result => result.locations.length > 0)
  const kept = results.slice(0, mostResults)
  const notifications = [
    ...(results.length > kept.length
      ? [{ level: 'warning', message: { text: `${results.length - kept.length} more results were left out` } }]
      : []),
    ...allDiagnostics(analysis).map(({ severity, summary, detail, at }) => ({
      level: severity,
      message: { text: `${summary}: ${detail}` },
      ...(at.file === '' ? {} : { locations: [{ physicalLocation: physicalLocation(at) }] }),
    })),
  ]
  return {
    tool: {
      driver: {
        name: 'sotsu',
        ...(options.version === undefined ? {} : { semanticVersion: options.version }),
        rules: ids.map(id => rule(id, comparison.findings, options)),
      },
    },
    automationDetails: { id: `sotsu/${comparison.staging}..${comparison.production}/` },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
    columnKind: 'utf16CodeUnits',
    results: kept,
  }
}

const mostText = 1024
const cut = (text: string): string => (text.length <= mostText ? text : `${text.slice(0, mostText - 3)}...`)

const levels = { error: 'error', warning: 'warning', info: 'note' } as const

const rule = (id: string, findings: readonly Finding[], { rulePage }: SarifOptions) => {
  const title = cut(ruleTitle(id))
  const page = rulePage?.(id)
  const known = findings.find(finding => finding.rule === id)
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: title },
    help: { text: `${title}. sotsu explain ${id} says more.`, ...(page === undefined ? {} : { markdown: page }) },
    defaultConfiguration: { level: known ? levels[known.severity] : 'note' },
    properties: { tags: ['environment-difference'], precision: 'high' },
  }
}
