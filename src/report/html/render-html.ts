import { createHash } from 'node:crypto'
import type { Analysis, ComparisonResult } from '../../model/analysis.ts'
import { formatLocation } from '../../model/source-location.ts'
import { arrangedFindings } from '../arranged-findings.ts'
import { verdictKind } from '../counts.ts'
import { allDiagnostics } from '../diagnostics.ts'
import { differencesText } from '../differences.ts'
import { verdictOf } from '../markdown/render-markdown.ts'
import { type Language, type Phrases, phrasesOf } from '../phrases.ts'
import { marks } from '../text/paint.ts'
import { drawnPairs, topologyOf } from '../topology.ts'
import { coverageSection, journeySection } from './coverage.ts'
import { findingDetails, findingIndex, findingTable, questionDetails, splitHead } from './finding-details.ts'
import { html, type Markup, raw } from './html-text.ts'
import { style } from './style.ts'
import { topologySvg } from './topology-svg.ts'

export interface HtmlOptions {
  readonly language?: Language
}

/** The report as one file: nothing is fetched, nothing is executed, and every part can be read without a script. */
export const renderHtml = (analysis: Analysis, { language = 'en' }: HtmlOptions = {}): string => {
  const phrases = phrasesOf(language)
  const hash = createHash('sha256').update(style).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`
  const names = analysis.environments.map(({ name }) => name)
  const title =
    analysis.comparisons.length === 1 && analysis.comparisons[0]
      ? phrases.comparison(analysis.comparisons[0].staging, analysis.comparisons[0].production)
      : names.join(', ')
  const body =
    analysis.comparisons.length > 0
      ? analysis.comparisons.map((comparison, index) => comparisonSection(comparison, index, analysis, phrases))
      : html`<h1>sotsu</h1><p>${names.length === 0 ? phrases.verdict.noEnvironment : phrases.verdict.noComparison(names)}</p>`
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>sotsu: ${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#report">${language === 'ja' ? '本文へ' : 'Skip to the report'}</a>
<main id="report">
${body}
${diagnosticSection(analysis, phrases)}
</main>
</body>
</html>
`
  return page.markup
}

/** The worst findings are shown with their proof; what is beyond that in a row each, so that a browser can still open the page. */
const mostDetails = 500
const mostIndexed = 20
/** From here on a browser need not lay out what is out of sight. */
const manyFindings = 100

const verdictClasses = { fails: 'fails', cannotTell: 'undetermined', noPaths: 'undetermined', works: 'passes' } as const

const comparisonSection = (
  comparison: ComparisonResult,
  index: number,
  analysis: Analysis,
  phrases: Phrases,
): Markup => {
  const { staging, production, undetermined, traces } = comparison
  const groups = arrangedFindings(comparison)
  const findings = [
    ...groups.flatMap(group => group.findings.map(({ finding }) => finding)),
    ...comparison.findings.filter(({ status }) => status === 'waived'),
  ]
  const splitBefore = new Map(
    groups.flatMap(({ split, findings: [first] }) => (split && first ? [[first.finding, split]] : [])),
  )
  const shown = new Map<string, number>()
  const drawn = drawnPairs(traces)
  const sides = ([staging, production] as const).map((name, side) => {
    const model = analysis.environments.find(environment => environment.name === name)
    const own = drawn.map(pair => (side === 0 ? pair.staging : pair.production))
    const topology = topologyOf(own, name, model, { phrases })
    const left = topology.left + traces.length - drawn.length
    const more = left > 0 ? html`<p class="soft">+ ${phrases.requests(left)}</p>` : undefined
    return html`<figure><figcaption>${name}</figcaption>${topologySvg(topology, name)}${more}</figure>`
  })
  return html`<section aria-labelledby="c${index}">
<h1 id="c${index}">${phrases.comparison(staging, production)}</h1>
<p class="verdict ${verdictClasses[verdictKind(comparison)]}">${verdictOf(comparison, phrases)}</p>
<p class="soft">${differencesText(comparison, phrases)}</p>
${findingIndex(findings.slice(0, mostIndexed), findings.length - mostIndexed, comparison, index, phrases)}
${journeySection(analysis, comparison, phrases)}
${coverageSection(comparison, phrases)}
${drawn.length > 0 ? html`<div class="sides">${sides}</div>` : undefined}
${findings.length > 0 ? html`<h2>${phrases.findings}</h2>` : undefined}
<div${findings.length > manyFindings ? html` class="many"` : undefined}>
${findings.slice(0, mostDetails).map((finding, row) => {
  const split = splitBefore.get(finding)
  return html`${split ? splitHead(split, comparison, phrases) : undefined}${findingDetails(finding, row + 1, index, shown, phrases)}`
})}
</div>
${findings.length > mostDetails ? findingTable(findings.slice(mostDetails), comparison, phrases) : undefined}
${undetermined.length > 0 ? html`<h2>${phrases.cannotTell}</h2>` : undefined}
${undetermined.map(question => questionDetails(question, phrases))}
</section>`
}

const diagnosticSection = (analysis: Analysis, phrases: Phrases): Markup | undefined => {
  const diagnostics = allDiagnostics(analysis)
  if (diagnostics.length === 0) return undefined
  return html`<section aria-labelledby="d"><h2 id="d">${phrases.diagnostics}</h2><ul>${diagnostics.map(
    ({ severity, summary, detail, at }) =>
      html`<li><span class="${severity === 'error' ? 'fails' : 'undetermined'}">${marks[severity]}</span> ${at.file === '' ? undefined : html`<code>${formatLocation(at)}</code> `}${summary}: ${detail}</li>`,
  )}</ul></section>`
}
