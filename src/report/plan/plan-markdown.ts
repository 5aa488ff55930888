import { formatLocation } from '../../model/source-location.ts'
import { codeBlock, codeSpan, prose } from '../markdown/markdown-text.ts'
import { type Language, phrasesOf } from '../phrases.ts'
import { marks } from '../text/paint.ts'
import type { ComparisonPlan, Plan, PlanGroup, PlanItem, PlanTerms, Waiver } from './plan.ts'

const mostFiles = 3

const ownerText = ({ owner, files }: PlanItem['owners'][number]): string => {
  const shown = files.slice(0, mostFiles).map(codeSpan).join(', ')
  return `${codeSpan(owner)} (${shown}${files.length > mostFiles ? ', …' : ''})`
}

const itemNotes = ({ isNew, isOverdue, due, waiver }: PlanItem, { since }: PlanTerms): string => {
  const notes = [
    ...(isOverdue ? ['**overdue**'] : []),
    ...(waiver
      ? [`**${waiver.state === 'ended' ? `accepted only until ${waiver.until}` : 'accepted for other values'}**`]
      : []),
    ...(isNew && since ? [`new since ${codeSpan(since.name)}`] : []),
    ...(due === undefined ? [] : [`due ${due}`]),
  ]
  return notes.length > 0 ? `, ${notes.join(', ')}` : ''
}

const severityOf = (severity: PlanItem['severity'], language: Language): string =>
  `${marks[severity]} ${phrasesOf(language).severity[severity]}`

/** One entry of the checklist: what happens first, then who, how much, what to change, and what would have shown it. */
export const itemLines = (
  item: PlanItem,
  terms: PlanTerms,
  language: Language,
  /** Changes of staging that are written out elsewhere in the same text. */
  said: ReadonlySet<string> = new Set(),
): readonly string[] => [
  `- [ ] ${severityOf(item.severity, language)}: **${prose(item.consequence)}**${itemNotes(item, terms)}`,
  `  - ${prose(item.title)} (${codeSpan(item.rule)}${item.at ? `, ${codeSpan(formatLocation(item.at))}` : ''})`,
  `  - owner: ${item.owners.length > 0 ? item.owners.map(ownerText).join('; ') : 'nobody is named in CODEOWNERS'}`,
  `  - effort: ${item.effort.size}, ${prose(item.effort.hint)}`,
  ...(item.fix
    ? [
        `  - change: ${prose(item.fix.description)} (${codeSpan(formatLocation(item.fix.at))})`,
        ...(item.fix.text === undefined ? [] : codeBlock(item.fix.text).map(line => `    ${line}`)),
      ]
    : []),
  ...(item.rehearse === undefined
    ? []
    : [said.has(item.rehearse) ? '  - to rehearse it: see the end' : `  - to rehearse it: ${prose(item.rehearse)}`]),
  ...(item.waiver ? [`  - it had been accepted by ${codeSpan(item.waiver.owner)}: ${prose(item.waiver.reason)}`] : []),
  `  - fingerprint ${codeSpan(item.fingerprint)}`,
]

type Lines = (item: PlanItem) => readonly string[]

const groupLines = (group: PlanGroup, lines: Lines): readonly string[] => [
  '',
  group.journey === undefined
    ? '## Not on a journey'
    : `## Journey ${codeSpan(group.journey)}${group.audience === undefined ? '' : ` (${prose(group.audience)})`}`,
  '',
  ...(group.request === undefined ? [] : [codeSpan(group.request), '']),
  ...group.items.flatMap(lines),
]

/** Who has how much to do first. */
const ownersLine = (items: readonly PlanItem[]): readonly string[] => {
  const first = items.flatMap(({ owners }) => owners[0]?.owner ?? [])
  const counts = [...new Set(first)].map(owner => ({ owner, count: first.filter(one => one === owner).length }))
  const nobody = items.length - first.length
  const parts = [
    ...counts.toSorted((one, other) => other.count - one.count).map(one => `${codeSpan(one.owner)} ${one.count}`),
    ...(nobody > 0 && counts.length > 0 ? [`nobody ${nobody}`] : []),
  ]
  return parts.length === 0 ? [] : [`Who acts first: ${parts.join(', ')}.`]
}

const comparisonLines = (plan: ComparisonPlan, terms: PlanTerms, language: Language): readonly string[] => {
  const { comparison, urgent, groups, gaps, resolved } = plan
  const { staging, production, rehearsal } = comparison
  const items = [...urgent, ...groups.flatMap(group => group.items)]
  const said = new Set(gaps.map(({ change }) => change))
  const lines: Lines = item => itemLines(item, terms, language, said)
  const added = items.filter(({ isNew }) => isNew).length
  return [
    `# Before the release: ${prose(staging)} → ${prose(production)}`,
    '',
    items.length === 0
      ? `Nothing to do: no difference is known that ${prose(production)} would fail on.`
      : `${items.length} ${items.length === 1 ? 'item' : 'items'} to settle${terms.release === undefined ? '' : ` before ${terms.release}`}.`,
    ...ownersLine(items),
    ...(rehearsal.paths === 0
      ? []
      : [prose(phrasesOf(language).rehearsal(staging, production, rehearsal.rehearsed, rehearsal.paths)).concat('.')]),
    ...(terms.since ? [`Since ${codeSpan(terms.since.name)}: ${added} new, ${resolved} settled.`] : []),
    ...(urgent.length === 0 ? [] : ['', '## First: overdue, or no longer accepted', '', ...urgent.flatMap(lines)]),
    ...groups.flatMap(group => groupLines(group, lines)),
    ...(gaps.length === 0
      ? []
      : [
          '',
          `## What ${prose(staging)} cannot rehearse`,
          '',
          ...gaps.flatMap(({ description, change }) => [`- [ ] ${prose(description)}`, `  - change: ${prose(change)}`]),
        ]),
    '',
  ]
}

const waiverLine = ({ fingerprint, owner, until, reason }: Waiver, { release }: PlanTerms): string =>
  `- ${codeSpan(fingerprint)} until ${until}${release !== undefined && until < release ? ' (**ends before the release**)' : ''}, ${codeSpan(owner)}: ${prose(reason)}`

/** The review as a checklist in Markdown. */
export const renderPlanMarkdown = ({ terms, comparisons }: Plan, language: Language = 'en'): string => {
  const accepted = terms.waivers.filter(({ state }) => state === 'counts')
  const lines = [
    ...comparisons.flatMap(plan => comparisonLines(plan, terms, language)),
    ...(comparisons.length === 0
      ? ['# Before the release', '', 'There is nothing to compare: see `sotsu init`.', '']
      : []),
    ...(accepted.length === 0
      ? []
      : ['## Accepted for now', '', ...accepted.map(waiver => waiverLine(waiver, terms)), '']),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
