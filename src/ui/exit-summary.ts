import type { Analysis } from '../model/analysis.ts'
import { formatLocation } from '../model/source-location.ts'
import { itemsOf } from './item.ts'
import type { Phrases } from './phrases/phrases.ts'
import { shown } from './shown.ts'

/** Three lines for the normal screen: how much is rehearsed, what was found, the worst of it. Only what was there to see. */
export const exitSummary = (analysis: Analysis, comparisonIndex: number, phrases: Phrases): readonly string[] => {
  const comparison = analysis.comparisons[comparisonIndex]
  if (comparison === undefined) return [phrases.verdict.noComparison]
  const { staging, production, rehearsal, findings, undetermined } = comparison
  const percent = rehearsal.paths === 0 ? 0 : Math.floor((rehearsal.rehearsed / rehearsal.paths) * 100)
  const share =
    rehearsal.paths === 0 ? phrases.nothingToRehearse : phrases.rehearsed(rehearsal.rehearsed, rehearsal.paths, percent)
  const counts = (['error', 'warning', 'info'] as const).map(severity =>
    phrases.count(severity, findings.filter(finding => finding.severity === severity).length),
  )
  const open = undetermined.filter(({ isWaived }) => !isWaived).length
  const questions = open > 0 ? [`${phrases.cannotTell} ${open}`] : []
  const worst = itemsOf(comparison)[0]
  const place = worst?.at === undefined ? '' : ` (${formatLocation(worst.at)})`
  return [
    `sotsu: ${staging} -> ${production}. ${phrases.rehearsal} ${share}`,
    `${phrases.findings}: ${[...counts, ...questions].join(', ')}`,
    worst === undefined ? phrases.nothingFound : `${phrases.severity[worst.severity]}: ${worst.message}${place}`,
  ].map(shown)
}
