import type { Analysis } from '../../model/analysis.ts'
import { type MarkdownOptions, renderMarkdown } from './render-markdown.ts'

/** GitHub takes 1 MiB a step. */
const limit = 1_000_000

/** The Markdown report, with as many of the worst findings as a step summary holds. */
export const fittingSummary = (analysis: Analysis, options: MarkdownOptions = {}): string => {
  for (let most = Number.POSITIVE_INFINITY; ; ) {
    const kept = analysis.comparisons.map(comparison => ({
      ...comparison,
      findings: comparison.findings.slice(0, most),
      undetermined: comparison.undetermined.slice(0, most),
    }))
    const text = renderMarkdown({ ...analysis, comparisons: kept }, options)
    if (Buffer.byteLength(text) <= limit || most === 0) return text.slice(0, limit)
    const largest = Math.max(
      ...analysis.comparisons.map(({ findings, undetermined }) => findings.length + undetermined.length),
    )
    most = Math.floor(Math.min(most, largest) / 2)
  }
}
