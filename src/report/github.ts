import type { Analysis, ComparisonResult } from '../model/analysis.ts'
import type { Finding, Severity } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { escapeLine } from './escape.ts'
import { primaryPlace, primaryPlaceOfQuestion } from './finding-places.ts'
import { harmlessLog } from './harmless-log.ts'
import { renderText } from './text/render-text.ts'

type Level = 'error' | 'warning' | 'notice'

const levels: Readonly<Record<Severity, Level>> = { error: 'error', warning: 'warning', info: 'notice' }

/** GitHub shows ten annotations of a level for each step and drops the rest without a word. */
const mostOfALevel = 10

const data = (text: string): string => escapeLine(text).replaceAll('%', '%25')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

interface Annotation {
  readonly level: Level
  readonly at: SourceLocation | undefined
  readonly title: string
  readonly text: string
}

const annotationLine = ({ level, at, title, text }: Annotation): string => {
  const place = at
    ? [`file=${property(at.file)}`, `line=${at.start.line}`, `endLine=${Math.max(at.start.line, at.end.line)}`]
    : []
  return `::${level} ${[...place, `title=${property(title)}`].join(',')}::${data(text)}`
}

const annotationsOf = (comparison: ComparisonResult): readonly Annotation[] => {
  const between = `${comparison.staging} -> ${comparison.production}`
  return [
    ...comparison.findings
      .filter(({ status }) => status === 'new')
      .map((finding: Finding) => ({
        level: levels[finding.severity],
        at: primaryPlace(finding, comparison),
        title: `${finding.rule} (${between})`,
        text: finding.message,
      })),
    ...comparison.undetermined
      .filter(({ isWaived }) => !isWaived)
      .map(question => ({
        level: 'notice' as const,
        at: primaryPlaceOfQuestion(question, comparison),
        title: `${question.rule}: cannot tell (${between})`,
        text: question.message,
      })),
  ]
}

const limited = (annotations: readonly Annotation[], level: Level): readonly string[] => {
  const all = annotations.filter(annotation => annotation.level === level)
  if (all.length <= mostOfALevel) return all.map(annotationLine)
  const kept = all.slice(0, mostOfALevel - 1)
  const more = `${all.length - kept.length} more are in the log and in the step summary`
  return [...kept.map(annotationLine), annotationLine({ level, at: undefined, title: 'sotsu', text: more })]
}

/** Workflow annotations for GitHub, the worst first, after the report as text. */
export const renderGithub = (analysis: Analysis): string => {
  const annotations = analysis.comparisons.flatMap(annotationsOf)
  const lines = (['error', 'warning', 'notice'] as const).flatMap(level => limited(annotations, level))
  return harmlessLog(renderText(analysis, { color: false })) + lines.map(line => `${line}\n`).join('')
}
