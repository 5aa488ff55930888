import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../../src/parsers/hcl/evaluate.ts'
import { EvaluationBudget } from '../../../../src/parsers/hcl/evaluation-budget.ts'
import { functionTable as functions } from '../../../../src/parsers/hcl/functions/index.ts'
import { jsonValue } from '../../../../src/parsers/hcl/json-value.ts'
import { sensitiveMarks, withMarks } from '../../../../src/parsers/hcl/marks.ts'
import { readHclExpression } from '../../../../src/parsers/hcl/read-hcl.ts'
import { rootScope } from '../../../../src/parsers/hcl/root-scope.ts'
import type { Type } from '../../../../src/parsers/hcl/type.ts'
import { boolType, dynamicType, listType, numberType, stringType } from '../../../../src/parsers/hcl/type.ts'
import type { HclValue } from '../../../../src/parsers/hcl/value.ts'
import { knownString, notNull, unknownBecause, unknownOf } from '../../../../src/parsers/hcl/value-constructors.ts'

const unset = (name: string, type: Type): [string, HclValue] => [
  name,
  unknownBecause(type, { kind: 'unset-input', names: `var.${name}` }, notNull),
]

const variables = new Map<string, HclValue>([
  unset('text', stringType),
  unset('number', numberType),
  unset('bool', boolType),
  unset('list', listType(stringType)),
  ['any', unknownBecause(dynamicType, { kind: 'data-source', names: 'data.x.y' })],
  ['lb', unknownOf(dynamicType, { kind: 'reference', to: { source: 'prod', name: 'aws_lb.main' }, attribute: [] })],
  ['secret', withMarks(knownString('hunter2'), sensitiveMarks)],
  ['host', knownString('example.com')],
])

const result = (text: string): string => {
  const { expression, diagnostics } = readHclExpression('main.tf', `${text}\n`)
  if (expression === undefined) return `syntax: ${diagnostics[0]?.summary}`
  const scope = rootScope({ variables, functions, budget: new EvaluationBudget() })
  const value = evaluate(expression, scope)
  const [wrong] = scope.diagnostics
  return wrong === undefined ? jsonValue(value, 'salt') : `error: ${wrong.summary}`
}

const table = (rows: readonly (readonly [expression: string, result: string])[]) =>
  it.each(rows)('%s', (text, wanted) => expect(result(text)).toBe(wanted))

describe('operators convert, equality does not', () =>
  table([
    ['"2" + 1', '3'],
    ['"10" > "9"', 'true'],
    ['true && "false"', 'false'],
    ['1 == "1"', 'false'],
    ['[1] == tolist([1])', 'false'],
    ['tostring(null) == tonumber(null)', 'true'],
    ['0.1 + 0.2 == 0.3', 'true'],
    ['9007199254740993 + 1', '9007199254740994'],
    ['-7 % 3', '-1'],
    ['-0', '-0'],
    ['1 / 0', '{"$number":"+Inf"}'],
    ['0 / 0', 'error: Operation failed'],
    ['1 + null', 'error: Operation failed'],
    ['true || null', 'error: Operation failed'],
    ['true || tobool("x")', 'error: Invalid function argument'],
    ['false && [true][5]', 'error: Invalid index'],
    ['"a" < "b"', 'error: Invalid operand'],
    ['![]', 'error: Invalid operand'],
  ]))

describe('conditionals unify their branches and take the failure of one', () =>
  table([
    ['true ? 1 : "a"', '"1"'],
    ['true ? [1] : ["x"]', '["1"]'],
    ['(true ? [1] : []) == [1]', 'false'],
    ['true ? null : 1', 'null'],
    ['true ? 1 : [][0]', '1'],
    ['true ? [1] : "a" + 1', 'error: Inconsistent conditional result types'],
    ['false ? 1 : [][0]', 'error: Invalid index'],
    ['true ? {} : []', 'error: Inconsistent conditional result types'],
    ['null ? 1 : 2', 'error: Null condition'],
    ['"x" ? 1 : 2', 'error: Incorrect condition type'],
    ['var.bool ? 1 : 1', '1'],
    ['var.bool ? "a" : "a"', '{"$unknown":"var.bool"}'],
    ['var.bool ? [][0] : 1', '{"$unknown":"var.bool"}'],
    ['var.bool ? var.lb.arn : var.lb.arn', '{"$ref":"aws_lb.main.arn"}'],
  ]))

describe('access', () =>
  table([
    ['{a = [{b = 1}]}.a[0].b', '1'],
    ['[10, 20].1', '20'],
    ['{a = 1}["a"]', '1'],
    ['tomap({a = 1}).b', 'error: Missing map element'],
    ['{a = 1}.b', 'error: Unsupported attribute'],
    ['{a = 1}[0]', 'error: Invalid index'],
    ['[1][1]', 'error: Invalid index'],
    ['[1][0.5]', 'error: Invalid index'],
    ['toset(["a"])[0]', 'error: Invalid index'],
    ['null.a', 'error: Attempt to get attribute from null value'],
    ['null[0]', 'error: Attempt to index null value'],
    ['"a".b', 'error: Unsupported attribute'],
    ['var.list[0]', '{"$unknown":"var.list"}'],
    ['[1, 2][var.number]', '{"$unknown":"var.number"}'],
    ['[{a = 1}, {a = 2}][*].a', '[1,2]'],
    ['[{a = [1, 2]}, {a = [3]}].*.a[0]', '[1,2]'],
    ['[{a = [1, 2]}, {a = [3]}][*].a[0]', '[1,3]'],
    ['{a = 1}[*]', '[{"a":1}]'],
    ['null[*]', '[]'],
    ['tolist(null)[*]', 'error: Splat of null value'],
    ['var.any[*]', '{"$unknown":"data.x.y"}'],
  ]))

describe('for', () =>
  table([
    ['[for i, x in ["a", "b"] : "${i}${x}"]', '["0a","1b"]'],
    ['[for k, v in {b = 1, a = 2} : k]', '["a","b"]'],
    ['{for x in ["a", "b", "a"] : x => 1...}', '{"a":[1,1],"b":[1]}'],
    ['{for x in ["a", "a"] : x => 1}', 'error: Duplicate object key'],
    ['{for x in [null] : x => 1}', 'error: Invalid object key'],
    ['[for x in [1, 2, 3] : x if x > 1]', '[2,3]'],
    ['[for x in [] : x if 1]', "error: Invalid 'for' condition"],
    ['[for x in 5 : x]', 'error: Iteration over non-iterable value'],
    ['[for x in null : x]', 'error: Iteration over null value'],
    ['[for x in var.list : x]', '{"$unknown":"var.list"}'],
    ['[for x in [1, var.number] : x if x == 1]', '{"$unknown":"var.number"}'],
    ['{for x in [var.text] : x => 1}', '{"$unknown":"var.text"}'],
    ['[for x in [var.lb] : x.arn]', '[{"$ref":"aws_lb.main.arn"}]'],
    ['[for path in ["x"] : path]', '["x"]'],
  ]))

describe('objects', () =>
  table([
    ['{a = 1, a = 2}', '{"a":2}'],
    ['{null = 1, (1) = 2, "${true}" = 3}', '{"1":2,"null":1,"true":3}'],
    ['{(null) = 1}', 'error: Null value as key'],
    ['{([]) = 1}', 'error: Incorrect key type'],
    ['{(var.text) = 1}', '{"$unknown":"var.text"}'],
  ]))

describe('templates', () =>
  table([
    ['"${5}"', '5'],
    ['" ${5}"', '" 5"'],
    ['"%{ if true }5%{ endif }"', '"5"'],
    ['"%{ for k, v in {a = 1, b = 2} }${k}=${v};%{ endfor }"', '"a=1;b=2;"'],
    ['"a${null}"', 'error: Invalid template interpolation value'],
    ['"a${[]}"', 'error: Invalid template interpolation value'],
    ['"%{ if null }x%{ endif }"', 'error: Null condition'],
    ['"https://${var.lb.dns_name}/v1"', '{"$template":["https://",{"$ref":"aws_lb.main.dns_name"},"/v1"]}'],
    ['"a-${"b-${var.text}"}"', '{"$template":["a-b-",{"$unknown":"var.text"}]}'],
    ['"${var.text}"', '{"$unknown":"var.text"}'],
    ['"${var.text}x" == null', 'false'],
    ['"pre-${var.text}" == "other"', 'false'],
    ['startswith("pre-${var.text}", "pre-")', 'true'],
    ['startswith("a${var.text}", "a")', '{"$unknown":"var.text"}'],
    ['"%{ if var.bool }x%{ endif }"', '{"$template":[{"$unknown":"var.bool"}]}'],
    ['"%{ if var.bool }${[1]}%{ else }${null}%{ endif }"', '{"$template":[{"$unknown":"var.bool"}]}'],
    ['length(toset([var.text, "a"])) > 0 ? "some" : "none"', '"some"'],
    ['length(toset([var.text, "a"])) == 3', 'false'],
    ['length(toset([var.text, "a"])) > 1', '{"$unknown":"var.text"}'],
    ['<<-EOT\n  %{ for x in ["a", "b"] ~}\n  - ${x}\n  %{ endfor ~}\n  end\n  EOT', '"  - a\\n  - b\\n  end\\n"'],
  ]))

describe('calls', () =>
  table([
    ['max([1, 3, 2]...)', '3'],
    ['max(var.any...)', '{"$unknown":"data.x.y"}'],
    ['max(null...)', 'error: Invalid expanding argument value'],
    ['nosuch(1)', 'error: Call to unknown function'],
    ['provider::aws::arn_parse("x")', 'error: Unknown provider function'],
    ['core::upper("a")', '"A"'],
    ['upper()', 'error: Not enough function arguments'],
    ['upper("a", "b")', 'error: Too many function arguments'],
    ['upper([])', 'error: Invalid function argument'],
    ['try([][0], nosuch(), "d")', '"d"'],
    ['try([][0])', 'error: Error in function call'],
    ['try([][0], ["a", "b"]...)', '"a"'],
    ['issensitive(true ? "a" : sensitive("b"))', 'true'],
    ['issensitive(false ? sensitive("x") : null)', 'true'],
    ['issensitive(true ? ["a"] : [sensitive("b")])', 'false'],
    ['issensitive("%{ if true }a%{ else }${sensitive("b")}%{ endif }")', 'true'],
    ['issensitive(sensitive("a")[*])', 'true'],
    ['try("a"...)', 'error: Invalid expanding argument value'],
    ['can(["a"]...)', 'true'],
    ['try(var.lb.arn, "")', '{"$ref":"aws_lb.main.arn"}'],
    ['try({a = var.text}, "")', '{"$unknown":"var.text"}'],
    ['can([][0])', 'false'],
    ['can(var.text)', '{"$unknown":"var.text"}'],
    ['templatestring(var.host, {})', '"example.com"'],
    ['templatestring("x", {})', 'error: Invalid function argument'],
    ['one([var.lb.arn])', '{"$ref":"aws_lb.main.arn"}'],
  ]))

describe('references that name nothing are errors wherever they stand', () =>
  table([
    ['try(local.nope, 1)', 'error: Reference to undeclared local value'],
    ['can(var.nope)', 'error: Reference to undeclared input variable'],
    ['true ? 1 : aws_lb.nope.arn', 'error: Reference to undeclared resource'],
    ['[for x in [] : module.nope.y]', 'error: Reference to undeclared module'],
    ['foo', 'error: Invalid reference'],
    ['var', 'error: Invalid reference'],
    ['path.nope', 'error: Invalid "path" attribute'],
    ['each.key', 'error: Reference to "each" in context without for_each'],
    ['terraform.workspace', '"default"'],
  ]))

describe('what is sensitive stays so, and is never shown', () => {
  const sealed = expect.stringMatching(/^\{"\$sensitive":"[0-9a-f]{20}"\}$/)
  it.each([
    'var.secret',
    '"a${var.secret}"',
    'upper(var.secret)',
    'var.secret == "x"',
    'var.secret == "x" ? 1 : 2',
    '{(var.secret) = 1}',
    '[for x in [1] : x if var.secret != ""]',
    '"%{ for x in [1] }${var.secret}%{ endfor }"',
    'var.secret + 1 == 2 ? 1 : 2',
  ])('%s', text => {
    const shown = result(text)
    if (!shown.startsWith('error')) expect(shown).toEqual(sealed)
    expect(shown).not.toContain('hunter2')
  })
  it('is equal exactly where the secret is', () => {
    expect(result('var.secret')).toBe(result('sensitive("hunter2")'))
    expect(result('var.secret')).not.toBe(result('sensitive("hunter3")'))
  })
  it('keeps to its part of a container', () => {
    expect(result('{a = var.secret, b = 1}')).toMatch(/^\{"a":\{"\$sensitive":"[0-9a-f]+"\},"b":1\}$/)
    expect(result('{a = 1}[var.secret == "" ? "a" : "a"]')).toBe('1')
  })
})

describe('hostile input ends', () => {
  const nest = (levels: number, wrap: (inner: string) => string, inner: string): string =>
    levels === 0 ? inner : wrap(nest(levels - 1, wrap, inner))
  const tooExpensive = 'error: Evaluation too expensive'
  it.each([
    [
      'a product of loops',
      '[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]',
      tooExpensive,
    ],
    [
      'text that doubles',
      `[for a in ["12345678"] : ${nest(40, inner => `[for a in ["\${a}\${a}"] : ${inner}]`, 'a')}]`,
      tooExpensive,
    ],
    [
      'partly known text that doubles',
      `[for a in ["\${var.list[0]}x"] : ${nest(40, inner => `[for a in ["\${a}\${a}"] : ${inner}]`, 'a')}]`,
      tooExpensive,
    ],
    [
      'tuples that double',
      `[for a in [1] : ${nest(40, inner => `[for a in [[a, a]] : ${inner}][0]`, 'a')}]`,
      tooExpensive,
    ],
    [
      'objects that double',
      `[for a in [1] : ${nest(40, inner => `[for a in [{x = a, y = a}] : ${inner}][0]`, 'can(a)')}]`,
      tooExpensive,
    ],
    ['huge numbers', '[for x in range(1000) : [for y in range(100) : 1e4000]]', tooExpensive],
    ['failing branches', nest(60, inner => `(true ? ${inner} : 1)`, '[][0]'), tooExpensive],
    ['a deep one', nest(200, inner => `[${inner}]`, '1'), nest(200, inner => `[${inner}]`, '1')],
    ['a long one', Array(900).fill('1').join(' + '), '900'],
  ])('%s', (_, text, wanted) => expect(result(text)).toBe(wanted))
})
