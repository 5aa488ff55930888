import { expect, test } from 'vitest'
import { startOf } from '../../../src/model/source-location.ts'
import type { Files } from './evaluate-files.ts'
import { evaluateFiles, outputsOf, troubleOf } from './evaluate-files.ts'

interface Row {
  readonly name: string
  /** Declarations; `var.a` is the output. */
  readonly declare: string
  readonly files?: Files
  readonly vars?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  readonly varFiles?: readonly string[]
  readonly is?: unknown
  readonly trouble?: readonly string[]
}

const environmentOf = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([name, text]) => [name, { text, at: startOf('.env') }]))

const precedence = {
  'terraform.tfvars': 'a = "usual"\n',
  'terraform.tfvars.json': '{"a": "usual json"}',
  '9.auto.tfvars': 'a = "nine"\n',
  '10.auto.tfvars.json': '{"a": "ten"}',
  'one.tfvars': 'a = "one"\n',
  'two.tfvars.json': '{"a": "two"}',
}

const rows: readonly Row[] = [
  { name: 'default', declare: 'variable "a" { default = "d" }', is: 'd' },
  {
    name: 'the environment beats the default',
    declare: 'variable "a" { default = "d" }',
    environment: { TF_VAR_a: 'env', TF_VAR_other: 'x', a: 'y' },
    is: 'env',
  },
  {
    name: 'the last automatic file beats the environment',
    declare: 'variable "a" {}',
    files: precedence,
    environment: { TF_VAR_a: 'env' },
    is: 'nine',
  },
  {
    name: 'variable files beat automatic ones, the last first',
    declare: 'variable "a" {}',
    files: precedence,
    varFiles: ['one.tfvars', 'two.tfvars.json'],
    is: 'two',
  },
  {
    name: 'arguments beat everything',
    declare: 'variable "a" {}',
    files: precedence,
    varFiles: ['one.tfvars'],
    vars: { a: 'argument' },
    is: 'argument',
  },
  {
    name: 'whole values are replaced',
    declare: 'variable "a" { default = { x = 1, y = 2 } }',
    files: { 'terraform.tfvars': 'a = { x = 3 }\n' },
    is: { x: 3 },
  },
  { name: 'text stays text without a type', declare: 'variable "a" {}', vars: { a: '[1]' }, is: '[1]' },
  { name: 'text of a number', declare: 'variable "a" {\n  type = number\n}', vars: { a: '07' }, is: 7 },
  {
    name: 'text of any type is an expression',
    declare: 'variable "a" {\n  type = any\n}',
    vars: { a: '{x=[1]}' },
    is: { x: [1] },
  },
  {
    name: 'text of a list from the environment',
    declare: 'variable "a" {\n  type = list(string)\n}',
    environment: { TF_VAR_a: '["x", 1]' },
    is: ['x', '1'],
  },
  {
    name: 'text that is no expression',
    declare: 'variable "a" {\n  type = list(string)\n}',
    vars: { a: '[' },
    is: { $unknown: 'var.a' },
    trouble: ['command line:1 Missing expression'],
  },
  {
    name: 'text that refers to something',
    declare: 'variable "a" {\n  type = list(string)\n}',
    vars: { a: '[b]' },
    is: { $unknown: 'Variables not allowed' },
    trouble: ['command line:1 Variables not allowed'],
  },
  {
    name: 'an argument for nothing',
    declare: 'variable "a" { default = 1 }',
    vars: { b: '1' },
    is: 1,
    trouble: ['command line:1 Value for undeclared variable'],
  },
  {
    name: 'an entry for nothing is only a warning',
    declare: 'variable "a" { default = 1 }',
    files: { 'terraform.tfvars': 'a = 2\nb = 3\n' },
    is: 2,
    trouble: ['terraform.tfvars:2 Value for undeclared variable'],
  },
  {
    name: 'a variable file that does not exist',
    declare: 'variable "a" { default = 1 }',
    varFiles: ['no.tfvars'],
    is: 1,
    trouble: ['no.tfvars:1 Failed to read variables file'],
  },
  {
    name: 'a variable file with blocks, functions and errors',
    declare: 'variable "a" { default = 1 }',
    files: { 'terraform.tfvars': 'b {}\na = upper("x")\n' },
    is: { $unknown: 'Call to unknown function' },
    trouble: ['terraform.tfvars:1 Unexpected block', 'terraform.tfvars:2 Function calls not allowed'],
  },
  {
    name: 'expressions in variable files',
    declare: 'variable "a" {}',
    files: { 'terraform.tfvars': 'a = [for x in ["p"] : "${x}${true ? 1 : 2}"]\n' },
    is: ['p1'],
  },
  {
    name: 'strings of JSON variable files are no templates',
    declare: 'variable "a" {}',
    files: { 'terraform.tfvars.json': '{"a": "${x} %{y}"}' },
    is: '${x} %{y}',
  },
  {
    name: 'required',
    declare: 'variable "a" {\n  type = map(string)\n}',
    is: { $unknown: 'var.a' },
    trouble: ['main.tf:1 No value for required variable'],
  },
  {
    name: 'optional attributes with defaults, at every depth',
    declare: `variable "a" {
  type = map(object({
    port = optional(number, 80)
    tls  = optional(object({ on = optional(bool, true) }), {})
    tags = optional(map(string))
  }))
}`,
    files: {
      'terraform.tfvars': 'a = {\n  x = { port = null, extra = 1 }\n  y = { port = "81", tls = { on = false } }\n}\n',
    },
    is: { x: { port: 80, tls: { on: true }, tags: null }, y: { port: 81, tls: { on: false }, tags: null } },
  },
  {
    name: 'null for one that is not nullable is its default',
    declare: 'variable "a" {\n  nullable = false\n  default  = "d"\n}',
    files: { 'terraform.tfvars': 'a = null\n' },
    is: 'd',
  },
  {
    name: 'null for one that is not nullable and has none',
    declare: 'variable "a" {\n  nullable = false\n}',
    files: { 'terraform.tfvars': 'a = null\n' },
    is: { $unknown: 'var.a' },
    trouble: ['terraform.tfvars:1 Required variable not set'],
  },
  {
    name: 'a value of another type',
    declare: 'variable "a" {\n  type = object({ n = number })\n}',
    files: { 'terraform.tfvars': 'a = { n = "x" }\n' },
    is: { $unknown: 'var.a' },
    trouble: ['terraform.tfvars:1 Invalid value for input variable'],
  },
  {
    name: 'a default of another type',
    declare: 'variable "a" {\n  type    = list(number)\n  default = ["x"]\n}',
    is: { $unknown: 'var.a' },
    trouble: ['main.tf:3 Invalid default value for variable'],
  },
  {
    name: 'a type that is none',
    declare: 'variable "a" {\n  type    = strin\n  default = 1\n}',
    is: 1,
    trouble: ['main.tf:2 Invalid type specification'],
  },
  {
    name: 'an argument that variables do not have',
    declare: 'variable "a" {\n  defualt = 1\n  default = 2\n}',
    is: 2,
    trouble: ['main.tf:2 Unsupported argument'],
  },
  {
    name: 'a validation that fails, with its message',
    declare: `variable "a" {
  default = "prod"
  validation {
    condition     = contains(["staging", "production"], var.a)
    error_message = "bad"
  }
}`,
    is: 'prod',
    trouble: ['main.tf:4 Invalid value for variable'],
  },
  {
    name: 'a validation that cannot tell is no trouble of its own',
    declare: `variable "a" {
  type = string
  validation {
    condition     = length(var.a) > 3
    error_message = "short"
  }
}`,
    is: { $unknown: 'var.a' },
    trouble: ['main.tf:1 No value for required variable'],
  },
]

test.each(rows)(
  '$name',
  async ({ declare, files = {}, vars = {}, environment = {}, varFiles = [], is, trouble = [] }) => {
    const source = await evaluateFiles(
      { 'main.tf': declare, 'out.tf': 'output "a" { value = var.a }\n', ...files },
      { vars: new Map(Object.entries(vars)), environmentVariables: environmentOf(environment), varFiles },
    )
    expect(troubleOf(source)).toEqual(trouble)
    expect(outputsOf(source)).toEqual({ a: is })
  },
)

test.each([
  { name: 'default', options: {}, is: 'default' },
  {
    name: 'from the environment',
    options: { environmentVariables: environmentOf({ TF_WORKSPACE: 'stg' }) },
    is: 'stg',
  },
  {
    name: 'as told',
    options: { workspace: 'prd', environmentVariables: environmentOf({ TF_WORKSPACE: 'stg' }) },
    is: 'prd',
  },
])('workspace: $name', async ({ options, is }) => {
  const files = {
    'main.tf': 'module "m" { source = "./m" }\noutput "w" { value = [terraform.workspace, module.m.w] }\n',
    'm/main.tf': 'output "w" { value = terraform.workspace }\n',
  }
  expect(outputsOf(await evaluateFiles(files, options))).toEqual({ w: [is, is] })
})
