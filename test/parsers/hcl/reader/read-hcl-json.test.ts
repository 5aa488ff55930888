import { describe, expect, it } from 'vitest'
import { formatLocation, startOf } from '../../../../src/model/source-location.ts'
import type { Body } from '../../../../src/parsers/hcl/ast.ts'
import { printExpression } from '../../../../src/parsers/hcl/print.ts'
import { readHclJson } from '../../../../src/parsers/hcl/read-hcl-json.ts'
import { askReferee } from '../../../../src/parsers/hcl/referee.ts'

const outline = (body: Body, indent = ''): readonly string[] => [
  ...[...body.attributes.values()].map(({ name, expression }) => `${indent}${name} = ${printExpression(expression)}`),
  ...body.blocks.flatMap(block => [
    indent + [block.type, ...block.labels].join(' '),
    ...outline(block.body, `${indent}  `),
  ]),
]
const read = (value: unknown, kind: 'configuration' | 'values' = 'configuration') => {
  const { body, diagnostics } = readHclJson('a.tf.json', JSON.stringify(value, null, 1), kind)
  return [...outline(body), ...diagnostics.map(({ summary, at }) => `${formatLocation(at)} ${summary}`)]
}

describe('configuration', () => {
  it.each([
    [
      'comments are no settings',
      { '//': 'x', locals: { '//': 'y', a: { '//': 'z' } } },
      ['locals', '  a = { "//" = "z" }'],
    ],
    [
      'comments are no labels, where Terraform expects some',
      { variable: { '//': 'x', a: {} }, resource: { aws_lb: { '//': {} } } },
      ['variable a', 'resource aws_lb //', 'a.tf.json:3 Incorrect JSON value type'],
    ],
    [
      'strings are templates',
      { locals: { a: '${b}', c: 'x-${d}', e: '%{ if f }g%{ endif }', h: '$${i}' } },
      ['locals', '  a = "${b}"', '  c = "x-${d}"', '  e = "%{ if f }g%{ endif }"', '  h = "$${i}"'],
    ],
    ['keys are templates', { locals: { a: { '${b}': 1 } } }, ['locals', '  a = { "${b}" = 1 }']],
    ['locals may be a list', { locals: [{ a: 1 }, { b: null }] }, ['locals', '  a = 1', 'locals', '  b = null']],
    [
      'labels',
      { resource: { aws_lb: { x: { name: 'n', tags: { a: true } }, y: [{}] } } },
      ['resource aws_lb x', '  name = "n"', '  tags = { "a" = true }', 'resource aws_lb y'],
    ],
    ['labels in lists', { resource: [{ aws_lb: [{ x: {} }, { y: {} }] }] }, ['resource aws_lb x', 'resource aws_lb y']],
    [
      'blocks of the language',
      {
        resource: {
          aws_lb: {
            x: { lifecycle: { ignore_changes: ['a'] }, dynamic: { b: [{ for_each: [1], content: { c: -2 } }] } },
          },
        },
        variable: { v: { type: 'map(number)', validation: { condition: '${true}' } } },
      },
      [
        'resource aws_lb x',
        '  lifecycle',
        '    ignore_changes = ["a"]',
        '  dynamic b',
        '    for_each = [1]',
        '    content',
        '      c = -2',
        'variable v',
        '  type = "map(number)"',
        '  validation',
        '    condition = "${true}"',
      ],
    ],
    [
      'a bad template',
      { locals: { a: '${', b: 1 } },
      ['locals', '  a = "$${"', '  b = 1', 'a.tf.json:3 Missing expression'],
    ],
    ['blocks that are none', { locals: 'x' }, ['a.tf.json:2 Incorrect JSON value type']],
    [
      'a list',
      [{ locals: { a: 1 } }, { output: { b: { value: 2 } } }],
      ['locals', '  a = 1', 'output b', '  value = 2'],
    ],
  ])('%s', (_, value, wanted) => expect(read(value)).toEqual(wanted))

  it('keeps all digits', () => {
    const { body } = readHclJson('a.tf.json', '{"locals":{"a":123456789012345678901234567890.5e1}}', 'configuration')
    expect(outline(body)).toEqual(['locals', '  a = 123456789012345678901234567890.5e1'])
  })

  it('says where things stand, also inside templates', () => {
    const { body } = readHclJson('a.tf.json', '{\n "locals": {\n  "a": "x-${b}"\n }\n}', 'configuration')
    const { expression } = body.blocks[0]?.body.attributes.get('a') ?? {}
    expect(expression?.at.start).toMatchObject({ line: 3, column: 9 })
    expect(body.blocks[0]?.header.start).toMatchObject({ line: 2, column: 2 })
  })

  it.each([
    ['{', 'Invalid JSON'],
    ['{"a": 1,}', 'Invalid JSON'],
    ['{"a": 1} x', 'Invalid JSON'],
    ['1', 'Root value must be object'],
    ['', 'Invalid JSON'],
    ['{"a":1,"a":2}', 'Duplicate argument'],
    ['{"locals":{"x":{"a":1,"a":2}}}', 'Duplicate object attribute'],
    ['['.repeat(20_000), 'Nested too deeply'],
    [`[${'1,'.repeat(400_000)}1]`, 'File too large'],
    [`{"locals":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`, 'Nested too deeply'],
  ])('refuses %.40s', (text, summary) => {
    expect(readHclJson('a.tf.json', text, 'configuration').diagnostics[0]?.summary).toBe(summary)
  })
})

it('takes the strings of variable files as they are', () => {
  expect(read({ a: '${b}', c: [1.5, '%{d}'], '//': 'e' }, 'values')).toEqual([
    'a = "$${b}"',
    'c = [1.5, "%%{d}"]',
    '// = "e"',
  ])
})

describe('the referee', () => {
  it('gives a tree of what it accepts, placed at the file', async () => {
    const { body, diagnostics } = await askReferee(
      'a.tf',
      'resource "a" "b" {\n  c = "${d}-x"\n  lifecycle {\n    e = [f.g]\n  }\n}\nlocals {\n  x = 1\n}\n',
    )
    expect(diagnostics).toEqual([])
    expect(outline(body)).toEqual([
      'locals',
      '  x = 1',
      'resource a b',
      '  c = "${d}-x"',
      '  lifecycle',
      '    e = ["${f.g}"]',
    ])
    expect(body.blocks[0]?.at).toEqual(startOf('a.tf'))
  })

  it('reports what it rejects in its own words', async () => {
    const { diagnostics } = await askReferee('a.tf', 'a = 1\nb = [1 2]\n')
    expect(diagnostics).toMatchObject([
      {
        summary: 'Missing item separator',
        detail: 'Expected a comma to mark the beginning of the next item.',
        at: { start: { line: 2, column: 8 } },
      },
    ])
  })
})
