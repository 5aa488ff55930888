locals {
  name       = "kumo-${var.environment}"
  ssm_prefix = "/kumo/${var.environment}"
  hosts      = distinct(concat(var.user_hosts, var.partner_hosts))
  registry   = data.terraform_remote_state.shared.outputs.registry

  # statements-api is not here: its stack (services/statements-api) brings its own rules, priorities 100 to 199.
  services = {
    web = {
      port = 8080
      rules = {
        pages = {
          priority = 900
          hosts    = var.user_hosts
        }
      }
      environment_variables = {
        APP_ENV         = var.environment
        PUBLIC_BASE_URL = "https://${var.user_hosts[0]}"
      }
      secrets = {}
    }

    portal-bff = {
      port = 3000
      rules = {
        session = {
          priority = 200
          hosts    = var.user_hosts
          paths    = ["/bff", "/bff/*"]
        }
        tokens = {
          priority = 210
          hosts    = var.partner_hosts
          paths    = ["/oauth", "/oauth/*"]
        }
      }
      environment_variables = {
        APP_ENV = var.environment
        PORT    = "3000"
      }
      secrets = {
        JWT_SIGNING_KEY     = "${local.ssm_prefix}/portal-bff/jwt-signing-key"
        PARTNER_CREDENTIALS = "${local.ssm_prefix}/portal-bff/partner-credentials"
      }
    }
  }
}

data "aws_route53_zone" "public" {
  provider = aws.dns

  name = var.zone_name
}

data "terraform_remote_state" "shared" {
  backend = "s3"

  config = {
    bucket = "kumocard-tfstate"
    key    = "shared/terraform.tfstate"
    region = var.region
  }
}

module "network" {
  source = "../../modules/network"

  name               = local.name
  cidr_block         = var.vpc_cidr_block
  availability_zones = var.availability_zones
  nat_gateways       = var.nat_gateways
}

module "certificate" {
  source   = "../../modules/certificate"
  for_each = var.certificates

  domain_name               = each.value.domain_name
  subject_alternative_names = each.value.subject_alternative_names
  zone_id                   = data.aws_route53_zone.public.zone_id

  providers = {
    aws     = aws
    aws.dns = aws.dns
  }
}

module "load_balancer" {
  source = "../../modules/load-balancer"

  name                = local.name
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.public_subnet_ids
  access_logs_bucket  = var.access_logs_bucket
  deletion_protection = var.deletion_protection

  certificate_arn = module.certificate["user"].certificate_arn
  additional_certificate_arns = {
    for key, certificate in module.certificate : key => certificate.certificate_arn if key != "user"
  }
}

module "dns" {
  source = "../../modules/dns"

  zone_id = data.aws_route53_zone.public.zone_id
  hosts   = local.hosts

  load_balancer = {
    dns_name = module.load_balancer.dns_name
    zone_id  = module.load_balancer.zone_id
  }

  providers = {
    aws = aws.dns
  }
}

resource "aws_ecs_cluster" "main" {
  name = local.name
}

module "service" {
  source   = "../../modules/ecs-service"
  for_each = local.services

  name        = each.key
  name_prefix = local.name
  region      = var.region

  vpc_id      = module.network.vpc_id
  subnet_ids  = module.network.private_subnet_ids
  cluster_arn = aws_ecs_cluster.main.arn

  listener_arn                    = module.load_balancer.https_listener_arn
  load_balancer_security_group_id = module.load_balancer.security_group_id
  rules                           = each.value.rules

  image                 = "${local.registry}/${each.key}:${var.image_tags[each.key]}"
  port                  = each.value.port
  size                  = var.service_sizes[each.key]
  environment_variables = each.value.environment_variables
  secrets               = each.value.secrets
  log_retention_days    = var.log_retention_days
}

# What the application stacks need to know of this environment; CloudFormation reads it by parameter name.
resource "aws_ssm_parameter" "platform" {
  for_each = {
    "alb/https-listener-arn"     = { type = "String", value = module.load_balancer.https_listener_arn }
    "alb/security-group-id"      = { type = "String", value = module.load_balancer.security_group_id }
    "ecs/cluster-name"           = { type = "String", value = aws_ecs_cluster.main.name }
    "network/vpc-id"             = { type = "String", value = module.network.vpc_id }
    "network/private-subnet-ids" = { type = "StringList", value = join(",", module.network.private_subnet_ids) }
  }

  name  = "${local.ssm_prefix}/${each.key}"
  type  = each.value.type
  value = each.value.value
}
