import { expect, test } from 'vitest'
import type { Files } from './evaluate-files.ts'
import { evaluateFiles, outputsOf, troubleOf } from './evaluate-files.ts'

interface Row {
  readonly name: string
  readonly files: Files
  readonly outputs?: Readonly<Record<string, unknown>>
  readonly trouble?: readonly string[]
}

const rows: readonly Row[] = [
  {
    name: 'overrides: arguments one by one, blocks wholesale, in order of names',
    files: {
      'main.tf': `variable "v" {
  type    = string
  default = "base"
}
locals {
  a = "base"
}
resource "terraform_data" "r" {
  input            = "base"
  triggers_replace = "kept"
}
output "all" { value = [var.v, local.a, terraform_data.r.input, terraform_data.r.triggers_replace] }
`,
      'a_override.tf': 'variable "v" { default = 1 }\nlocals { a = "a" }\n',
      'override.tf.json': '{"locals": {"a": "last"}, "resource": {"terraform_data": {"r": {"input": "json"}}}}',
    },
    outputs: { all: ['1', 'last', 'json', 'kept'] },
  },
  {
    name: 'overriding what does not exist, or what cannot be overridden',
    files: {
      'main.tf': 'locals { a = 1 }\n',
      'override.tf':
        'locals { b = 1 }\nresource "aws_lb" "x" {}\nmoved {\n  from = aws_lb.a\n  to   = aws_lb.b\n}\nprovider "aws" {}\n',
    },
    trouble: [
      'override.tf:1 Missing base local value definition to override',
      'override.tf:2 Missing resource to override',
      'override.tf:3 Cannot override moved blocks',
    ],
  },
  {
    name: 'duplicates: the first one stays',
    files: {
      'a.tf': 'locals { x = 1 }\noutput "x" { value = local.x }\nresource "aws_lb" "l" {}\nprovider "aws" {}\n',
      'b.tf':
        'locals { x = 2 }\noutput "x" { value = 2 }\nresource "aws_lb" "l" {}\nprovider "aws" {}\nprovider "aws" {\n  alias = "b"\n}\n',
    },
    outputs: { x: 1 },
    trouble: [
      'b.tf:1 Duplicate local value definition',
      'b.tf:2 Duplicate output definition',
      'b.tf:3 Duplicate resource "aws_lb" configuration',
      'b.tf:4 Duplicate provider configuration',
    ],
  },
  {
    name: 'blocks that do not belong, or lack labels',
    files: {
      'main.tf':
        'thing "x" {}\nresource "aws_lb" {}\nlocals "l" {}\nvariable "count" {}\nvariable "1x" {}\nx = 1\nlocals {\n  b {}\n}\noutput "ok" { value = 1 }\n',
    },
    outputs: { ok: 1 },
    trouble: [
      'main.tf:1 Unsupported block type',
      'main.tf:2 Missing name for resource',
      'main.tf:3 Extraneous label for locals',
      'main.tf:4 Invalid variable name',
      'main.tf:5 Invalid variable name',
      'main.tf:6 Unsupported argument',
      'main.tf:8 Unsupported block type',
    ],
  },
  {
    name: 'a broken block costs that block, a broken file is told in the words of the parser',
    files: {
      'bad.tf': 'locals {\n  a = [1,\n}\noutput "after" { value = 1 }\n',
      'good.tf': 'output "other" { value = 2 }\n',
    },
    outputs: { after: 1, other: 2 },
    trouble: ['bad.tf:3 Invalid expression'],
  },
  {
    name: 'JSON: strings are templates, comments are none of the configuration, addresses are text',
    files: {
      'main.tf.json': JSON.stringify({
        '//': 'comment',
        variable: { a: { type: 'map(number)', default: { x: '1' } }, raw: { default: '${literal}' } },
        locals: [{ a: '${var.a.x + 1}' }, { b: ['x-${local.a}'] }],
        provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] },
        resource: {
          aws_lb: {
            l: { provider: 'aws.us', count: 2, name: 'n${count.index}', lifecycle: { ignore_changes: ['tags'] } },
          },
        },
        output: { all: { value: { '${local.b[0]}': '${aws_lb.l[1].name}', raw: '${var.raw}' } } },
      }),
    },
    outputs: { all: { 'x-2': 'n1', raw: '${literal}' } },
  },
  {
    name: 'JSON: a type is an expression by itself, no template',
    files: { 'main.tf.json': JSON.stringify({ variable: { a: { type: '${list(string)}', default: ['a'] } } }) },
    trouble: ['main.tf.json:1 Invalid type specification'],
  },
  {
    name: 'ephemeral values that go where they may',
    files: {
      'main.tf': `variable "e" {
  default   = "x"
  ephemeral = true
}
resource "aws_db_instance" "d" {
  password_wo = var.e
}
module "m" {
  source = "./m"
  e      = var.e
}
output "o" {
  value = ephemeralasnull({ a = var.e, b = "kept" })
}
`,
      'm/main.tf': 'variable "e" {\n  ephemeral = true\n}\noutput "e" {\n  value     = var.e\n  ephemeral = true\n}\n',
    },
    outputs: { o: { a: null, b: 'kept' } },
  },
  {
    name: 'an ephemeral value passed to a variable that takes none',
    files: {
      'main.tf':
        'variable "e" {\n  default   = "x"\n  ephemeral = true\n}\nmodule "m" {\n  source = "./m"\n  e = var.e\n}\n',
      'm/main.tf': 'variable "e" {}\n',
    },
    trouble: ['main.tf:7 Ephemeral value not allowed'],
  },
  { name: 'an empty directory', files: { 'sub/main.tf': '' }, trouble: [':1 No configuration files'] },
]

test.each(rows)('$name', async ({ files, outputs = {}, trouble = [] }) => {
  const source = await evaluateFiles(files)
  expect(troubleOf(source)).toEqual(trouble)
  expect(outputsOf(source)).toEqual(outputs)
})

test('JSON and native syntax give the same resource', async () => {
  const native = await evaluateFiles(
    'provider "aws" {\n  alias = "us"\n  region = "us-east-1"\n}\nresource "aws_lb" "l" {\n  provider = aws.us\n  lifecycle {\n    ignore_changes = [tags]\n  }\n}\n',
  )
  const json = await evaluateFiles({
    'main.tf.json': JSON.stringify({
      provider: { aws: { alias: 'us', region: 'us-east-1' } },
      resource: { aws_lb: { l: { provider: 'aws.us', lifecycle: { ignore_changes: ['tags'] } } } },
    }),
  })
  for (const { resources } of [native, json]) {
    expect(resources[0]).toMatchObject({ ignoredChanges: ['tags'], region: { kind: 'known', value: 'us-east-1' } })
  }
})

test('a file that is not UTF-8 is read as far as it goes', async () => {
  const text = 'output "a" { value = "é" }\n'
  const source = await evaluateFiles({ 'main.tf': text, 'fine.tf': '# \ufffd\n' })
  expect(troubleOf(source)).toEqual([])
})

test('a directory that does not exist is a diagnostic', async () => {
  const source = await evaluateFiles('', { dir: 'nowhere' })
  expect(troubleOf(source)).toEqual(['nowhere:1 No such directory'])
  expect(source.resources).toEqual([])
})
