import { expect, test } from 'vitest'
import { inspectRoot } from '../../../src/parsers/terraform/inspect-root.ts'
import { evaluateFiles } from './evaluate-files.ts'

test('a root module as JSON', async () => {
  const source = await evaluateFiles({
    'main.tf': `variable "domain" {}
variable "secret" {
  sensitive = true
  default   = "s"
}
locals {
  host = "app.\${var.domain}"
}
module "edge" {
  for_each = toset(["a].b"])
  source   = "./edge"
}
resource "aws_lb" "maybe" {
  count = var.domain == "x" ? 1 : 0
}
output "arn" { value = module.edge["a].b"].arn }
`,
    'edge/main.tf': 'resource "aws_lb" "this" {\n  name = "edge"\n}\noutput "arn" { value = aws_lb.this.arn }\n',
  })
  const inspected = inspectRoot(source)
  expect(JSON.parse(JSON.stringify(inspected))).toEqual({
    kind: 'terraform',
    variables: { domain: { $unknown: 'var.domain' }, secret: { $sensitive: expect.stringMatching(/^[0-9a-f]+$/) } },
    locals: { host: { $template: ['app.', { $unknown: 'var.domain' }] } },
    outputs: { arn: { $ref: 'module.edge["a].b"].aws_lb.this.arn' } },
    resources: [
      {
        address: 'aws_lb.maybe[0]',
        type: 'aws_lb',
        values: {},
        exists: { $unknown: 'var.domain' },
        source: { file: 'main.tf', line: 13 },
      },
      {
        address: 'module.edge["a].b"].aws_lb.this',
        type: 'aws_lb',
        module: 'module.edge["a].b"]',
        values: { name: 'edge' },
        source: { file: 'edge/main.tf', line: 1 },
      },
    ],
    diagnostics: [
      {
        severity: 'error',
        summary: 'No value for required variable',
        detail: expect.stringContaining('"domain"'),
        file: 'main.tf',
        line: 1,
      },
    ],
  })
})
