import type { Item, ItemSeverity } from './item.ts'
import { severities } from './item.ts'

export const groupings = ['none', 'subject', 'journey', 'owner', 'root', 'rule', 'hop'] as const
export type GroupBy = (typeof groupings)[number]
export type GroupKey = Exclude<GroupBy, 'none'>

/** One row of the findings list. */
export type FindingRow =
  | { readonly kind: 'item'; readonly item: Item }
  | {
      readonly kind: 'group'
      readonly label: string
      readonly count: number
      readonly worst: ItemSeverity
      readonly isCollapsed: boolean
    }

/** Rows in the order of the items; a group stands where its first item stood. */
export const groupItems = (
  items: readonly Item[],
  groupBy: GroupBy,
  collapsed: readonly string[],
): readonly FindingRow[] => {
  if (groupBy === 'none') return items.map(item => ({ kind: 'item', item }))
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const label = item.groups[groupBy]
    const members = groups.get(label)
    if (members) members.push(item)
    else groups.set(label, [item])
  }
  return [...groups].flatMap(([label, members]): readonly FindingRow[] => {
    const isCollapsed = collapsed.includes(label)
    const worst = severities[Math.min(...members.map(({ severity }) => severities.indexOf(severity)))] ?? 'info'
    const head: FindingRow = { kind: 'group', label, count: members.length, worst, isCollapsed }
    return isCollapsed ? [head] : [head, ...members.map((item): FindingRow => ({ kind: 'item', item }))]
  })
}
