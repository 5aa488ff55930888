import type { ComparisonResult } from '../model/analysis.ts'
import type { Change } from '../model/change.ts'

/** One row of the differences: what explains (or does not explain) some, or one of them. */
export type DifferenceRow =
  | {
      readonly kind: 'root'
      readonly key: string
      /** An input's name, or the kind and role of what differs; empty where names alone explain it. */
      readonly label: string
      readonly reason: 'input' | 'names' | 'unexplained'
      readonly changes: readonly Change[]
      readonly isExpanded: boolean
    }
  | { readonly kind: 'change'; readonly change: Change }

type Root = Extract<DifferenceRow, { readonly kind: 'root' }>

/** Kind and role, without what every address says: the modules it lies in, its type, `this`. */
const subjectOf = ({ path, staging, production }: Change): string => {
  const [kind = '', role = ''] = path
  const type = ((production ?? staging)?.from.at.path ?? []).find(part => /^aws_\w+$/.test(part)) ?? ''
  const words = role
    .replace(type.replaceAll('_', '-'), '')
    .split('-')
    .filter(word => word !== '' && word !== 'module' && word !== 'this')
  return `${kind} ${words.join('-') || role}`
}

const rootOf = (change: Change): Pick<Root, 'reason' | 'label'> => {
  if (!change.isExplained) return { reason: 'unexplained', label: subjectOf(change) }
  const [first] = change.roots
  return first === undefined ? { reason: 'names', label: '' } : { reason: 'input', label: first }
}

const order: readonly Root['reason'][] = ['unexplained', 'input', 'names']

/**
 * Every difference under what it follows from: first those that nothing explains, then the inputs that explain most. A difference that
 * flows from several inputs stands under the first of them, so that the counts add up.
 */
export const differenceRows = (
  { changes = [] }: ComparisonResult,
  expanded: readonly string[],
): readonly DifferenceRow[] => {
  const groups = new Map<string, Change[]>()
  const heads = new Map<string, Pick<Root, 'reason' | 'label'>>()
  for (const change of changes) {
    const head = rootOf(change)
    const key = `${head.reason} ${head.label}`
    heads.set(key, head)
    const members = groups.get(key)
    if (members) members.push(change)
    else groups.set(key, [change])
  }
  const roots = [...heads].map(([key, head]): Root => {
    return { kind: 'root', key, ...head, changes: groups.get(key) ?? [], isExpanded: expanded.includes(key) }
  })
  return roots
    .toSorted(
      (one, other) =>
        order.indexOf(one.reason) - order.indexOf(other.reason) || other.changes.length - one.changes.length,
    )
    .flatMap((root): readonly DifferenceRow[] =>
      root.isExpanded ? [root, ...root.changes.map((change): DifferenceRow => ({ kind: 'change', change }))] : [root],
    )
}
