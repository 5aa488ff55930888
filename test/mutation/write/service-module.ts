const main = `resource "aws_lb_target_group" "this" {
  name        = "\${var.environment}-\${var.name}"
  port        = var.port
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc_id

  health_check {
    path    = var.health_path
    matcher = "200"
  }
}

resource "aws_lb_listener_rule" "this" {
  for_each = var.rules

  listener_arn = var.listener_arn
  priority     = each.value.priority

  dynamic "condition" {
    for_each = [for condition in each.value.conditions : condition.values if condition.field == "host"]

    content {
      host_header {
        values = condition.value
      }
    }
  }

  dynamic "condition" {
    for_each = [for condition in each.value.conditions : condition.values if condition.field == "path"]

    content {
      path_pattern {
        values = condition.value
      }
    }
  }

  dynamic "condition" {
    for_each = [for condition in each.value.conditions : condition.values if condition.field == "method"]

    content {
      http_request_method {
        values = condition.value
      }
    }
  }

  dynamic "condition" {
    for_each = [for condition in each.value.conditions : condition if condition.field == "header"]

    content {
      http_header {
        http_header_name = condition.value.key
        values           = condition.value.values
      }
    }
  }

  dynamic "condition" {
    for_each = [for condition in each.value.conditions : condition if condition.field == "query"]

    content {
      query_string {
        key   = condition.value.key
        value = condition.value.values[0]
      }
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}

resource "aws_security_group" "this" {
  name   = "\${var.environment}-\${var.name}"
  vpc_id = var.vpc_id

  ingress {
    protocol        = "tcp"
    from_port       = var.ingress_port
    to_port         = var.ingress_port
    security_groups = [var.front_security_group_id]
  }
}

resource "aws_ecs_task_definition" "this" {
  family                = "\${var.environment}-\${var.name}"
  network_mode          = "awsvpc"
  container_definitions = var.container_definitions
}

resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.desired_count

  dynamic "load_balancer" {
    for_each = var.is_attached ? [var.port] : []

    content {
      target_group_arn = aws_lb_target_group.this.arn
      container_name   = var.name
      container_port   = load_balancer.value
    }
  }

  network_configuration {
    subnets         = var.subnet_ids
    security_groups = [aws_security_group.this.id]
  }
}

output "target_group_arn" {
  value = aws_lb_target_group.this.arn
}
`

const types: Readonly<Record<string, string>> = {
  name: 'string',
  environment: 'string',
  vpc_id: 'string',
  subnet_ids: 'list(string)',
  cluster_arn: 'string',
  front_security_group_id: 'string',
  port: 'number',
  ingress_port: 'number',
  health_path: 'string',
  desired_count: 'number',
  is_attached: 'bool',
  container_definitions: 'string',
  rules:
    'map(object({ priority = number, conditions = list(object({ field = string, key = optional(string), values = list(string) })) }))',
}

const variables = [
  ...Object.entries(types).map(([name, type]) => `variable "${name}" {\n  type = ${type}\n}\n`),
  'variable "listener_arn" {\n  type    = string\n  default = null\n}\n',
].join('\n')

/** The module of one service and its listener rules, by path. */
export const serviceModule: ReadonlyMap<string, string> = new Map([
  ['infra/modules/service/main.tf', main],
  ['infra/modules/service/variables.tf', variables],
])
