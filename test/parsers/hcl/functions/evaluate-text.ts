import { evaluate } from '../../../../src/parsers/hcl/evaluate.ts'
import { EvaluationBudget } from '../../../../src/parsers/hcl/evaluation-budget.ts'
import type { FunctionContext } from '../../../../src/parsers/hcl/functions/function-context.ts'
import { functionTable } from '../../../../src/parsers/hcl/functions/index.ts'
import { printNumber } from '../../../../src/parsers/hcl/number-text.ts'
import { readHclExpression } from '../../../../src/parsers/hcl/read-hcl.ts'
import { rootScope } from '../../../../src/parsers/hcl/root-scope.ts'
import {
  boolType,
  dynamicType,
  listType,
  mapType,
  numberType,
  setType,
  stringType,
} from '../../../../src/parsers/hcl/type.ts'
import { typeText } from '../../../../src/parsers/hcl/type-name.ts'
import type { HclValue } from '../../../../src/parsers/hcl/value.ts'
import { boolOf, entriesOf, itemsOf, numericOf, stringOf } from '../../../../src/parsers/hcl/value-access.ts'
import { knownString, notNull, unknownBecause } from '../../../../src/parsers/hcl/value-constructors.ts'

const unset = (
  name: string,
  type: Parameters<typeof unknownBecause>[0],
  refinement = notNull,
): readonly [string, HclValue] => [
  name,
  unknownBecause(type, { kind: 'unset-input', names: `var.${name}` }, refinement),
]

/** Variables that the expressions of tests may use: `var.text` and its like are not known. */
const variables = new Map<string, HclValue>([
  unset('text', stringType),
  unset('number', numberType),
  unset('bool', boolType),
  unset('list', listType(stringType)),
  unset('set', setType(stringType)),
  unset('map', mapType(stringType)),
  unset('any', dynamicType, {}),
  ['secret', { ...knownString('hunter2'), marks: { sensitive: true, origins: [], trail: undefined } }],
])

type Files = Pick<FunctionContext, 'readFile' | 'listFiles'>

export const filesOf = (files: Readonly<Record<string, string | Uint8Array>>): Files => ({
  readFile: path => {
    const content = files[path.replace(/^\.\//, '')]
    if (content === undefined) return { failure: 'missing', why: 'there is no such file' }
    return typeof content === 'string' ? Buffer.from(content) : content
  },
  listFiles: directory => {
    const prefix = directory === '.' ? '' : `${directory}/`
    return Object.keys(files)
      .filter(path => path.startsWith(prefix))
      .map(path => path.slice(prefix.length))
  },
})

/** The value of an expression, or the detail of the diagnostic that it gives. */
export const evaluateText = (text: string, files?: Files, units?: number): HclValue | string => {
  const { expression, diagnostics } = readHclExpression('test.tf', `${text}\n`)
  if (expression === undefined) throw new Error(`${text}: ${diagnostics[0]?.detail}`)
  const scope = rootScope({
    variables,
    functions: functionTable,
    budget: new EvaluationBudget(units),
    ...(files === undefined ? {} : { files }),
  })
  const value = evaluate(expression, scope)
  return scope.diagnostics[0]?.detail ?? value
}

/** Plain data: numbers that are no double are texts with an `n` behind them, unknowns the text `?`. */
export const plain = (value: HclValue): unknown => {
  if (value.state === 'unknown') return '?'
  if (value.state === 'null') return null
  const number = numericOf(value)
  if (number !== undefined) return typeof number === 'number' ? number : `${printNumber(number)}n`
  const entries = entriesOf(value)
  if (entries !== undefined) return Object.fromEntries([...entries].map(([key, item]) => [key, plain(item)]))
  return stringOf(value) ?? boolOf(value) ?? itemsOf(value)?.map(plain)
}

/** What a row of a test table expects: plain data of the value, and its type if it matters. */
export const answer = (text: string, files?: Files): unknown => {
  const value = evaluateText(text, files)
  if (typeof value === 'string') return { error: value }
  return value.marks.sensitive ? { sensitive: plain(value) } : plain(value)
}

export const typeOf = (text: string): string => {
  const value = evaluateText(text)
  return typeof value === 'string' ? `error: ${value}` : typeText(value.type)
}
