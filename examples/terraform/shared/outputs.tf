output "registry" {
  description = "Host name of the image registry."
  value       = "777788889999.dkr.ecr.ap-northeast-1.amazonaws.com"
}

output "zone_name" {
  description = "The public zone that the environments put their records into."
  value       = aws_route53_zone.public.name
}
