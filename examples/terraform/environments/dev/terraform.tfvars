environment = "dev"
account_id  = "111122223333"

user_hosts    = ["dev.kumocard.example"]
partner_hosts = ["dev.kumocard.example"]

certificates = {
  user = { domain_name = "dev.kumocard.example" }
}

vpc_cidr_block = "10.10.0.0/16"

image_tags = {
  web        = "5.8.0"
  portal-bff = "3.20.0"
}

service_sizes = {
  web        = { cpu = 256, memory = 512, desired_count = 1 }
  portal-bff = { cpu = 256, memory = 512, desired_count = 1 }
}

log_retention_days = 7
