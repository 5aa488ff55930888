import type * as z from 'zod'
import type { Finding, UndeterminedFinding } from '../../model/finding.ts'
import { type SourceLocation, startOf } from '../../model/source-location.ts'
import { changesSchema } from './change-json.ts'
import type { ComparisonChange } from './compare-analyses.ts'
import type { OneSidedChange } from './environment-changes.ts'

type Changes = z.infer<typeof changesSchema>
type ChangeJson = Changes['comparisons'][number]

const placed = <T extends { readonly file: string; readonly line: number }>({ file, line, ...rest }: T) => ({
  ...rest,
  at: lineOf(file, line),
})

const lineOf = (file: string, line: number): SourceLocation => {
  const start = { ...startOf(file).start, line }
  return { file, start, end: start, path: [] }
}

const findingOf = ({ evidence, fix, ...finding }: ChangeJson['introduced'][number]): Finding => ({
  ...finding,
  evidence: evidence.map(placed) as Finding['evidence'],
  ...(fix ? { fix: placed(fix) as NonNullable<Finding['fix']> } : {}),
})

const questionOf = ({ evidence, decides, ...question }: ChangeJson['undetermined'][number]): UndeterminedFinding => ({
  ...(question as Omit<UndeterminedFinding, 'evidence' | 'decides'>),
  evidence: evidence.map(placed) as Finding['evidence'],
  decides: decides.map(placed),
})

const changeOf = (json: ChangeJson): ComparisonChange => {
  const { staging, production, rehearsal } = json
  const [introduced, fixed, left, waived] = [json.introduced, json.fixed, json.left, json.waived].map(list =>
    list.map(findingOf),
  ) as [Finding[], Finding[], Finding[], Finding[]]
  const undetermined = json.undetermined.map(questionOf)
  const [accepted, asked] = [new Set(json.accepted), new Set(json.questions)]
  return {
    head: {
      staging,
      production,
      rehearsal,
      traces: [],
      differences: { total: 0, explained: 0, mattering: 0 },
      findings: [...introduced, ...left, ...waived],
      undetermined,
    },
    introduced,
    fixed,
    left,
    accepted: [...waived, ...undetermined].filter(({ fingerprint }) => accepted.has(fingerprint)),
    questions: undetermined.filter(({ fingerprint }) => asked.has(fingerprint)),
    oneSided: json.oneSided.map(
      ({ change, there, ...one }): OneSidedChange => ({
        ...one,
        change: placed(change) as OneSidedChange['change'],
        ...(there ? { there: placed(there) } : {}),
      }),
    ),
  }
}

const mostBytes = 10_000_000

/** What `changesText` wrote; `undefined` for anything else. */
export const readChanges = (
  text: string,
): { readonly base: string; readonly changes: readonly ComparisonChange[] } | undefined => {
  if (text.length > mostBytes) return undefined
  try {
    const { base, comparisons } = changesSchema.parse(JSON.parse(text))
    return { base, changes: comparisons.map(changeOf) }
  } catch {
    return undefined
  }
}
