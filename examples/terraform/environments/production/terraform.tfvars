environment = "production"
account_id  = "333344445555"

user_hosts    = ["app.kumocard.example"]
partner_hosts = ["app.kumocard.example"]

certificates = {
  user = { domain_name = "app.kumocard.example" }
}

vpc_cidr_block = "10.30.0.0/16"
nat_gateways   = 2

image_tags = {
  web        = "5.8.0"
  portal-bff = "3.20.0"
}

service_sizes = {
  web        = { cpu = 512, memory = 1024, desired_count = 4 }
  portal-bff = { cpu = 1024, memory = 2048, desired_count = 4 }
}

access_logs_bucket  = "kumo-production-alb-logs"
deletion_protection = true
log_retention_days  = 365
