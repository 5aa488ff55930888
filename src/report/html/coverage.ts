import type { Analysis, ComparisonResult, JourneyOutcome } from '../../model/analysis.ts'
import type { Trace } from '../../model/trace.ts'
import { failuresOf } from '../../model/trace.ts'
import { journeysOf, markOfJourney } from '../journeys.ts'
import type { Phrases } from '../phrases.ts'
import { marks } from '../text/paint.ts'
import { urlOf } from '../trace-json.ts'
import { html, type Markup, sentence } from './html-text.ts'

const mostRows = 200

const markOf = (trace: Trace): Markup =>
  trace.disposition.kind === 'undetermined'
    ? html`<span class="undetermined">?</span>`
    : failuresOf(trace).length > 0
      ? html`<span class="fails">✗</span>`
      : html`<span class="passes">✓</span>`

const endOf = (trace: Trace, phrases: Phrases): Markup =>
  html`${markOf(trace)} <code>${trace.request.method} ${urlOf(trace.request)}</code><br>${phrases.disposition(trace.disposition)}`

const outcomeCell = (outcome: JourneyOutcome | undefined, phrases: Phrases): Markup => {
  if (outcome === undefined) return html`<td class="soft">${phrases.journeyOutcome.absent}</td>`
  const color = outcome.outcome === 'works' ? 'passes' : outcome.outcome
  const why = outcome.because === '' ? undefined : html`: ${sentence(outcome.because)}`
  return html`<td><span class="${color}">${markOfJourney(outcome)} ${phrases.journeyOutcome[outcome.outcome]}</span>${why}</td>`
}

/** The requests that must work, and whether they do. */
export const journeySection = (
  analysis: Analysis,
  comparison: ComparisonResult,
  phrases: Phrases,
): Markup | undefined => {
  const journeys = journeysOf(analysis, comparison)
  if (journeys.length === 0) return undefined
  return html`<table class="lines"><thead><tr><th scope="col">${phrases.journey}</th><th scope="col">${comparison.staging}</th><th scope="col">${comparison.production}</th></tr></thead><tbody>${journeys.map(
    ({ journey, staging, production }) =>
      html`<tr><td>${journey}</td>${outcomeCell(staging, phrases)}${outcomeCell(production, phrases)}</tr>`,
  )}</tbody></table>`
}

const unrehearsedTable = (
  { staging, production, rehearsal: { unrehearsed = [] } }: ComparisonResult,
  phrases: Phrases,
): Markup | undefined =>
  unrehearsed.length === 0
    ? undefined
    : html`<details><summary><strong>${phrases.unrehearsed(staging, production, unrehearsed.length)}</strong></summary><div class="body"><table class="lines"><thead><tr><th scope="col">${phrases.request}</th><th scope="col">${phrases.decision(production)}</th><th scope="col">${phrases.change(staging)}</th></tr></thead><tbody>${unrehearsed
        .slice(0, mostRows)
        .map(
          ({ request, stage, decision, change, production: way }) =>
            html`<tr><td><code>${request.method} ${urlOf(request)}</code></td><td>${phrases.stage[stage]}: ${sentence(decision)}</td><td>${failuresOf(way).length > 0 ? html`<span class="fails">${marks.error} ${phrases.journeyOutcome.fails}</span>` : sentence(change)}</td></tr>`,
        )}</tbody></table></div></details>`

/** How much of production staging exercises, and how each request fares on both sides. */
export const coverageSection = (comparison: ComparisonResult, phrases: Phrases): Markup => {
  const { staging, production, rehearsal, traces } = comparison
  const { paths, rehearsed } = rehearsal
  const share = paths === 0 ? 0 : Math.floor((100 * rehearsed) / paths)
  const bar =
    paths === 0
      ? undefined
      : html`<p>${phrases.rehearsal(staging, production, rehearsed, paths)}</p>
<svg class="coverage" viewBox="0 0 100 4" width="480" height="19" role="img" aria-label="${share} %"><rect width="100" height="4"/><rect class="done" width="${share}" height="4"/></svg>`
  const rows = traces
    .slice(0, mostRows)
    .map(
      pair =>
        html`<tr><td>${pair.because}</td><td>${endOf(pair.staging, phrases)}</td><td>${endOf(pair.production, phrases)}</td></tr>`,
    )
  const table =
    traces.length === 0
      ? undefined
      : html`<details><summary><strong>${phrases.requests(traces.length)}</strong></summary><div class="body"><table class="lines"><thead><tr><th scope="col">${phrases.why}</th><th scope="col">${staging}</th><th scope="col">${production}</th></tr></thead><tbody>${rows}</tbody></table></div></details>`
  return html`${bar}${unrehearsedTable(comparison, phrases)}${table}`
}
