import type { Sketch } from './sketch.ts'

/** https://registry.terraform.io/modules/terraform-aws-modules/acm/aws/latest */
export const acmSketch: Sketch = {
  module: 'acm',
  majors: [3, 4, 5, 6],
  telling: ['domain_name'],
  variables: {
    create_certificate: 'true',
    domain_name: '""',
    subject_alternative_names: '[]',
    validation_method: 'null',
    key_algorithm: 'null',
    region: 'null',
  },
  text: () => `
resource "aws_acm_certificate" "this" {
  count                     = var.create_certificate ? 1 : 0
  domain_name               = var.domain_name
  subject_alternative_names = var.subject_alternative_names
  validation_method         = var.validation_method
  key_algorithm             = var.key_algorithm
  region                    = var.region
}
output "acm_certificate_arn" { value = try(aws_acm_certificate.this[0].arn, "") }
output "acm_certificate_status" { value = try(aws_acm_certificate.this[0].status, "") }
output "acm_certificate_domain_validation_options" { value = flatten(aws_acm_certificate.this[*].domain_validation_options) }
output "distinct_domain_names" {
  value = distinct([for name in concat([var.domain_name], var.subject_alternative_names) : replace(name, "*.", "")])
}
`,
}
