import type { ComparisonResult } from '../../model/analysis.ts'
import type { Trace } from '../../model/trace.ts'
import { failuresOf } from '../../model/trace.ts'
import type { Phrases } from '../phrases.ts'
import { urlOf } from '../trace-json.ts'
import { html, type Markup } from './html-text.ts'

const mostRows = 200

const markOf = (trace: Trace): Markup =>
  trace.disposition.kind === 'undetermined'
    ? html`<span class="undetermined">?</span>`
    : failuresOf(trace).length > 0
      ? html`<span class="fails">✗</span>`
      : html`<span class="passes">✓</span>`

const endOf = (trace: Trace, phrases: Phrases): Markup =>
  html`${markOf(trace)} <code>${trace.request.method} ${urlOf(trace.request)}</code><br>${phrases.disposition(trace.disposition)}`

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
      : html`<details><summary><strong>${phrases.requests(traces.length)}</strong></summary><div class="body"><table><thead><tr><th scope="col">${phrases.why}</th><th scope="col">${staging}</th><th scope="col">${production}</th></tr></thead><tbody>${rows}</tbody></table></div></details>`
  return html`${bar}${table}`
}
