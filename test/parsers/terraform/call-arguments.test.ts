import { expect, test } from 'vitest'
import { formatLocation } from '../../../src/model/source-location.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import { evaluateFiles, throughOf } from './evaluate-files.ts'

const files = {
  'main.tf': `locals {
  names = ["a.example.com", "b.example.com"]
}

module "web" {
  source = "./web"
  count  = 2

  domain = "web-\${count.index}.example.com"
  names  = local.names
  tags   = { a = "b" }
  cookie = null
}
`,
  'web/main.tf': `variable "domain" {}
variable "names" {}
variable "tags" {}
variable "cookie" {}
variable "size" { default = 3 }

module "cdn" {
  source = "./cdn"
  names  = var.names
}
`,
  'web/cdn/main.tf': 'variable "names" {}\n',
}

test('what calls of modules are given is kept by address, with the place of the argument', async () => {
  const { arguments: given = new Map() } = await evaluateFiles(files)
  expect(Object.fromEntries([...given].map(([name, value]) => [name, valueToJson(value)]))).toEqual({
    'module.web[0].domain': 'web-0.example.com',
    'module.web[0].names': ['a.example.com', 'b.example.com'],
    'module.web[0].cookie': null,
    'module.web[0].size': 3,
    'module.web[0].module.cdn.names': ['a.example.com', 'b.example.com'],
    'module.web[1].domain': 'web-1.example.com',
    'module.web[1].names': ['a.example.com', 'b.example.com'],
    'module.web[1].cookie': null,
    'module.web[1].size': 3,
    'module.web[1].module.cdn.names': ['a.example.com', 'b.example.com'],
  })
  const names = given.get('module.web[0].module.cdn.names')
  expect(names && formatLocation(names.from.at)).toBe('web/main.tf:9')
  expect(throughOf(names)).toContain('main.tf:2')
  const size = given.get('module.web[0].size')
  expect(size && formatLocation(size.from.at), 'a default, at the call that leaves it out').toBe('main.tf:5')
})

test('a secret among them is sealed', async () => {
  const { arguments: given = new Map() } = await evaluateFiles({
    'main.tf': 'module "db" {\n  source = "./db"\n  password = "correct horse battery staple"\n}\n',
    'db/main.tf': 'variable "password" {}\n',
  })
  expect(JSON.stringify([...given])).not.toContain('horse')
})
