import type { Outlier } from '../../align/outliers.ts'
import type { Analysis, ComparisonResult } from '../../model/analysis.ts'
import type { Change, DifferenceRoot, RootSide } from '../../model/change.ts'
import { displayValue } from '../../model/deciders.ts'
import { formatLocation } from '../../model/source-location.ts'
import type { DiffParts } from '../diff-json.ts'
import { differencesText } from '../differences.ts'
import { escapeLine } from '../escape.ts'
import { phrasesOf } from '../phrases.ts'
import { columns, indent } from './layout.ts'
import { type Paint, paintFor } from './paint.ts'
import type { TextOptions } from './render-text.ts'

/** Values are cut here, so that both sides of a difference stand one above the other on a screen. */
const longest = 100

const cut = (text: string): string => {
  const line = escapeLine(text)
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

/** What the environments differ in, at the roots: those that matter first, then those that only say which environment it is and how big. */
export const renderDiff = (analysis: Analysis, parts: DiffParts, { color, language = 'en' }: TextOptions): string => {
  const paint = paintFor(color)
  const phrases = phrasesOf(language)
  const lines = analysis.comparisons.flatMap((comparison, index) => {
    const { staging, production } = comparison
    return [
      ...(index > 0 ? [''] : []),
      paint.bold(escapeLine(phrases.comparison(staging, production))),
      `  ${differencesText(comparison, phrases)}`,
      ...rootLines(comparison, parts.all, paint),
    ]
  })
  const names = analysis.environments.map(({ name }) => name)
  const empty = names.length === 0 ? phrases.verdict.noEnvironment : phrases.verdict.noComparison(names.map(escapeLine))
  const outliers = parts.outliers ? outlierLines(parts.outliers, names.length, paint) : []
  return `${[...(analysis.comparisons.length > 0 ? lines : [empty]), ...outliers].join('\n')}\n`
}

const rootLines = ({ staging, production, roots = [], changes = [] }: ComparisonResult, all: boolean, paint: Paint) => {
  const byRoot = new Map<string, Change[]>()
  for (const change of changes) {
    const found = byRoot.get(change.root ?? '')
    if (found) found.push(change)
    else byRoot.set(change.root ?? '', [change])
  }
  const section = (heading: string, own: readonly DifferenceRoot[]): readonly string[] =>
    own.length === 0
      ? []
      : [
          '',
          `  ${paint.bold(heading)}`,
          ...own.flatMap(root => [
            ...oneRoot(root, [staging, production], paint),
            ...(all
              ? indent(
                  (byRoot.get(root.key) ?? []).map(change => changeLine(change)),
                  8,
                )
              : []),
          ]),
        ]
  return [
    ...section(
      'What matters',
      roots.filter(({ matters }) => matters),
    ),
    ...section(
      'Identity and capacity',
      roots.filter(({ matters }) => !matters),
    ),
  ]
}

const oneRoot = (
  { kind, detail, name, count, matters, staging, production }: DifferenceRoot,
  [one, other]: readonly [string, string],
  paint: Paint,
): readonly string[] => {
  const what = detail === undefined ? kind : `${kind}: ${detail}`
  const side = (environment: string, place: RootSide | undefined): readonly string[] =>
    place
      ? [escapeLine(environment), cut(place.text) || '""', paint.dim(escapeLine(formatLocation(place.at)))]
      : [escapeLine(environment), '—']
  const head = `    ${String(count).padStart(4)}  ${matters ? paint.yellow(what) : paint.dim(what)}  ${escapeLine(name)}`
  return [head, ...indent(columns([side(one, staging), side(other, production)]), 10)]
}

const changeLine = ({ path, staging, production }: Change): string => {
  const [one, other] = [staging, production].map(value => (value ? cut(displayValue(value)) || '""' : '—'))
  return `${escapeLine(path.join(' '))}: ${one} → ${other}`
}

const outlierLines = (outliers: readonly Outlier[], environments: number, paint: Paint): readonly string[] => [
  '',
  paint.bold(
    environments < 3
      ? 'Outliers need three environments or more'
      : `Outliers among ${environments} environments: ${outliers.length === 0 ? 'none' : outliers.length}`,
  ),
  ...outliers.flatMap(({ path, agree, others, text }) => [
    `    ${escapeLine(path.join(' '))}: ${agree.length} of ${agree.length + others.length} environments agree${text === '(nothing)' ? ' and have nothing' : ''}`,
    ...indent(
      columns(
        others.map(({ environment, text: own, at }) => [
          escapeLine(environment),
          cut(own) || '""',
          at ? paint.dim(escapeLine(formatLocation(at))) : '',
        ]),
      ),
      10,
    ),
  ]),
]
