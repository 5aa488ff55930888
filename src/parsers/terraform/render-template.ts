import type { SourceLocation } from '../../model/source-location.ts'
import { evaluate } from '../hcl/evaluate.ts'
import { functionTable } from '../hcl/functions/index.ts'
import { withMarks } from '../hcl/marks.ts'
import { readHclTemplate } from '../hcl/read-hcl.ts'
import { dynamicType, stringType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { derivedCause, stringOf } from '../hcl/value-access.ts'
import { unknownBecause, unknownOf } from '../hcl/value-constructors.ts'
import type { Evaluation } from './evaluation.ts'

/** Renders the text of a `data "template_file"` with nothing but these variables. Trouble is reported at the data source. */
export const renderTemplate = (
  evaluation: Evaluation,
  text: HclValue,
  variables: ReadonlyMap<string, HclValue>,
  at: SourceLocation,
): HclValue => {
  const template = stringOf(text)
  if (template === undefined)
    return unknownOf(stringType, derivedCause(text.state === 'unknown' ? text : undefined), {}, text.marks)
  const { expression, diagnostics } = readHclTemplate(at.file, template)
  for (const diagnostic of diagnostics) evaluation.report({ ...diagnostic, at })
  if (expression === undefined) return unknownBecause(dynamicType, { kind: 'invalid', names: 'template' })
  const rendered = evaluate(expression, {
    resolve: root => {
      const value = variables.get(root)
      return value === undefined
        ? { kind: 'invalid', summary: 'Missing template variable', detail: `The template has no variable "${root}".` }
        : { kind: 'value', value, used: 0 }
    },
    functions: functionTable,
    files: evaluation.files,
    budget: evaluation.budget(),
    report: diagnostic => evaluation.report({ ...diagnostic, at }),
  })
  return withMarks(rendered, text.marks)
}
