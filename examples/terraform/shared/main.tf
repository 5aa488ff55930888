# The account that all environments share: the public zone and the image registry.

locals {
  environment_accounts = {
    dev        = "111122223333"
    staging    = "222233334444"
    production = "333344445555"
  }
}

resource "aws_route53_zone" "public" {
  name = "kumocard.example"
}

resource "aws_route53_record" "caa" {
  zone_id = aws_route53_zone.public.zone_id
  name    = aws_route53_zone.public.name
  type    = "CAA"
  ttl     = 3600
  records = ["0 issue \"amazon.com\""]
}

resource "aws_ecr_repository" "service" {
  for_each = toset(["web", "portal-bff", "statements-api"])

  name                 = each.key
  image_tag_mutability = "IMMUTABLE"
}

data "aws_iam_policy_document" "pull" {
  statement {
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
    ]

    principals {
      type        = "AWS"
      identifiers = [for account in values(local.environment_accounts) : "arn:aws:iam::${account}:root"]
    }
  }
}

resource "aws_ecr_repository_policy" "pull" {
  for_each = aws_ecr_repository.service

  repository = each.value.name
  policy     = data.aws_iam_policy_document.pull.json
}
