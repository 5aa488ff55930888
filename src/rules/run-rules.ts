import { createHash } from 'node:crypto'
import type { ComparisonResult } from '../model/analysis.ts'
import type { Finding, Severity, UndeterminedFinding } from '../model/finding.ts'
import { formatLocation } from '../model/source-location.ts'
import { withoutRepeats } from './evidence.ts'
import type { Rule, RuleContext } from './rule.ts'

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Stable under moved lines, other directories and renamed resources: only the rule, what it is about, and between which environments. */
const fingerprintOf = (rule: string, subject: string, { staging, production }: RuleContext): string =>
  createHash('sha256')
    .update(JSON.stringify([rule, subject, staging.name, production.name]))
    .digest('hex')
    .slice(0, 16)

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** The worst first, then in the order of a request's way, which is the order of the rules. */
const byWay =
  (order: ReadonlyMap<string, number>) =>
  (one: Finding, other: Finding): number => {
    const [at, otherAt] = [one.evidence[0]?.at, other.evidence[0]?.at]
    return (
      rank[one.severity] - rank[other.severity] ||
      (order.get(one.rule) ?? 0) - (order.get(other.rule) ?? 0) ||
      compareTexts(at?.file ?? '', otherAt?.file ?? '') ||
      (at?.start.line ?? 0) - (otherAt?.start.line ?? 0) ||
      compareTexts(one.subject, other.subject)
    )
  }

const placesOf = ({ evidence }: Finding): readonly string[] => evidence.map(({ at }) => formatLocation(at))

/** A difference that is only noted says nothing new where a graver finding shows every line of it. */
const withoutNoted = (findings: readonly Finding[]): readonly Finding[] => {
  const graver = findings
    .filter(({ severity }) => severity !== 'info')
    .map(finding => ({ rule: finding.rule, places: new Set(placesOf(finding)) }))
  return findings.filter(finding => {
    const places = placesOf(finding)
    return (
      finding.severity !== 'info' ||
      places.length === 0 ||
      !graver.some(other => other.rule !== finding.rule && places.every(place => other.places.has(place)))
    )
  })
}

/** Runs every rule over one comparison. A rule that is `off` is not run; the same subject is reported once a rule, and a finding silences its doubt. */
export const runRules = (
  rules: readonly Rule[],
  context: RuleContext,
  severities: ReadonlyMap<string, Severity | 'off'>,
): Pick<ComparisonResult, 'findings' | 'undetermined'> => {
  const order = new Map(rules.map(({ id }, index) => [id, index]))
  const findings = new Map<string, Finding>()
  const undetermined = new Map<string, UndeterminedFinding>()
  for (const rule of rules) {
    const severity = severities.get(rule.id) ?? rule.severity
    if (severity === 'off') continue
    for (const outcome of rule.check(context)) {
      const { subject } = outcome
      const evidence = withoutRepeats(outcome.evidence)
      const fingerprint = fingerprintOf(rule.id, subject, context)
      if (outcome.kind === 'undetermined') {
        const { message, decides } = outcome
        if (!undetermined.has(fingerprint))
          undetermined.set(fingerprint, { rule: rule.id, subject, message, decides, evidence, fingerprint })
      } else if (!findings.has(fingerprint)) {
        const { confidence, data: message, fix, traces } = outcome
        findings.set(fingerprint, {
          rule: rule.id,
          severity,
          confidence,
          subject,
          message,
          evidence,
          ...(fix ? { fix } : {}),
          ...(traces ? { traces: { staging: traces.staging, production: traces.production } } : {}),
          fingerprint,
          status: 'new',
        })
      }
    }
  }
  return {
    findings: withoutNoted([...findings.values()].sort(byWay(order))),
    undetermined: [...undetermined.values()]
      .filter(({ fingerprint }) => !findings.has(fingerprint))
      .sort((one, other) => compareTexts(one.rule, other.rule) || compareTexts(one.subject, other.subject)),
  }
}
