output "hosts" {
  value = module.dns.hosts
}

output "load_balancer_dns_name" {
  value = module.load_balancer.dns_name
}

output "https_listener_arn" {
  value = module.load_balancer.https_listener_arn
}

output "certificate_domains" {
  value = [for certificate in values(var.certificates) : certificate.domain_name]
}
