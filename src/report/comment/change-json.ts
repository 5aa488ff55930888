import * as z from 'zod'
import type { Evidence, Finding, UndeterminedFinding } from '../../model/finding.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { ComparisonChange } from './compare-analyses.ts'

const place = ({ file, start }: SourceLocation) => ({ file, line: start.line })
const evidenceToJson = ({ at, ...line }: Evidence) => ({ ...line, ...place(at) })

const findingToJson = ({ traces: _, fix, evidence, ...finding }: Finding) => ({
  ...finding,
  evidence: evidence.map(evidenceToJson),
  ...(fix ? { fix: { description: fix.description, ...place(fix.at), ...(fix.text ? { text: fix.text } : {}) } } : {}),
})

const questionToJson = ({ decides, evidence, ...question }: UndeterminedFinding) => ({
  ...question,
  decides: decides.map(({ names, at }) => ({ names, ...place(at) })),
  evidence: evidence.map(evidenceToJson),
})

/** What a comment says, as data: for a workflow that may not write it, to be written by one that may. */
const changesToJson = (base: string, changes: readonly ComparisonChange[]) => ({
  schema: 'sotsu/comment/1',
  base,
  comparisons: changes.map(({ head, introduced, fixed, left, accepted, questions, oneSided }) => ({
    staging: head.staging,
    production: head.production,
    rehearsal: { paths: head.rehearsal.paths, rehearsed: head.rehearsal.rehearsed },
    introduced: introduced.map(findingToJson),
    fixed: fixed.map(findingToJson),
    left: left.map(findingToJson),
    waived: head.findings.filter(({ status }) => status === 'waived').map(findingToJson),
    undetermined: head.undetermined.map(questionToJson),
    accepted: accepted.map(({ fingerprint }) => fingerprint),
    questions: questions.map(({ fingerprint }) => fingerprint),
    oneSided: oneSided.map(({ edited, lacking, change: { at, ...change }, there }) => ({
      edited,
      lacking,
      change: { ...change, ...place(at) },
      ...(there ? { there: { value: there.value, ...place(there.at) } } : {}),
    })),
  })),
})

const longest = 20_000
const cut = (_key: string, value: unknown): unknown =>
  typeof value === 'string' && value.length > longest ? `${value.slice(0, longest - 1)}…` : value

/** `changesToJson` as text; a value that is longer than anybody reads is cut. */
export const changesText = (base: string, changes: readonly ComparisonChange[]): string =>
  `${JSON.stringify(changesToJson(base, changes), cut, 2)}\n`

// It comes from a run over a stranger's files: bounded, and every field is known.
const text = z.string().max(longest)
const many = <T extends z.ZodType>(item: T) => z.array(item).max(10_000)
const at = { file: text, line: z.int().positive() }
const evidence = many(z.strictObject({ label: text, environment: text, value: text.optional(), ...at }))
const finding = z.strictObject({
  rule: text,
  severity: z.enum(['error', 'warning', 'info']),
  confidence: z.enum(['proved', 'likely']),
  subject: text,
  message: text,
  evidence,
  fix: z.strictObject({ description: text, ...at, text: text.optional() }).optional(),
  fingerprint: text,
  status: z.enum(['new', 'known', 'waived']),
})
const question = z.strictObject({
  rule: text,
  subject: text,
  message: text,
  decides: many(z.strictObject({ names: text, file: text, line: z.int().positive() })).min(1),
  evidence,
  fingerprint: text,
  isWaived: z.literal(true).optional(),
})

/** `sotsu comment --save`. */
export const changesSchema = z.strictObject({
  schema: z.literal('sotsu/comment/1'),
  base: text.describe('What the head is compared with.'),
  comparisons: z
    .array(
      z.strictObject({
        staging: text,
        production: text,
        rehearsal: z.strictObject({ paths: z.int(), rehearsed: z.int() }),
        introduced: many(finding),
        fixed: many(finding),
        left: many(finding),
        waived: many(finding),
        undetermined: many(question),
        accepted: many(text).describe('Fingerprints that this change accepts.'),
        questions: many(text).describe('Fingerprints of what cannot be told since this change.'),
        oneSided: many(
          z.strictObject({
            edited: text,
            lacking: text,
            change: z.strictObject({
              key: text,
              before: text.optional(),
              after: text.optional(),
              name: text.optional(),
              ...at,
            }),
            there: z.strictObject({ value: text, ...at }).optional(),
          }),
        ),
      }),
    )
    .max(50),
})
