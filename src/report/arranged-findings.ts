import type { ComparisonResult } from '../model/analysis.ts'
import type { Finding } from '../model/finding.ts'
import type { Split } from '../model/split.ts'

/** Findings that stand together; under the split that they follow from, where there is one. */
export interface FindingGroup {
  /** Its findings are those of the group. */
  readonly split?: Split
  /** With their numbers in the report, from 1. */
  readonly findings: readonly { readonly finding: Finding; readonly number: number }[]
}

/** What is not waived, in the order of the comparison, each split's consequences together where its first one is. */
export const arrangedFindings = ({
  findings,
  splits = [],
}: Pick<ComparisonResult, 'findings' | 'splits'>): readonly FindingGroup[] => {
  const open = findings.filter(({ status }) => status !== 'waived')
  const splitOf = new Map(splits.flatMap(split => split.findings.map(fingerprint => [fingerprint, split] as const)))
  const together = new Map<Split | undefined, Finding[]>()
  for (const finding of open) {
    const split = splitOf.get(finding.fingerprint)
    const group = together.get(split)
    if (group) group.push(finding)
    else together.set(split, [finding])
  }
  let number = 0
  return [...together].map(([split, group]) => ({
    ...(split ? { split: { ...split, findings: group.map(({ fingerprint }) => fingerprint) } } : {}),
    findings: group.map(finding => ({ finding, number: ++number })),
  }))
}
