import { describe, expect, it } from 'vitest'
import { printExpression } from '../../../../src/parsers/hcl/print.ts'
import { readHclExpression } from '../../../../src/parsers/hcl/read-hcl.ts'

const printed = (text: string): string => {
  const { expression, diagnostics } = readHclExpression('main.tf', text)
  return expression === undefined ? `error: ${diagnostics[0]?.summary}` : printExpression(expression)
}

describe('precedence is shown by the tree', () => {
  const grouped = (text: string): string => {
    const { expression } = readHclExpression('main.tf', text)
    const group = (node: NonNullable<typeof expression>): string =>
      node.kind === 'binary'
        ? `(${group(node.left)}${node.operator}${group(node.right)})`
        : node.kind === 'unary'
          ? `${node.operator}(${group(node.operand)})`
          : node.kind === 'conditional'
            ? `(${group(node.condition)}?${group(node.onTrue)}:${group(node.onFalse)})`
            : printExpression(node)
    return expression === undefined ? 'error' : group(expression)
  }
  it.each([
    ['1 + 2 * 3 - 4', '((1+(2*3))-4)'],
    ['a || b && c', '(a||(b&&c))'],
    ['a && b == c', '(a&&(b==c))'],
    ['a == b < c', '(a==(b<c))'],
    ['a < b + c', '(a<(b+c))'],
    ['10 % 3 / 2', '((10%3)/2)'],
    ['-a.b + 1', '(-(a.b)+1)'],
    ['!a && b', '(!(a)&&b)'],
    ['a ? b : c ? d : e', '(a?b:(c?d:e))'],
    ['1 - -1', '(1--(1))'],
  ])('%s', (text, tree) => expect(grouped(text)).toBe(tree))
})

describe('expressions', () => {
  it.each([
    ['[1, 2,]', '[1, 2]'],
    ['[\n  # lead\n  1, // one\n  2 /* two */,\n]', '[1, 2]'],
    ['{ a = 1, "b" : 2\n (c) = 3 }', '{ a = 1, "b" = 2, (c) = 3 }'],
    ['{ null = 1, true = 2, if = 3 }', '{ null = 1, true = 2, if = 3 }'],
    ['a.0.b', 'a.0.b'],
    ['a.*.b[0]', 'a.*.b[0]'],
    ['a[*].b[0]', 'a[*].b[0]'],
    ['a[b[0]].c', 'a[b[0]].c'],
    ['f(a, b...)', 'f(a, b...)'],
    ['provider::aws::arn_parse(x)', 'provider::aws::arn_parse(x)'],
    ['[for x in y : x if x]', '[for x in y : x if x]'],
    ['{for k, v in y : k => v...}', '{ for k, v in y : k => v... }'],
    ['変数.名前', '変数.名前'],
    ['0.10', '0.10'],
    ['9007199254740993123', '9007199254740993123'],
    ['1e3', '1e3'],
    ['(true\n ? 1\n : 2)', '(true ? 1 : 2)'],
    ['"${a}"', '"${a}"'],
    ['"%{ if a }x%{ else }y%{ endif }"', '"%{ if a }x%{ else }y%{ endif }"'],
    ['"%{ for k, v in a ~}  ${v}  %{~ endfor }"', '"%{ for k, v in a }${v}%{ endfor }"'],
  ])('%s', (text, result) => expect(printed(text)).toBe(result))

  it.each([
    ['', 'Missing expression'],
    ['[1 2]', 'Missing item separator'],
    ['{ a 1 }', 'Missing key/value separator'],
    ['{ a = 1 b = 2 }', 'Missing attribute separator'],
    ['{ a = 1,, b = 2 }', 'Invalid expression'],
    ['a.0.1', 'Invalid legacy index syntax'],
    ['a.', 'Invalid attribute name'],
    ['a[1', 'Missing close bracket on index'],
    ['(1', 'Unbalanced parentheses'],
    ['f(1 2)', 'Missing argument separator'],
    ['f(a..., b)', 'Missing closing parenthesis'],
    ['a ? b', 'Missing false expression in conditional'],
    ['{ for x in y : x }', "Invalid 'for' expression"],
    ['[for x in y : x => x]', "Invalid 'for' expression"],
    ['"a', 'Unterminated template string'],
    ['"a\nb"', 'Invalid multi-line string'],
    ['"\\q"', 'Invalid escape sequence'],
    ['"\\ud800"', 'Invalid escape sequence'],
    ['"${a"', 'Extra characters after interpolation expression'],
    ['"%{ endif }"', 'Unexpected endif directive'],
    ['"%{ if a }"', 'Unexpected end of template'],
    ['"%{ foo }"', 'Invalid template control keyword'],
    ["'a'", 'Invalid character'],
    ['1 2', 'Extra characters after expression'],
  ])('refuses %j', (text, summary) => expect(printed(text)).toBe(`error: ${summary}`))
})

describe('text', () => {
  const text = (source: string): unknown => {
    const { expression } = readHclExpression('main.tf', source)
    if (expression?.kind !== 'template') return undefined
    return expression.parts.map(part => (part.kind === 'text' ? part.value : part.kind))
  }
  it.each([
    ['"a$$b"', ['a$$b']],
    ['"$${a}"', ['${a}']],
    ['"$$$${1}"', ['$$${1}']],
    ['"$${${a}}"', ['${', 'interpolation', '}']],
    ['"%%{a}100%"', ['%{a}100%']],
    ['"\\u00e9\\U0001F600\\t\\"\\\\"', ['é😀\t"\\']],
    ['"e\u0301"', ['é']],
    ['" ${~ a ~} \\n b"', ['', 'interpolation', 'b']],
    ['<<EOT\n  a\\n\r\n EOT no\n  EOT\n', ['  a\\n\r\n EOT no\n']],
    ['<<-EOT\n    a\n\n      b\n  EOT\n', ['a\n\n  b\n']],
    ['<<-EOT\n  a ${b}\n    ${c}\n  EOT\n', ['a ', 'interpolation', '\n  ', 'interpolation', '\n']],
    ['<<-EOT\n  %{ if x ~}\n  - y\n  %{ endif ~}\n  z\n  EOT\n', ['', 'if', '  z\n']],
    ['<<EOT\na\n\n${~ b ~}\n  c\nEOT\n', ['a\n', 'interpolation', '  c\n']],
    ['<<EOT\nEOT\n', []],
  ])('%j', (source, parts) => expect(text(source)).toEqual(parts))
})
