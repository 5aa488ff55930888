output "hosts" {
  value = distinct([for record in aws_route53_record.alias : record.name])
}
