import { describe, expect, test } from 'vitest'
import { readEntities } from '../../../src/aws/concepts.ts'
import { displayValue } from '../../../src/model/deciders.ts'
import type { Value } from '../../../src/model/value.ts'
import { evaluateFiles, type Files, resourceAt } from './evaluate-files.ts'

const variables = `
variable "issuer" {}
variable "host" {}
variable "password" {
  sensitive = true
}
variable "region" {
  default = "eu-west-1"
}
resource "aws_db_instance" "db" {}
`

const given = {
  'terraform.tfvars': 'issuer = "https://id.example"\nhost = "app.example"\npassword = "hunter2-hunter2"\n',
}

const members = `
  { name = "ISSUER", value = var.issuer },
  { name = "URL", value = "https://\${var.host}/\\"x\\"" },
  { name = "PASSWORD", value = var.password },
  { name = "DATABASE", value = aws_db_instance.db.endpoint },
  { name = "MODE", value = "live" },
`
const text = `
  { "name": "ISSUER", "value": "\${issuer}" },
  { "name": "URL", "value": "https://\${host}/" },
  %{~ if region != "" ~}
  { "name": "PASSWORD", "value": "\${password}" },
  %{~ endif ~}
  { "name": "DATABASE", "value": "\${database}" },
  { "name": "MODE", "value": "live" }
`
const definition = `[{ "name": "app", "image": "i", "environment": [${text}] }]`
const vars =
  '{ region = var.region, issuer = var.issuer, host = var.host, password = var.password, database = aws_db_instance.db.endpoint }'

const task = (definitions: string) =>
  `${variables}resource "aws_ecs_task_definition" "t" {\n  container_definitions = ${definitions}\n}\n`

const ways: Readonly<Record<string, Files>> = {
  jsonencode: { 'main.tf': task(`jsonencode([{ name = "app", image = "i", environment = [${members}] }])`) },
  'jsonencode, with nothing unknown': {
    'main.tf': task(
      `jsonencode([{ name = "app", image = "i", environment = [${members.replace(/.*DATABASE.*/, '')}] }])`,
    ),
  },
  'jsonencode by a local and a module': {
    'main.tf': `${variables}
locals {
  environment = [${members}]
}
module "app" {
  source      = "./app"
  definitions = jsonencode([{ name = "app", image = "i", environment = local.environment }])
}
`,
    'app/main.tf': `variable "definitions" {}
resource "aws_ecs_task_definition" "t" {
  container_definitions = var.definitions
}
`,
  },
  templatefile: { 'main.tf': task(`templatefile("app.json.tftpl", ${vars})`), 'app.json.tftpl': definition },
  template_file: {
    'main.tf': `${task('data.template_file.app.rendered')}
data "template_file" "app" {
  template = file("app.json.tftpl")
  vars     = ${vars}
}
`,
    'app.json.tftpl': definition,
  },
  heredoc: {
    'main.tf': task(`<<-EOT
[{ "name": "app", "image": "i", "environment": [
  { "name": "ISSUER", "value": "\${var.issuer}" },
  { "name": "URL", "value": "https://\${var.host}/" },
  { "name": "PASSWORD", "value": "\${var.password}" },
  { "name": "MODE", "value": "live" }
] }]
EOT
`),
  },
}

const environmentOf = async (files: Files): Promise<ReadonlyMap<string, Value>> => {
  const source = await evaluateFiles({ ...files, ...given })
  const address = 'app/main.tf' in files ? 'module.app.aws_ecs_task_definition.t' : 'aws_ecs_task_definition.t'
  const [task] = readEntities(resourceAt(source, address), () => undefined) ?? []
  const containers = task?.kind === 'task-definition' && !('unknown' in task.containers) ? task.containers : []
  return containers[0]?.environment ?? new Map()
}

const originsOf = (value: Value | undefined) => value?.from.origins.map(({ name, at }) => `${name} ${at.file}`)

describe.each(Object.entries(ways))('containers by %s', (_, files) => {
  test('have settings that each know the input that they flowed from', async () => {
    const environment = await environmentOf(files)
    expect(originsOf(environment.get('ISSUER'))).toEqual(['var.issuer terraform.tfvars'])
    expect(originsOf(environment.get('URL'))).toEqual(['var.host terraform.tfvars'])
    expect(originsOf(environment.get('MODE'))).toEqual([])
  })

  test('keep a secret, and only that', async () => {
    const environment = await environmentOf(files)
    expect(environment.get('PASSWORD')?.sensitive).toBe(true)
    expect(JSON.stringify([...environment])).not.toContain('hunter2')
    expect(displayValue(environment.get('ISSUER') as Value)).toBe('https://id.example')
    expect(environment.get('ISSUER')?.sensitive).toBeUndefined()
  })
})

test('a text that is declared to be a secret shows none of its members', async () => {
  const environment = await environmentOf({
    'main.tf': task(`sensitive(jsonencode([{ name = "app", environment = [${members}] }]))`),
  })
  expect([...environment.keys()]).toEqual([])
})

test('members that are written out are at their lines, whatever stands on those', async () => {
  const environment = await environmentOf({
    'main.tf': `resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([
    {
      command = ["serve"]
      name  = "app"
      image = "i"
      portMappings = [
        { containerPort = 3000 },
      ]
      environment = [
        { name = "MODE", value = "live" },
        { name = "SIGNING_KEY", value = "0c1f2e3d4b5a69788796a5b4c3d2e1f0" },
        {
          name  = "URL"
          value = "https://app.example"
        },
      ]
    },
  ])
}
`,
  })
  const lines = [...environment].map(([key, { from }]) => [key, (from.through?.at(-1) ?? from.at).start.line])
  expect(lines).toEqual([
    ['MODE', 11],
    ['SIGNING_KEY', 12],
    ['URL', 15],
  ])
})
