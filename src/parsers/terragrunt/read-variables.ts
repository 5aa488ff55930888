import { readText, type SourceTree } from '../../model/source-tree.ts'
import { evaluate } from '../hcl/evaluate.ts'
import { jsonText } from '../hcl/functions/json-text.ts'
import type { HclFile } from '../hcl/read-hcl.ts'
import { readHcl } from '../hcl/read-hcl.ts'
import { readHclJson } from '../hcl/read-hcl-json.ts'
import { rootScope } from '../hcl/root-scope.ts'
import type { HclValue } from '../hcl/value.ts'
import { isWhollyKnown } from '../hcl/value-access.ts'
import { knownString, objectOf } from '../hcl/value-constructors.ts'
import { markOrigins } from '../terraform/mark-origins.ts'
import type { UnitContext } from './unit-context.ts'

/** A variable file as the JSON text of its values; `undefined` when there is none. */
export const readVariables = (tree: SourceTree, path: string, unit: UnitContext): HclValue | undefined => {
  const text = readText(tree, path)
  if (typeof text !== 'string') return undefined
  const { body, diagnostics }: HclFile = path.endsWith('.json')
    ? readHclJson(path, text, 'values')
    : readHcl(path, text)
  for (const diagnostic of diagnostics) unit.report(diagnostic)
  const scope = rootScope({ variables: new Map(), functions: new Map(), budget: unit.budget })
  const values = [...body.attributes].map(([name, { expression }]) => {
    const value = evaluate(expression, scope)
    return [name, markOrigins(value, { kind: 'tfvars', name: `var.${name}`, at: expression.at, expression })] as const
  })
  for (const diagnostic of scope.diagnostics) unit.report(diagnostic)
  const value = objectOf(values.filter(([, part]) => isWhollyKnown(part)))
  const json = jsonText(value, units => unit.budget.spend(units)) ?? '{}'
  unit.decoded.set(json, value)
  return knownString(json)
}
