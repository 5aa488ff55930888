import type { ComparisonResult } from '../model/analysis.ts'
import type { Change, DifferenceRoot } from '../model/change.ts'

/** One row of the differences: what some follow from, or one of them. */
export type DifferenceRow =
  | {
      readonly kind: 'root'
      readonly root: DifferenceRoot
      readonly changes: readonly Change[]
      readonly isExpanded: boolean
    }
  | { readonly kind: 'change'; readonly change: Change }

/** Stands for the root of differences that have none, so that nothing is lost. */
const rest = (count: number): DifferenceRoot => ({
  key: '',
  kind: 'value',
  name: '',
  source: 'line',
  staging: undefined,
  production: undefined,
  count,
  matters: true,
})

/** Every root, those that matter first, each with the differences that are counted under it while it is expanded. */
export const differenceRows = (
  { changes = [], roots = [] }: ComparisonResult,
  expanded: readonly string[],
): readonly DifferenceRow[] => {
  const keys = new Set(roots.map(({ key }) => key))
  const groups = new Map<string, Change[]>()
  for (const change of changes) {
    const key = change.root !== undefined && keys.has(change.root) ? change.root : ''
    const members = groups.get(key)
    if (members) members.push(change)
    else groups.set(key, [change])
  }
  const orphans = groups.get('')
  const all = orphans === undefined || keys.has('') ? roots : [...roots, rest(orphans.length)]
  return all
    .toSorted((one, other) => Number(other.matters) - Number(one.matters))
    .flatMap((root): readonly DifferenceRow[] => {
      const members = groups.get(root.key) ?? []
      const isExpanded = expanded.includes(root.key)
      const head: DifferenceRow = { kind: 'root', root, changes: members, isExpanded }
      return isExpanded ? [head, ...members.map((change): DifferenceRow => ({ kind: 'change', change }))] : [head]
    })
}
