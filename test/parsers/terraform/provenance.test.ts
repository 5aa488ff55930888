import { expect, test } from 'vitest'
import { startOf } from '../../../src/model/source-location.ts'
import { known } from '../../../src/model/value.ts'
import { evaluateFiles, originsOf, resourceAt, throughOf } from './evaluate-files.ts'

const files = {
  'env/main.tf': `variable "hosts" {
  type = map(object({ name = string, port = optional(number, 443) }))
}
variable "domain" {
  default = "default.example"
}
variable "listed" {
  type    = list(string)
  default = [
    "first",
    "second",
  ]
}
locals {
  api = "\${var.hosts.api.name}.\${var.domain}"
}
module "dns" {
  source = "../dns"
  name   = local.api
}
resource "aws_lb" "a" {
  name     = module.dns.upper
  internal = var.hosts["web"].port
  subnets  = var.listed
}
`,
  'env/terraform.tfvars': `hosts = {
  api = {
    name = "api"
  }
  web = { name = "www", port = "8443" }
}
`,
  'dns/main.tf': `variable "name" {}
resource "aws_route53_record" "r" {
  name = var.name
}
output "upper" {
  value = upper(var.name)
}
`,
}

test('a value knows the leaves of variable files and defaults that it flowed from, and its way', async () => {
  const source = await evaluateFiles(files, { dir: 'env' })
  expect(source.diagnostics).toEqual([])
  const name = resourceAt(source, 'module.dns.aws_route53_record.r').values.entries.get('name')
  expect(name).toMatchObject({ kind: 'known', value: 'api.default.example' })
  expect(name?.from.at).toMatchObject({ file: 'dns/main.tf', start: { line: 3, column: 10 } })
  expect(originsOf(name)).toEqual(['tfvars var.hosts env/terraform.tfvars:3', 'default var.domain env/main.tf:5'])
  expect(throughOf(name)).toEqual(['env/main.tf:19', 'env/main.tf:15'])

  const { values } = resourceAt(source, 'aws_lb.a')
  expect(originsOf(values.entries.get('name'))).toEqual(originsOf(name))
  expect(throughOf(values.entries.get('name'))).toEqual(['dns/main.tf:6', 'env/main.tf:19', 'env/main.tf:15'])
  expect(values.entries.get('name')?.from.at.start.line).toBe(22)
  expect(originsOf(values.entries.get('internal'))).toEqual(['tfvars var.hosts env/terraform.tfvars:5'])
  expect(values.entries.get('internal')?.from.origins[0]?.at).toMatchObject({
    start: { line: 5, column: 32 },
    path: ['hosts', 'web', 'port'],
  })
})

test('elements of a default have places of their own', async () => {
  const source = await evaluateFiles(files, { dir: 'env' })
  const subnets = resourceAt(source, 'aws_lb.a').values.entries.get('subnets')
  if (subnets?.kind !== 'list') throw new Error('no list')
  expect(subnets.items.flatMap(originsOf)).toEqual([
    'default var.listed env/main.tf:10',
    'default var.listed env/main.tf:11',
  ])
})

test.each([
  {
    name: 'the process environment',
    given: { environmentVariables: new Map([['TF_VAR_domain', { text: 'x', at: startOf('.env.staging') }]]) },
    origin: 'environment-variable var.domain .env.staging:1',
  },
  {
    name: 'text with a place',
    given: { vars: new Map([['domain', { text: 'x', at: startOf('sotsu.yaml') }]]) },
    origin: 'argument var.domain sotsu.yaml:1',
  },
  {
    name: 'text of a command line',
    given: { vars: new Map([['domain', 'x']]) },
    origin: 'argument var.domain command line:1',
  },
  {
    name: 'a value of another source keeps its own origins',
    given: {
      vars: new Map([
        [
          'domain',
          {
            value: known('x', {
              at: startOf('terragrunt.hcl'),
              origins: [{ kind: 'config-file' as const, name: 'domain', at: startOf('env.yaml') }],
            }),
          },
        ],
      ]),
    },
    origin: 'config-file domain env.yaml:1',
  },
  { name: 'a variable file', given: { varFiles: ['x.tfvars'] }, origin: 'tfvars var.domain x.tfvars:1' },
])('origin: $name', async ({ given, origin }) => {
  const source = await evaluateFiles(
    { 'main.tf': 'variable "domain" {}\nlocals {\n  d = "*.${var.domain}"\n}\n', 'x.tfvars': 'domain = "x"\n' },
    given,
  )
  expect(source.locals.get('d')).toMatchObject({ kind: 'known', value: '*.x' })
  expect(originsOf(source.locals.get('d'))).toEqual([origin])
})

test('an unset variable names itself, also inside a text', async () => {
  const source = await evaluateFiles('variable "host" {}\noutput "url" { value = "https://${var.host}/" }\n')
  expect(source.outputs.get('url')?.value).toMatchObject({
    kind: 'template',
    parts: [
      { kind: 'known', value: 'https://' },
      { kind: 'unknown', why: { kind: 'unset-input', names: 'var.host' } },
      { kind: 'known', value: '/' },
    ],
  })
})

test('a sensitive value is only ever a digest', async () => {
  const source = await evaluateFiles(
    'variable "secret" {\n  sensitive = true\n}\nresource "aws_ssm_parameter" "s" {\n  value = "x-${var.secret}"\n}\n',
    { vars: new Map([['secret', 'hunter2']]) },
  )
  const value = resourceAt(source, 'aws_ssm_parameter.s').values.entries.get('value')
  expect(value).toMatchObject({ kind: 'known', sensitive: true })
  expect(JSON.stringify([value, [...source.inputs]])).not.toContain('hunter2')
})

test('keys and elements of for_each, count and dynamic blocks know their lines too', async () => {
  const source = await evaluateFiles({
    'main.tf': `variable "names" { type = list(string) }
variable "map" { type = map(object({ host = string, port = number })) }
locals {
  by_host = { for name, entry in var.map : entry.host => entry }
}
resource "aws_lb" "set" {
  for_each = toset(var.names)
  name     = each.key
}
resource "aws_lb" "counted" {
  count = length(var.names)
  name  = var.names[count.index]
}
resource "aws_lb" "map" {
  for_each = local.by_host
  name     = each.key
  port     = each.value.port
}
resource "aws_lb" "dynamic" {
  dynamic "block" {
    for_each = local.by_host
    content {
      key  = block.key
      port = block.value.port
    }
  }
}
`,
    'terraform.tfvars': `names = [
  "a",
  "b",
]
map = {
  x = {
    host = "x.example"
    port = 1
  }
  y = {
    host = "y.example"
    port = 2
  }
}
`,
  })
  expect(source.diagnostics).toEqual([])
  const lineOf = (address: string, ...path: readonly string[]) => {
    const [first = '', second] = path
    let value = resourceAt(source, address).values.entries.get(first)
    if (second !== undefined && value?.kind === 'list' && value.items[1]?.kind === 'map')
      value = value.items[1].entries.get(second)
    return originsOf(value)
  }
  expect(lineOf('aws_lb.set["b"]', 'name')).toEqual(['tfvars var.names terraform.tfvars:3'])
  expect(lineOf('aws_lb.counted[1]', 'name')).toEqual(['tfvars var.names terraform.tfvars:3'])
  expect(lineOf('aws_lb.map["y.example"]', 'name')).toEqual(['tfvars var.map terraform.tfvars:11'])
  expect(lineOf('aws_lb.map["y.example"]', 'port')).toEqual(['tfvars var.map terraform.tfvars:12'])
  expect(lineOf('aws_lb.dynamic', 'block', 'key')).toEqual(['tfvars var.map terraform.tfvars:11'])
  expect(lineOf('aws_lb.dynamic', 'block', 'port')).toEqual(['tfvars var.map terraform.tfvars:12'])
})
