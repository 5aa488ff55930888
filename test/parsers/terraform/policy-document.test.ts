import { expect, test } from 'vitest'
import { evaluateFiles, outputsOf } from './evaluate-files.ts'

const policy = (body: string): string => `
variable "unset" {}
data "aws_iam_policy_document" "base" {
  statement {
    sid     = "Base"
    actions = ["s3:Get*"]
  }
}
data "aws_iam_policy_document" "p" {
${body}
}
output "json" { value = data.aws_iam_policy_document.p.json }
`

const statementsOf = async (body: string): Promise<unknown> => {
  const { json } = outputsOf(await evaluateFiles(policy(body)))
  return typeof json === 'string' ? (JSON.parse(json) as { Statement: unknown }).Statement : json
}

test.each([
  {
    name: 'one value is a text, several are a list, sorted backwards',
    body: 'statement {\n  actions = ["s3:ListBucket"]\n  resources = ["arn:a/home/&{aws:username}", "arn:a/home/&{aws:username}/*"]\n}',
    is: [
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: [`arn:a/home/\${aws:username}/*`, `arn:a/home/\${aws:username}`],
      },
    ],
  },
  {
    name: 'principals by type, everyone as a star, conditions by test and variable',
    body: `statement {
  sid    = "S"
  effect = "Deny"
  principals {
    type        = "Service"
    identifiers = ["ecs.amazonaws.com"]
  }
  principals {
    type        = "AWS"
    identifiers = ["a", "b"]
  }
  not_actions = ["x:*"]
  condition {
    test     = "StringLike"
    variable = "s3:prefix"
    values   = ["", "home/"]
  }
}
statement {
  principals {
    type        = "*"
    identifiers = ["*"]
  }
}`,
    is: [
      {
        Sid: 'S',
        Effect: 'Deny',
        NotAction: 'x:*',
        Principal: { AWS: ['b', 'a'], Service: 'ecs.amazonaws.com' },
        Condition: { StringLike: { 's3:prefix': ['', 'home/'] } },
      },
      { Effect: 'Allow', Principal: '*' },
    ],
  },
  {
    name: 'other documents come before, overrides replace by id',
    body: `source_policy_documents   = [data.aws_iam_policy_document.base.json]
override_policy_documents = [jsonencode({ Statement = [{ Sid = "Own", Effect = "Deny" }] })]
statement {
  sid = "Own"
}`,
    is: [
      { Sid: 'Base', Effect: 'Allow', Action: 's3:Get*' },
      { Sid: 'Own', Effect: 'Deny' },
    ],
  },
  {
    name: 'with an argument that is not known, the document is a reference',
    body: 'statement {\n  actions = [var.unset]\n}',
    is: { $ref: 'data.aws_iam_policy_document.p.json' },
  },
])('$name', async ({ body, is }) => {
  expect(await statementsOf(body)).toEqual(is)
})
