import type { Sketch } from './sketch.ts'

/** What a container definition says to those who send it requests; the rest of it is left out. */
const containers = `jsonencode([for key, container in var.container_definitions : {
    name         = try(coalesce(container.name, key), key)
    image        = try(container.image, null)
    environment  = try(container.environment, var.container_definition_defaults.environment, [])
    secrets      = try(container.secrets, var.container_definition_defaults.secrets, [])
    environmentFiles = try(container.environmentFiles, container.environment_files, [])
    portMappings = try(container.portMappings, container.port_mappings, [])
  } if try(coalesce(container.create, true), true)])`

const service = (name: string, condition: string, ignored: string) => `
resource "aws_ecs_service" "${name}" {
  count           = var.create && var.create_service && ${condition} ? 1 : 0
  name            = var.name
  cluster         = var.cluster_arn
  desired_count   = var.scheduling_strategy == "DAEMON" ? null : var.desired_count
  task_definition = local.task_definition
  dynamic "load_balancer" {
    for_each = var.load_balancer
    content {
      target_group_arn = try(load_balancer.value.target_group_arn, null)
      container_name   = try(load_balancer.value.container_name, null)
      container_port   = try(load_balancer.value.container_port, null)
    }
  }
  lifecycle {
    ignore_changes = [${ignored}]
  }
}`

/** https://registry.terraform.io/modules/terraform-aws-modules/ecs/aws/latest/submodules/service */
export const ecsServiceSketch: Sketch = {
  module: 'ecs//modules/service',
  majors: [5, 6, 7],
  telling: ['container_definitions', 'load_balancer'],
  variables: {
    create: 'true',
    create_service: 'true',
    create_task_definition: 'true',
    ignore_task_definition_changes: 'false',
    name: 'null',
    family: 'null',
    cluster_arn: 'null',
    desired_count: '1',
    scheduling_strategy: 'null',
    load_balancer: '{}',
    container_definitions: '{}',
    container_definition_defaults: '{}',
    task_definition_arn: 'null',
  },
  text: () => `
locals {
  task_definition = var.create && var.create_task_definition ? one(aws_ecs_task_definition.this[*].arn) : var.task_definition_arn
}
resource "aws_ecs_task_definition" "this" {
  count                 = var.create && var.create_task_definition ? 1 : 0
  family                = var.family == null ? var.name : var.family
  container_definitions = ${containers}
}
${service('this', '!var.ignore_task_definition_changes', 'desired_count')}
${service('ignore_task_definition', 'var.ignore_task_definition_changes', 'desired_count, task_definition, load_balancer')}
output "id" { value = try(aws_ecs_service.this[0].id, aws_ecs_service.ignore_task_definition[0].id, null) }
output "name" { value = var.name }
output "task_definition_arn" { value = local.task_definition }
`,
}

/** https://registry.terraform.io/modules/terraform-aws-modules/ecs/aws/latest */
export const ecsSketch: Sketch = {
  module: 'ecs',
  majors: [5, 6, 7],
  telling: ['services'],
  variables: { create: 'true', services: '{}' },
  text: major => `
module "cluster" {
  source = "terraform-aws-modules/ecs/aws//modules/cluster"
}
module "service" {
  source   = "terraform-aws-modules/ecs/aws//modules/service"
  version  = "${major}.0.0"
  for_each = { for key, service in var.services : key => service if var.create }

  create                         = try(coalesce(each.value.create, true), true)
  create_service                 = try(coalesce(each.value.create_service, true), true)
  create_task_definition         = try(coalesce(each.value.create_task_definition, true), true)
  ignore_task_definition_changes = try(coalesce(each.value.ignore_task_definition_changes, false), false)
  name                           = try(coalesce(each.value.name, each.key), each.key)
  family                         = try(each.value.family, null)
  cluster_arn                    = module.cluster.arn
  desired_count                  = try(coalesce(each.value.desired_count, 1), 1)
  scheduling_strategy            = try(each.value.scheduling_strategy, null)
  load_balancer                  = try(each.value.load_balancer, {})
  container_definitions          = try(each.value.container_definitions, {})
  container_definition_defaults  = try(each.value.container_definition_defaults, {})
  task_definition_arn            = try(each.value.task_definition_arn, null)
}
output "cluster_arn" { value = module.cluster.arn }
output "services" { value = module.service }
`,
}
