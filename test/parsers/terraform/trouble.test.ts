import { describe, expect, test } from 'vitest'
import { evaluateFiles, troubleOf } from './evaluate-files.ts'

const ephemeral = 'variable "e" {\n  ephemeral = true\n  default = "x"\n}\n'

/** What Terraform refuses, each with the line and summary. */
describe('refused', () => {
  test.each([
    ['output "a" { value = try(var.nope, 1) }', '1 Reference to undeclared input variable'],
    ['output "a" { value = can(local.nope) }', '1 Reference to undeclared local value'],
    ['output "a" { value = module.nope.x }', '1 Reference to undeclared module'],
    ['output "a" { value = aws_lb.nope.arn }', '1 Reference to undeclared resource'],
    ['output "a" { value = data.aws_lb.nope.arn }', '1 Reference to undeclared resource'],
    ['output "a" { value = nope }', '1 Invalid reference'],
    ['output "a" { value = path.nope }', '1 Invalid "path" attribute'],
    ['output "a" { value = terraform.nope }', '1 Invalid "terraform" attribute'],
    ['resource "aws_lb" "a" {\n  name = each.key\n}', '2 Reference to "each" in context without for_each'],
    ['resource "aws_lb" "a" {\n  count = 0\n  name = local.nope\n}', '3 Reference to undeclared local value'],
    [
      'resource "aws_lb" "a" {\n  for_each = {}\n  name = count.index\n}',
      '3 Reference to "count" in non-counted context',
    ],
    ['resource "aws_lb" "a" {\n  for_each = { a = 1 }\n  name = each.nope\n}', '3 Invalid "each" attribute'],
    ['resource "aws_lb" "a" {\n  name = self.arn\n}', '2 Invalid "self" reference'],
    ['resource "aws_lb" "a" {\n  count = aws_lb.a.x\n}', '2 Self-referential block'],
    ['resource "aws_lb" "a" {\n  count = 1\n  for_each = {}\n}', '3 Invalid combination of "count" and "for_each"'],
    ['resource "aws_lb" "a" {\n  count = null\n}', '2 Invalid count argument'],
    ['resource "aws_lb" "a" {\n  count = -1\n}', '2 Invalid count argument'],
    ['resource "aws_lb" "a" {\n  count = 1.5\n}', '2 Invalid count argument'],
    ['resource "aws_lb" "a" {\n  for_each = ["a"]\n}', '2 Invalid for_each argument'],
    ['resource "aws_lb" "a" {\n  for_each = null\n}', '2 Invalid for_each argument'],
    ['resource "aws_lb" "a" {\n  for_each = toset([1])\n}', '2 Invalid for_each argument'],
    ['resource "aws_lb" "a" {\n  for_each = toset(["a", null])\n}', '2 Invalid for_each argument'],
    ['resource "aws_lb" "a" {\n  for_each = toset([sensitive("a")])\n}', '2 Invalid for_each argument'],
    ['resource "aws_lb" "a" {\n  depends_on = [aws_lb.nope]\n}', '2 Reference to undeclared resource'],
    [
      'resource "aws_lb" "a" {\n  dynamic "lifecycle" {\n    for_each = []\n    content {}\n  }\n}',
      '2 Unsupported block type',
    ],
    [
      'resource "aws_lb" "a" {\n  dynamic "b" {\n    for_each = null\n    content {}\n  }\n}',
      '3 Invalid dynamic for_each value',
    ],
    [
      'resource "aws_lb" "a" {\n  dynamic "b" {\n    for_each = 1\n    content {}\n  }\n}',
      '3 Invalid dynamic for_each value',
    ],
    ['resource "aws_lb" "a" {\n  dynamic "b" {\n    content {}\n  }\n}', '2 Missing required argument'],
    ['resource "aws_lb" "a" {\n  dynamic "b" {\n    for_each = []\n  }\n}', '2 Insufficient content blocks'],
    [
      'resource "aws_lb" "a" {\n  provisioner "x" {\n    when = destroy\n    c = local.nope\n  }\n}',
      '4 Reference to undeclared local value',
    ],
    [
      'variable "v" {\n  default = true\n}\nresource "aws_lb" "a" {\n  lifecycle {\n    prevent_destroy = var.v\n  }\n}',
      '6 Variables not allowed',
    ],
    ['resource "terraform_data" "a" {\n  nope = 1\n}', '2 Unsupported argument'],
    ['resource "terraform_data" "a" {\n  nope {}\n}', '2 Unsupported block type'],
    ['resource "terraform_data" "a" {\n  lifecycle {\n    ignore_changes = [nope]\n  }\n}', '3 Unsupported attribute'],
    ['resource "terraform_data" "a" {}\noutput "o" { value = terraform_data.a.nope }', '2 Unsupported attribute'],
    ['output "a" {}', '1 Missing required argument'],
    [`${ephemeral}output "o" { value = "x\${var.e}" }`, '5 Ephemeral value not allowed'],
    [`${ephemeral}output "o" { value = { a = [var.e] } }`, '5 Ephemeral value not allowed'],
    ['ephemeral "x" "y" {}\noutput "o" { value = ephemeral.x.y.z }', '2 Ephemeral value not allowed'],
    ['output "o" {\n  value = 1\n  ephemeral = true\n}', '1 Ephemeral output not allowed'],
    [`${ephemeral}resource "aws_lb" "l" { name = var.e }`, '5 Invalid use of ephemeral value'],
    [`${ephemeral}resource "aws_lb" "l" {\n  b {\n    c = var.e\n  }\n}`, '7 Invalid use of ephemeral value'],
    [`${ephemeral}resource "aws_lb" "l" { count = length(var.e) }`, '5 Invalid count argument'],
    [
      'variable "k" { default = "x" }\nterraform {\n  backend "s3" {\n    key = var.k\n  }\n}',
      '4 Variables not allowed',
    ],
    [
      'terraform {\n  cloud {\n    workspaces {\n      name = terraform.workspace\n    }\n  }\n}',
      '4 Variables not allowed',
    ],
    ['output "a" {\n  value = 1\n  nope = 1\n}', '3 Unsupported argument'],
    ['output "a" { value = { b = sensitive(1) } }', '1 Output refers to sensitive values'],
    ['locals { a = tonumber("x") }', '1 Invalid function argument'],
  ])('%s', async (text, trouble) => {
    const source = await evaluateFiles(text)
    expect(troubleOf(source)).toEqual([`main.tf:${trouble}`])
    expect(source.diagnostics[0]?.severity).toBe('error')
  })
})

test.each([
  ['precondition', 'Resource precondition failed', 'var.v == 2'],
  ['postcondition', 'Resource postcondition failed', 'self.name == "x"'],
  ['postcondition', undefined, 'self.arn == "x"'],
  ['precondition', undefined, 'var.v == 1'],
])('a %s: %s', async (kind, summary, condition) => {
  const source = await evaluateFiles(`variable "v" { default = 1 }
resource "aws_lb" "a" {
  name = "n"
  lifecycle {
    ${kind} {
      condition     = ${condition}
      error_message = "because \${var.v}"
    }
  }
}`)
  expect(source.diagnostics.map(diagnostic => [diagnostic.summary, diagnostic.detail])).toEqual(
    summary === undefined ? [] : [[summary, 'because 1']],
  )
})

test('checks only warn; moved, removed and import blocks say nothing about what exists', async () => {
  const source = await evaluateFiles(`variable "v" { default = 1 }
moved {
  from = aws_lb.old
  to   = aws_lb.new
}
removed {
  from = aws_lb.gone
  lifecycle {
    destroy = false
  }
}
import {
  to = aws_lb.new
  id = "x"
}
resource "aws_lb" "new" {}
check "health" {
  data "http" "probe" {
    url = "https://example.com"
  }
  assert {
    condition     = data.http.probe.status_code == 200
    error_message = "down"
  }
  assert {
    condition     = var.v == 2
    error_message = "soft"
  }
}
`)
  expect(troubleOf(source)).toEqual(['main.tf:26 Check block assertion failed'])
  expect(source.diagnostics[0]?.severity).toBe('warning')
  expect(source.resources.map(({ address }) => address.name)).toEqual(['aws_lb.new', 'data.http.probe'])
})

test('one failing resource leaves all others as they are', async () => {
  const source = await evaluateFiles(`resource "aws_lb" "bad" {
  name     = upper([])
  internal = true
}
resource "aws_lb" "good" {
  name = "x-\${aws_lb.bad.internal}"
}`)
  expect(troubleOf(source)).toEqual(['main.tf:2 Invalid function argument'])
  expect(source.resources.map(({ values }) => values.entries.get('name'))).toMatchObject([
    { kind: 'unknown', why: { kind: 'invalid' } },
    { kind: 'known', value: 'x-true' },
  ])
})
