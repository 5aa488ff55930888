import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Files } from './evaluate-files.ts'
import { evaluateFiles, troubleOf } from './evaluate-files.ts'

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

/** Each of these would take forever, or all memory, if nothing bounded it. */
const hostile: readonly { readonly name: string; readonly files: Files; readonly trouble: string }[] = [
  {
    name: 'a list that doubles sixty times',
    files: { 'main.tf': `locals {\n  l0 = ["a"]\n${lines(60, i => `  l${i + 1} = [local.l${i}, local.l${i}]`)}\n}\n` },
    trouble: 'Value too large',
  },
  {
    name: 'a text that doubles sixty times',
    files: {
      'main.tf': `locals {\n  l0 = "aaaaaaaaaa"\n${lines(60, i => `  l${i + 1} = "\${local.l${i}}\${local.l${i}}"`)}\n}\n`,
    },
    trouble: 'Value too large',
  },
  {
    name: 'a list that nests two thousand levels deep',
    files: { 'main.tf': `locals {\n  l0 = []\n${lines(2000, i => `  l${i + 1} = [local.l${i}]`)}\n}\n` },
    trouble: 'Value too large',
  },
  {
    name: 'a billion instances',
    files: { 'main.tf': 'resource "aws_lb" "l" {\n  count = 1000000000\n}\n' },
    trouble: 'Invalid count argument',
  },
  {
    name: 'a module that calls two, which call two each, …',
    files: Object.fromEntries([
      ...Array.from({ length: 40 }, (_, i) => [
        i === 0 ? 'main.tf' : `m${i}/main.tf`,
        lines(2, call => `module "c${call}" {\n  source = "${i === 0 ? './' : '../'}m${i + 1}"\n}`),
      ]),
      ['m40/main.tf', ''],
    ]) as Files,
    trouble: 'Too many modules',
  },
  {
    name: 'modules by the million',
    files: {
      'main.tf': 'module "a" {\n  source = "./a"\n  count  = 100\n}\n',
      'a/main.tf': 'module "b" {\n  source = "../b"\n  count  = 100\n}\n',
      'b/main.tf': 'module "c" {\n  source = "../c"\n  count  = 100\n}\n',
      'c/main.tf': '',
    },
    trouble: 'Too many module instances',
  },
  {
    name: 'a file of seventeen megabytes',
    files: { 'main.tf': `output "o" { value = 1 }\n# ${'x'.repeat(17_000_000)}\n` },
    trouble: 'File too large',
  },
  {
    name: 'ten thousand blocks in one another',
    files: { 'main.tf': `${'a {\n'.repeat(10_000)}${'}\n'.repeat(10_000)}` },
    trouble: 'Nested too deeply',
  },
  {
    name: 'an expression of fifty thousand operations',
    files: { 'main.tf': `output "o" {\n  value = ${Array(50_000).fill('1').join(' + ')}\n}\n` },
    trouble: 'Expression too long',
  },
  {
    name: 'five thousand locals in one circle',
    files: { 'main.tf': `locals {\n${lines(5000, i => `  l${i} = local.l${(i + 1) % 5000}`)}\n}\n` },
    trouble: 'Cycle',
  },
]

test.each(hostile)('$name ends with a diagnostic', async ({ files, trouble }) => {
  const source = await evaluateFiles(files)
  expect(troubleOf(source).join('\n')).toContain(trouble)
  expect(source.diagnostics.length).toBeLessThan(100)
})

test('a chain of ten thousand locals is no trouble, in either order', async () => {
  const forwards = lines(10_000, i => `  l${i + 1} = local.l${i}`)
  const backwards = forwards.split('\n').reverse().join('\n')
  for (const chain of [forwards, backwards]) {
    const source = await evaluateFiles(`locals {\n  l0 = "end"\n${chain}\n}\noutput "o" { value = local.l10000 }\n`)
    expect(troubleOf(source)).toEqual([])
    expect(source.outputs.get('o')?.value).toMatchObject({ kind: 'known', value: 'end' })
  }
})

const realistic = `variable "env" {
  type    = object({ name = string, hosts = optional(list(string), ["a"]) })
  default = { name = "x" }
  validation {
    condition     = length(var.env.hosts) > 0
    error_message = "none"
  }
}
locals {
  fqdns = { for h in var.env.hosts : h => "\${h}.\${var.env.name}" if h != "" }
}
module "m" {
  for_each = local.fqdns
  source   = "./m"
  name     = each.value
}
resource "aws_lb_listener_rule" "r" {
  count = length(module.m)
  dynamic "condition" {
    for_each = values(module.m)[*].name
    content {
      host_header {
        values = [condition.value, aws_lb.l.dns_name]
      }
    }
  }
  lifecycle {
    ignore_changes = [priority]
  }
}
resource "aws_lb" "l" {}
data "aws_region" "r" {}
output "o" { value = module.m["a"].name }
`

test('whatever is cut out of a configuration, evaluation gives an answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(realistic.length),
      fc.nat(40),
      fc.constantFrom('', '}', '"', '[0]', '.*', '${', 'null', 'each.key', '\n', '"${var.env}"'),
      async (from, length, inserted) => {
        const text = realistic.slice(0, from) + inserted + realistic.slice(from + length)
        const source = await evaluateFiles({
          'main.tf': text,
          'm/main.tf': 'variable "name" {}\noutput "name" { value = var.name }\n',
        })
        for (const { at, detail } of source.diagnostics) {
          expect(at.file).toMatch(/^(main|m\/main)\.tf$/)
          expect(detail).not.toBe('')
        }
      },
    ),
    { numRuns: 60 },
  )
})
