import { describe, expect, it } from 'vitest'
import { formatLocation } from '../../../../src/model/source-location.ts'
import { printExpression } from '../../../../src/parsers/hcl/print.ts'
import type { HclFile } from '../../../../src/parsers/hcl/read-hcl.ts'
import { readHcl, readHclExpression, readHclTemplate } from '../../../../src/parsers/hcl/read-hcl.ts'

const outline = ({ body }: HclFile): readonly string[] => [
  ...[...body.attributes.values()].map(({ name, expression }) => `${name} = ${printExpression(expression)}`),
  ...body.blocks.map(block => [block.type, ...block.labels].join(' ')),
]
const problems = ({ diagnostics }: HclFile) => diagnostics.map(({ summary, at }) => `${formatLocation(at)} ${summary}`)

describe('files', () => {
  it('has blocks with labels, nested blocks and arguments, each with its place', () => {
    const { body, diagnostics } = readHcl(
      'a/main.tf',
      'resource "aws_lb" main {\n  name = "x"\n  access_logs { bucket = b }\n  tags = {\n    a = 1\n  }\n}\n',
    )
    expect(diagnostics).toEqual([])
    const [block] = body.blocks
    expect(block?.labels).toEqual(['aws_lb', 'main'])
    expect([...(block?.body.attributes.keys() ?? [])]).toEqual(['name', 'tags'])
    expect(block?.body.blocks.map(nested => nested.type)).toEqual(['access_logs'])
    expect(block?.at.start).toEqual({ line: 1, column: 1, offset: 0 })
    expect(block?.at.end.line).toBe(7)
    expect(block?.header.end).toEqual({ line: 1, column: 23, offset: 22 })
    expect(block?.body.attributes.get('tags')?.at).toMatchObject({ start: { line: 4, column: 3 }, end: { line: 6 } })
    expect(block?.body.attributes.get('name')?.expression.at.start.column).toBe(10)
  })

  it('reads past a byte order mark and counts columns without it', () => {
    const { body } = readHcl('main.tf', '\ufeffa = 1\r\nb = <<EOT\r\nx\r\nEOT\r\n')
    expect(body.attributes.get('a')?.at.start).toMatchObject({ line: 1, column: 1 })
    expect(outline({ body, diagnostics: [], comments: [] })).toEqual(['a = 1', 'b = "x\\r\\n"'])
  })

  it('keeps comments with their lines', () => {
    const { comments } = readHcl('main.tf', '# one\na = 1 # two\n/* three\n */ b = [ // four\n  1\n]\n')
    expect(comments.map(({ text, at }) => [at.start.line, text])).toEqual([
      [1, '# one'],
      [2, '# two'],
      [3, '/* three\n */'],
      [4, '// four'],
    ])
  })

  it('normalises names as Terraform does', () => {
    expect(outline(readHcl('main.tf', 'e\u0301 = 1\n'))).toEqual(['é = 1'])
  })
})

describe('a broken part costs only itself', () => {
  const cases: readonly { name: string; text: string; outline: readonly string[]; problems: readonly string[] }[] = [
    {
      name: 'an argument without value',
      text: 'a "x" {\n  b =\n}\n\nc "y" {\n  d = 1\n}\n',
      outline: ['c y'],
      problems: ['f.tf:2 Invalid expression'],
    },
    {
      name: 'a block that is never closed',
      text: 'a "x" {\n  b = {\n    c = 1\n\na "y" {\n  d = 1\n}\n',
      outline: ['a y'],
      problems: ['f.tf:5 Missing key/value separator'],
    },
    {
      name: 'a heredoc with something that looks like a block',
      text: 'a "x" {\n  b = <<EOT\nserver {\nEOT\n  c = ]\n}\na "z" {\n}\n',
      outline: ['a z'],
      problems: ['f.tf:5 Invalid expression'],
    },
    {
      name: 'an unterminated heredoc',
      text: 'a "x" {\n  b = <<EOT\n}\na "z" {\n}\n',
      outline: ['a z'],
      problems: ['f.tf:2 Unterminated template string'],
    },
    {
      name: 'two of three arguments',
      text: 'a = [\nb = 2\nc = "\nd = 4\n',
      outline: ['b = 2', 'd = 4'],
      problems: ['f.tf:2 Missing item separator', 'f.tf:3 Invalid multi-line string'],
    },
    {
      name: 'an argument that is set twice',
      text: 'a = 1\na = 2\n',
      outline: ['a = 1'],
      problems: ['f.tf:2 Attribute redefined'],
    },
    { name: 'quoted names', text: '"a" = 1\nb = 2\n', outline: ['b = 2'], problems: ['f.tf:1 Invalid argument name'] },
    {
      name: 'a template in a label',
      text: 'a "${b}" {\n}\nc {\n}\n',
      outline: ['c'],
      problems: ['f.tf:1 Invalid string literal'],
    },
    {
      name: 'a brace on the next line',
      text: 'a "x"\n{\n}\nc {\n}\n',
      outline: ['c'],
      problems: ['f.tf:1 Invalid block definition'],
    },
    {
      name: 'two arguments on the line of their block',
      text: 'a { b = 1, c = 2 }\nc {\n}\n',
      outline: ['c'],
      problems: ['f.tf:1 Invalid single-argument block definition'],
    },
  ]
  it.each(cases)('$name', ({ text, outline: wanted, problems: expected }) => {
    const file = readHcl('f.tf', text)
    expect(outline(file)).toEqual(wanted)
    expect(problems(file)).toEqual(expected)
  })
})

describe('hostile input ends with a diagnostic', () => {
  const many = 10_000
  it.each([
    ['brackets', `a = ${'['.repeat(many)}${']'.repeat(many)}\n`],
    ['open brackets', `a = ${'['.repeat(many)}`],
    ['parentheses', `a = ${'('.repeat(many)}`],
    ['objects', `a = ${'{a='.repeat(many)}`],
    ['signs', `a = ${'-'.repeat(many)}1\n`],
    ['conditionals', `a = ${'b ? '.repeat(many)}\n`],
    ['interpolations', `a = ${'"${'.repeat(many)}`],
    ['directives', `a = "${'%{ if a }'.repeat(many)}"\n`],
    ['splats', `a = b${'[*]'.repeat(many)}\n`],
    ['attributes', `a = b${'.c'.repeat(many)}\n`],
    ['indexes', `a = b${'[0]'.repeat(many)}\n`],
    ['operators', `a = 1${' + 1'.repeat(many)}\n`],
    ['blocks', 'a {\n'.repeat(many)],
    ['heredocs', 'a = <<X\n'.repeat(many)],
    ['quotes', 'a = "\n'.repeat(many)],
  ])('%s', (_, text) => {
    const { diagnostics } = readHcl('main.tf', text)
    expect(diagnostics.length).toBeGreaterThan(0)
    expect(diagnostics.length).toBeLessThan(100)
  })

  it('a file with too many expressions', () => {
    const { body, diagnostics } = readHcl('main.tf', `b = 1\na = [${'[],'.repeat(3_100_000)}]\nc = 1\n`)
    expect(diagnostics.map(({ summary }) => summary)).toEqual(['File too large'])
    expect([...body.attributes.keys()]).toEqual(['b'])
  })

  it('reads what is long but flat', () => {
    const { body, diagnostics } = readHcl('main.tf', `a = [${'{ b = "c" },'.repeat(many)}]\n`)
    expect(diagnostics).toEqual([])
    expect(body.attributes.get('a')?.expression).toMatchObject({ kind: 'tuple', items: { length: many } })
  })
})

it('reads a template file as a template without quotes', () => {
  const { expression } = readHclTemplate('x.tftpl', 'a "q" \\n\n  %{ for x in xs ~}\n\n  ${x}%{ endfor }')
  expect(expression === undefined ? '' : printExpression(expression)).toBe(
    '"a \\"q\\" \\\\n\\n  %{ for x in xs }${x}%{ endfor }"',
  )
})

it('refuses more than one expression', () => {
  expect(readHclExpression('main.tf', '1\n\n').expression?.kind).toBe('number')
  expect(readHclExpression('main.tf', '1\n2').diagnostics[0]?.at.start.line).toBe(2)
})
