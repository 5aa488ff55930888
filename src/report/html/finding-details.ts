import type { ComparisonResult } from '../../model/analysis.ts'
import type { Evidence, Finding, UndeterminedFinding } from '../../model/finding.ts'
import { formatLocation } from '../../model/source-location.ts'
import type { Split } from '../../model/split.ts'
import { primaryPlace } from '../finding-places.ts'
import type { Phrases } from '../phrases.ts'
import { marks } from '../text/paint.ts'
import { urlOf } from '../trace-json.ts'
import { html, type Markup, sentence } from './html-text.ts'
import { traceSvg } from './trace-svg.ts'

const evidenceTable = (evidence: readonly Evidence[], phrases: Phrases): Markup | undefined =>
  evidence.length === 0
    ? undefined
    : html`<table class="lines"><thead><tr><th scope="col">${phrases.environment}</th><th scope="col">${phrases.line}</th><th scope="col">${phrases.value}</th><th scope="col">${phrases.what}</th></tr></thead><tbody>${evidence.map(
        ({ environment, at, value, label }) =>
          html`<tr><td>${environment}</td><td><code>${formatLocation(at)}</code></td><td>${value === undefined ? undefined : html`<code>${value}</code>`}</td><td>${sentence(label)}</td></tr>`,
      )}</tbody></table>`

/** A finding that can be unfolded: the lines that prove it, the fix, and its request as a drawn path. */
export const findingDetails = (
  finding: Finding,
  number: number,
  comparison: number,
  shown: Map<string, number>,
  phrases: Phrases,
): Markup => {
  const { traces, fix, severity } = finding
  const request = traces?.production.request
  const key = request && `${request.method} ${urlOf(request)} ${JSON.stringify(request.token ?? null)}`
  const before = key === undefined ? undefined : shown.get(key)
  if (key !== undefined && before === undefined) shown.set(key, number)
  const color = severity === 'error' ? 'fails' : severity === 'warning' ? 'undetermined' : 'soft'
  const notes = [
    ...(finding.confidence === 'likely' ? [phrases.likely] : []),
    ...(finding.status === 'new' ? [] : [phrases.status[finding.status]]),
  ]
  const path = traces
    ? before === undefined
      ? html`<div class="scroll" tabindex="0" role="group" aria-label="${phrases.request}">${traceSvg(traces, phrases)}</div>`
      : html`<p><a href="#f${comparison}-${before}">${phrases.sameRequest(before)}</a></p>`
    : undefined
  return html`<details id="f${comparison}-${number}"${finding.status === 'new' && severity === 'error' ? html` open` : undefined}><summary><h3>${number}. <span class="${color}">${marks[severity]} ${phrases.severity[severity]}</span> ${finding.rule}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}</h3><p>${sentence(finding.message)}</p></summary><div class="body">
${evidenceTable(finding.evidence, phrases)}
${
  fix
    ? html`<div class="fix"><p>${phrases.fix}: ${sentence(fix.description)} (<code>${formatLocation(fix.at)}</code>)</p>${fix.text === undefined ? undefined : html`<pre>${fix.text}</pre>`}</div>`
    : undefined
}
${path}
<p class="soft">${phrases.fingerprint} <code>${finding.fingerprint}</code></p></div></details>
`
}

/** What one host became several of: stands before the findings that follow from it. */
export const splitHead = (
  { host, into, evidence, findings }: Split,
  { staging, production }: Pick<ComparisonResult, 'staging' | 'production'>,
  phrases: Phrases,
): Markup =>
  html`<p class="split">${phrases.split(staging, host, production, into, findings.length)}</p>${evidenceTable(evidence, phrases)}
`

/** What there is, before the pictures: a line each that leads to the proof. */
export const findingIndex = (
  findings: readonly Finding[],
  more: number,
  comparison: Pick<ComparisonResult, 'production'>,
  index: number,
  phrases: Phrases,
): Markup | undefined =>
  findings.length < 2
    ? undefined
    : html`<ol class="index">${findings.map((finding, row) => {
        const at = primaryPlace(finding, comparison)
        const status = finding.status === 'new' ? '' : ` (${phrases.status[finding.status]})`
        return html`<li><a href="#f${index}-${row + 1}">${marks[finding.severity]} ${phrases.severity[finding.severity]}${status}</a> ${sentence(finding.message)}${at ? html` <code class="soft">${formatLocation(at)}</code>` : undefined}</li>
`
      })}${more > 0 ? html`<li class="more">+ ${more}</li>` : undefined}</ol>`

/** Findings in a row each. */
export const findingTable = (
  findings: readonly Finding[],
  comparison: Pick<ComparisonResult, 'production'>,
  phrases: Phrases,
): Markup =>
  html`<table><thead><tr><th scope="col">${phrases.findings}</th><th scope="col">${phrases.line}</th><th scope="col">${phrases.what}</th></tr></thead><tbody>${findings.map(
    finding => {
      const at = primaryPlace(finding, comparison)
      return html`<tr><td>${marks[finding.severity]} ${finding.rule}</td><td>${at ? html`<code>${formatLocation(at)}</code>` : undefined}</td><td>${sentence(finding.message)}</td></tr>
`
    },
  )}</tbody></table>`

export const questionDetails = (question: UndeterminedFinding, phrases: Phrases): Markup =>
  html`<details><summary><h3><span class="undetermined">${marks.undetermined} ${phrases.severity.undetermined}</span> ${question.rule}${question.isWaived ? ` (${phrases.status.waived})` : ''}</h3><p>${sentence(question.message)}</p></summary><div class="body"><ul>${question.decides.map(
    ({ names, at }) =>
      html`<li>${phrases.decides} <code>${names}</code>${at.file === '' ? undefined : html` <code>${formatLocation(at)}</code>`}</li>`,
  )}</ul>${evidenceTable(question.evidence, phrases)}<p class="soft">${phrases.fingerprint} <code>${question.fingerprint}</code></p></div></details>
`
