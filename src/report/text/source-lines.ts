import { displayValue } from '../../model/deciders.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedResource, EvaluatedSource } from '../../model/evaluated.ts'
import { formatLocation } from '../../model/source-location.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { escapeLine } from '../escape.ts'
import { hanging, indent, reportWidth } from './layout.ts'
import { marks, type Paint, paintFor } from './paint.ts'
import { valueLines } from './value-lines.ts'

interface Style {
  readonly paint: Paint
  readonly width: number
}

const section = (title: string, values: Iterable<readonly [string, Value]>, style: Style): readonly string[] => {
  const lines = [...values].flatMap(([name, value]) => valueLines(name, value, style))
  return lines.length === 0 ? [] : [style.paint.bold(title), ...indent(lines, 2), '']
}

export const troubleLines = (diagnostics: readonly Diagnostic[], paint: Paint): readonly string[] =>
  diagnostics.flatMap(({ severity, summary, detail, at }) => {
    const mark = severity === 'error' ? paint.red(marks.error) : paint.yellow(marks.warning)
    return [
      `${mark} ${escapeLine(formatLocation(at))}  ${escapeLine(summary)}`,
      ...hanging('  ', escapeLine(detail), reportWidth),
    ]
  })

const resourceLines = (resource: EvaluatedResource, style: Style): readonly string[] => {
  const { paint } = style
  const { address, type, values, at, existsBecause, region, ignoredChanges = [] } = resource
  const isUncertain = resource.exists === 'undetermined'
  const place = region && isKnown(region) ? `  ${escapeLine(displayValue(region))}` : ''
  return [
    `${paint.bold(escapeLine(address.name))}  ${escapeLine(type)}  ${paint.dim(`${escapeLine(formatLocation(at))}${place}`)}${isUncertain ? paint.yellow('  may not exist') : ''}`,
    ...indent(
      [
        ...(isUncertain && existsBecause ? valueLines('exists because of', existsBecause, style) : []),
        ...(ignoredChanges.length === 0
          ? []
          : hanging(
              'ignore_changes: ',
              `${escapeLine(ignoredChanges.join(', '))}; Terraform will not enforce what is written`,
              style.width,
            ).map(paint.yellow)),
        ...[...values.entries].flatMap(([name, value]) => valueLines(name, value, style)),
      ],
      2,
    ),
  ]
}

/** What a root module or a stack evaluates to, for people. */
export const renderSource = (source: EvaluatedSource, { color }: { readonly color: boolean }): string => {
  const paint = paintFor(color)
  const style = { paint, width: reportWidth - 2 }
  const isStack = source.kind === 'cloudformation'
  const lines = [
    ...section(isStack ? 'Parameters' : 'Variables', source.inputs, style),
    ...section('Locals', source.locals, style),
    ...(source.conditions.size === 0
      ? []
      : [
          paint.bold('Conditions'),
          ...[...source.conditions].map(([name, truth]) => `  ${escapeLine(name)} = ${truth}`),
          '',
        ]),
    ...source.resources.flatMap(resource => [...resourceLines(resource, style), '']),
    ...section(
      'Outputs',
      [...source.outputs].map(([name, { value }]) => [name, value] as const),
      style,
    ),
    ...troubleLines(source.diagnostics, paint),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
