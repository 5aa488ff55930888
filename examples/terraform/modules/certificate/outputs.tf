output "certificate_arn" {
  description = "Known only once the certificate is issued."
  value       = aws_acm_certificate_validation.this.certificate_arn
}
