import { expect, test } from 'vitest'
import { mapTree } from '../../src/io/map-tree.ts'
import { evaluateTerraform } from '../../src/parsers/terraform/evaluate-terraform.ts'
import { renderSource } from '../../src/report/text/source-lines.ts'

const files = {
  'env/main.tf': `variable "domain" {}
variable "unset" {}
locals {
  host = "app.\${var.domain}"
}
module "edge" {
  source = "../edge"
  hosts  = [local.host, var.unset]
}
resource "aws_ecs_service" "api" {
  count         = var.unset
  desired_count = 2
  lifecycle {
    ignore_changes = [desired_count, task_definition]
  }
}
output "stamp" { value = "\${timestamp()} \${module.edge.arn}" }
`,
  'env/terraform.tfvars': 'domain = "kumo.example"\n',
  'edge/main.tf': `variable "hosts" {}
resource "aws_lb_listener_rule" "this" {
  priority = 1
  condition {
    host_header {
      values = var.hosts
    }
  }
}
resource "aws_lb" "this" {
  name = var.hosts[0]
}
output "arn" { value = aws_lb.this.arn }
`,
}

test('a value, where it came from step by step, and why it is not known', async () => {
  const source = await evaluateTerraform({
    tree: mapTree(files),
    dir: 'env',
    id: 'env',
    salt: 's',
    region: 'eu-west-1',
  })
  const text = renderSource(source, { color: false })
  expect(text).toMatchInlineSnapshot(`
    "Variables
      domain = kumo.example
        from var.domain env/terraform.tfvars:1
      unset = \${var.unset}
        not known: nothing sets var.unset

    Locals
      host = app.kumo.example
        from var.domain env/terraform.tfvars:1 → env/main.tf:4

    aws_ecs_service.api[0]  aws_ecs_service  env/main.tf:10  eu-west-1  may not exist
      exists because of = \${var.unset}
        not known: nothing sets var.unset
      ignore_changes: desired_count, task_definition; Terraform will not enforce what is written
      desired_count = 2

    module.edge.aws_lb_listener_rule.this  aws_lb_listener_rule  edge/main.tf:2  eu-west-1
      priority = 1
      condition
        [0]
          host_header
            [0]
              values = [app.kumo.example, \${var.unset}]
                not known: nothing sets var.unset
                from var.domain env/terraform.tfvars:1 → env/main.tf:8 → edge/main.tf:6

    module.edge.aws_lb.this  aws_lb  edge/main.tf:10  eu-west-1
      name = app.kumo.example
        from var.domain env/terraform.tfvars:1 → env/main.tf:4 → :8 → edge/main.tf:11

    Outputs
      stamp = \${timestamp()} \${module.edge.aws_lb.this.arn}
        not known: timestamp() differs each time
        from edge/main.tf:13 → env/main.tf:17

    ✗ env/main.tf:2  No value for required variable
      The root module input variable "unset" is not set, and has no default value. Set it in a variable
      file or as TF_VAR_unset.
    "
  `)
})
