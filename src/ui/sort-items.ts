import type { Item } from './item.ts'
import { severities } from './item.ts'

export const sortKeys = ['severity', 'rule', 'subject', 'file'] as const
export type SortKey = (typeof sortKeys)[number]

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const compare: Readonly<Record<SortKey, (one: Item, other: Item) => number>> = {
  severity: (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
  rule: (one, other) => byText(one.rule, other.rule),
  subject: (one, other) => byText(one.subject, other.subject),
  file: (one, other) =>
    byText(one.at?.file ?? '', other.at?.file ?? '') || (one.at?.start.line ?? 0) - (other.at?.start.line ?? 0),
}

/** Stable: equal rows stay in the order of the analysis, in both directions. That order is by severity already. */
export const sortItems = (items: readonly Item[], key: SortKey, isReversed: boolean): readonly Item[] =>
  key === 'severity' && !isReversed
    ? items
    : items.toSorted((one, other) => compare[key](one, other) * (isReversed ? -1 : 1))
