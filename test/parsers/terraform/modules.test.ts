import { expect, test } from 'vitest'
import { evaluateFiles, outputsOf, resourceAt, troubleOf, valuesAt } from './evaluate-files.ts'

test('a module that is not among the sources is one warning, and its outputs are outside', async () => {
  const source = await evaluateFiles(`module "alb" {
  source  = "acme/alb/aws"
  version = "9.0.0"
  name    = "edge"
}
module "net" {
  source = "git::https://example.com/net.git?ref=v1"
  count  = 2
}
module "above" {
  source = "../../elsewhere"
}
output "all" {
  value = [module.alb.dns_name, module.net[0].id, module.above.x, "https://\${module.alb.dns_name}/"]
}
`)
  expect(troubleOf(source)).toEqual([
    'main.tf:2 Module is not among the sources',
    'main.tf:7 Module is not among the sources',
    'main.tf:11 Module is not among the sources',
  ])
  expect(source.diagnostics.every(({ severity }) => severity === 'warning')).toBe(true)
  expect(outputsOf(source).all).toEqual([
    { $ref: 'module.alb.dns_name' },
    { $ref: 'module.net[0].id' },
    { $ref: 'module.above.x' },
    { $template: ['https://', { $ref: 'module.alb.dns_name' }, '/'] },
  ])
  expect(source.resources.map(({ address, type }) => [address.name, type])).toEqual([
    ['module.alb', 'module'],
    ['module.net[0]', 'module'],
    ['module.net[1]', 'module'],
    ['module.above', 'module'],
  ])
  expect(valuesAt(source, 'module.alb')).toEqual({ name: 'edge' })
})

test('what terraform init has downloaded is followed, also inside of it', async () => {
  const source = await evaluateFiles(
    {
      'env/main.tf': 'module "alb" {\n  source = "acme/alb/aws"\n}\noutput "o" { value = module.alb.o }\n',
      'env/.terraform/modules/modules.json': JSON.stringify({
        Modules: [
          { Key: '', Source: '', Dir: '.' },
          { Key: 'alb', Source: 'registry.terraform.io/acme/alb/aws', Dir: '.terraform/modules/alb' },
          { Key: 'alb.inner', Source: 'git::x', Dir: '.terraform/modules/alb.inner/sub' },
        ],
      }),
      'env/.terraform/modules/alb/main.tf':
        'module "inner" {\n  source = "git::x"\n}\nmodule "local" {\n  source = "./local"\n}\noutput "o" { value = [module.inner.p, module.local.p] }\n',
      'env/.terraform/modules/alb/local/main.tf': 'output "p" { value = path.module }\n',
      'env/.terraform/modules/alb.inner/sub/main.tf': 'output "p" { value = path.module }\n',
    },
    { dir: 'env' },
  )
  expect(troubleOf(source)).toEqual([])
  expect(outputsOf(source).o).toEqual(['.terraform/modules/alb.inner/sub', '.terraform/modules/alb/local'])
})

test.each([
  ['a missing directory', 'source = "./nope"', 'main.tf:2 Unreadable module directory'],
  ['no source', 'x = 1', 'main.tf:1 Missing required argument'],
  ['a source that is computed', 'source = local.m', 'main.tf:2 Variables not allowed'],
  ['a bare word', 'source = "m"', 'main.tf:2 Invalid module source address'],
  ['a module that calls its caller', 'source = "./loop"', 'loop/main.tf:2 Module cycle'],
  ['an argument that is not declared', 'source = "./m"\n  y = 1\n  x = 1', 'main.tf:3 Unsupported argument'],
  ['an argument that is missing', 'source = "./m"', 'main.tf:1 Missing required argument'],
  ['a nested block', 'source = "./m"\n  x = 1\n  b {}', 'main.tf:4 Unsupported block type'],
  [
    'a version of a directory',
    'source = "./m"\n  version = "1"\n  x = 1',
    'main.tf:3 Invalid registry module source address',
  ],
  ['an argument of the wrong type', 'source = "./m"\n  x = []', 'main.tf:3 Invalid value for input variable'],
])('%s is a diagnostic at its line, and the rest is evaluated', async (_, call, trouble) => {
  const source = await evaluateFiles({
    'main.tf': `module "m" {\n  ${call}\n}\nresource "aws_lb" "after" {\n  name = "n"\n}\n`,
    'm/main.tf': 'variable "x" {\n  type = number\n}\n',
    'loop/main.tf': 'module "again" {\n  source = "./../loop"\n}\n',
  })
  expect(troubleOf(source)).toContain(trouble)
  expect(resourceAt(source, 'aws_lb.after').exists).toBe('yes')
})

test('two modules may use each other’s outputs, as long as no value needs itself', async () => {
  const module = 'variable "x" {}\nvariable "z" {}\noutput "y" { value = var.x }\noutput "w" { value = "w" }\n'
  const source = await evaluateFiles({
    'main.tf': `module "a" {
  source = "./m"
  x      = module.b.y
  z      = 1
}
module "b" {
  source = "./m"
  x      = "q"
  z      = module.a.w
}
output "o" { value = [module.a.y, module.b.w] }
`,
    'm/main.tf': module,
  })
  expect(troubleOf(source)).toEqual([])
  expect(outputsOf(source)).toEqual({ o: ['q', 'w'] })
})

test('values that need themselves are named, once, and everything else is evaluated', async () => {
  const source = await evaluateFiles({
    'main.tf': `module "a" {
  source = "./m"
  x      = module.b.x
}
module "b" {
  source = "./m"
  x      = module.a.x
}
locals {
  one = local.two
  two = [local.one]
}
resource "aws_lb" "self" {
  name = aws_lb.self.arn
}
output "ok" { value = "ok" }
output "not" { value = local.one }
`,
    'm/main.tf': 'variable "x" {}\noutput "x" { value = var.x }\n',
  })
  const cycles = source.diagnostics.filter(({ summary }) => summary === 'Cycle')
  expect(cycles.map(({ detail }) => /evaluated: (.*)\. Break/.exec(detail)?.[1])).toEqual([
    'module.a.var.x, module.b.output.x, module.b.var.x, module.a.output.x',
    'local.one, local.two',
    'aws_lb.self',
  ])
  expect(outputsOf(source)).toEqual({ ok: 'ok', not: { $unknown: 'local.one' } })
})

test('addresses carry the whole path, and keys of every kind', async () => {
  const source = await evaluateFiles({
    'main.tf': 'module "r" {\n  for_each = toset(["eu", "u.s"])\n  source   = "./r"\n}\n',
    'r/main.tf': 'module "z" {\n  count  = 2\n  source = "../z"\n}\n',
    'z/main.tf': 'resource "aws_lb" "l" {\n  for_each = { a = 1 }\n}\n',
  })
  expect(source.resources.map(({ address }) => address.name)).toEqual([
    'module.r["eu"].module.z[0].aws_lb.l["a"]',
    'module.r["eu"].module.z[1].aws_lb.l["a"]',
    'module.r["u.s"].module.z[0].aws_lb.l["a"]',
    'module.r["u.s"].module.z[1].aws_lb.l["a"]',
  ])
})
