import type { Analysis, ComparisonResult } from '../model/analysis.ts'
import type { Evidence, Finding, UndeterminedFinding } from '../model/finding.ts'
import { formatLocation } from '../model/source-location.ts'
import { rules } from '../rules/index.ts'
import { escapeText } from './escape.ts'
import { escapeHtml } from './markdown/markdown-text.ts'

/** A verdict that test dashboards can show: each rule is a test, each finding a failure. */
export const renderJunit = (analysis: Analysis): string => {
  const suites = analysis.comparisons.map(suite)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="sotsu">\n${suites.join('')}</testsuites>\n`
}

// XML 1.0 has no way at all to write most control characters; escapeText makes them visible. U+FFFE and U+FFFF are excluded too.
const xml = (text: string): string => escapeHtml(escapeText(text)).replace(/[\ufffe\uffff]/g, '\ufffd')
const attribute = (text: string): string => xml(text).replaceAll('\n', '&#10;')

interface TestCase {
  readonly rule: string
  readonly name: string
  readonly result?: { readonly kind: 'failure' | 'skipped'; readonly message: string; readonly type: string }
  readonly body?: string
}

const evidenceText = (evidence: readonly Evidence[]): readonly string[] =>
  evidence.map(
    ({ environment, at, label, value }) =>
      `${environment} ${formatLocation(at)}${value === undefined ? '' : ` ${value}`} (${label})`,
  )

const findingCase = ({ rule, subject, message, severity, status, evidence, fix, fingerprint }: Finding): TestCase => {
  const isFailure = status === 'new' && severity !== 'info'
  return {
    rule,
    name: subject,
    result: {
      kind: isFailure ? 'failure' : 'skipped',
      message: status === 'new' ? message : `${status}: ${message}`,
      type: severity,
    },
    body: [
      message,
      ...evidenceText(evidence),
      ...(fix ? [`fix: ${fix.description} (${formatLocation(fix.at)})`] : []),
      `fingerprint ${fingerprint}`,
    ].join('\n'),
  }
}

const questionCase = (question: UndeterminedFinding): TestCase => {
  const { rule, subject, message, decides, evidence, fingerprint, isWaived } = question
  return {
    rule,
    name: subject,
    result: {
      kind: 'skipped',
      message: `${isWaived ? 'waived: ' : ''}cannot tell: ${message}`,
      type: 'undetermined',
    },
    body: [
      message,
      ...decides.map(({ names }) => `decided by ${names}`),
      ...evidenceText(evidence),
      `fingerprint ${fingerprint}`,
    ].join('\n'),
  }
}

const suite = (comparison: ComparisonResult): string => {
  const reported = [...comparison.findings.map(findingCase), ...comparison.undetermined.map(questionCase)]
  const named = new Set(reported.map(({ rule }) => rule))
  const passed = rules.filter(({ id }) => !named.has(id)).map(({ id, title }): TestCase => ({ rule: id, name: title }))
  const cases = [...reported, ...passed]
  const count = (kind: 'failure' | 'skipped'): number => cases.filter(({ result }) => result?.kind === kind).length
  const name = `${comparison.staging} -> ${comparison.production}`
  return `  <testsuite name="${attribute(name)}" tests="${cases.length}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}">\n${cases.map(testCase).join('')}  </testsuite>\n`
}

const testCase = ({ rule, name, result, body }: TestCase): string => {
  const head = `    <testcase classname="${attribute(`sotsu.${rule}`)}" name="${attribute(name)}"`
  if (result === undefined) return `${head}/>\n`
  const { kind, message, type } = result
  return `${head}>\n      <${kind} message="${attribute(message)}" type="${attribute(type)}">${xml(body ?? '')}</${kind}>\n    </testcase>\n`
}
