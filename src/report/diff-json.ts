import * as z from 'zod'
import type { Outlier } from '../align/outliers.ts'
import type { Analysis, ComparisonResult } from '../model/analysis.ts'
import type { Change, DifferenceRoot, RootSide } from '../model/change.ts'
import { valueToJson } from '../model/value-json.ts'

const side = z.strictObject({ file: z.string(), line: z.int(), text: z.string() })

const root = z.strictObject({
  key: z.string().describe('The same text in the next run.'),
  kind: z.enum([
    'identity',
    'capacity',
    'toggle',
    'structure',
    'split',
    'placeholder',
    'missing',
    'shared',
    'other-environment',
    'spelling',
    'unknown',
    'value',
  ]),
  detail: z.string().optional(),
  name: z.string(),
  source: z.enum(['input', 'line', 'names', 'existence']),
  matters: z.boolean(),
  count: z.int().describe('How many differences follow from it.'),
  staging: side.optional(),
  production: side.optional(),
})

const change = z.strictObject({
  path: z.array(z.string()).describe('Kind, role and field.'),
  root: z.string().describe('The key of the root that it follows from.'),
  inputs: z.array(z.string()),
  staging: z.unknown().optional(),
  production: z.unknown().optional(),
})

const outlier = z.strictObject({
  path: z.array(z.string()),
  text: z.string(),
  agree: z.array(z.string()),
  others: z.array(
    z.strictObject({
      environment: z.string(),
      text: z.string(),
      file: z.string().optional(),
      line: z.int().optional(),
    }),
  ),
})

export const diffSchema = z.strictObject({
  schema: z.literal('sotsu/diff/1'),
  comparisons: z.array(
    z.strictObject({
      staging: z.string(),
      production: z.string(),
      differences: z.strictObject({ total: z.int(), explained: z.int(), mattering: z.int() }),
      roots: z.array(root),
      changes: z.array(change).optional().describe('With --all.'),
    }),
  ),
  outliers: z.array(outlier).optional().describe('With --outliers.'),
})

export interface DiffParts {
  readonly all: boolean
  readonly outliers?: readonly Outlier[] | undefined
}

const sideToJson = (place: RootSide | undefined) =>
  place && { file: place.at.file, line: place.at.start.line, text: place.text }

const rootToJson = ({ key, kind, detail, name, source, matters, count, staging, production }: DifferenceRoot) => {
  const [one, other] = [sideToJson(staging), sideToJson(production)]
  return {
    key,
    kind,
    ...(detail === undefined ? {} : { detail }),
    name,
    source,
    matters,
    count,
    ...(one ? { staging: one } : {}),
    ...(other ? { production: other } : {}),
  }
}

const changeToJson = ({ path, root: key = '', roots, staging, production }: Change) => ({
  path: [...path],
  root: key,
  inputs: [...roots],
  ...(staging ? { staging: valueToJson(staging) } : {}),
  ...(production ? { production: valueToJson(production) } : {}),
})

const comparisonToJson = (
  { staging, production, differences, roots = [], changes = [] }: ComparisonResult,
  all: boolean,
) => ({
  staging,
  production,
  differences: { total: differences.total, explained: differences.explained, mattering: differences.mattering },
  roots: roots.map(rootToJson),
  ...(all ? { changes: changes.map(changeToJson) } : {}),
})

const outlierToJson = ({ path, text, agree, others }: Outlier) => ({
  path: [...path],
  text,
  agree: [...agree],
  others: others.map(({ environment, text: own, at }) => ({
    environment,
    text: own,
    ...(at ? { file: at.file, line: at.start.line } : {}),
  })),
})

/** What `sotsu diff --format json` prints. */
export const renderDiffJson = ({ comparisons }: Analysis, { all, outliers }: DiffParts): string =>
  `${JSON.stringify(
    {
      schema: 'sotsu/diff/1',
      comparisons: comparisons.map(comparison => comparisonToJson(comparison, all)),
      ...(outliers ? { outliers: outliers.map(outlierToJson) } : {}),
    },
    null,
    2,
  )}\n`
