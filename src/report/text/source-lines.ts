import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedSource } from '../../model/evaluated.ts'
import { formatLocation } from '../../model/source-location.ts'
import type { Value } from '../../model/value.ts'
import { escapeLine } from '../escape.ts'
import { hanging, indent, reportWidth } from './layout.ts'
import { marks, type Paint, paintFor } from './paint.ts'
import { valueLines } from './value-lines.ts'

const section = (
  title: string,
  values: Iterable<readonly [string, Value]>,
  style: { readonly paint: Paint; readonly width: number },
): readonly string[] => {
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
    ...source.resources.flatMap(({ address, type, values, at, exists }) => [
      `${paint.bold(escapeLine(address.name))}  ${type}  ${paint.dim(escapeLine(formatLocation(at)))}${exists === 'undetermined' ? paint.yellow('  may not exist') : ''}`,
      ...indent(
        [...values.entries].flatMap(([name, value]) => valueLines(name, value, style)),
        2,
      ),
      '',
    ]),
    ...section(
      'Outputs',
      [...source.outputs].map(([name, { value }]) => [name, value] as const),
      style,
    ),
    ...troubleLines(source.diagnostics, paint),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
