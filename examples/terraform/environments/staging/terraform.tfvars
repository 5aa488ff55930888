environment = "staging"
account_id  = "222233334444"

user_hosts    = ["stg.kumocard.example"]
partner_hosts = ["stg.kumocard.example"]

certificates = {
  user = { domain_name = "stg.kumocard.example" }
}

vpc_cidr_block = "10.20.0.0/16"

image_tags = {
  web        = "5.8.0"
  portal-bff = "3.20.0"
}

service_sizes = {
  web        = { cpu = 256, memory = 512, desired_count = 1 }
  portal-bff = { cpu = 256, memory = 512, desired_count = 1 }
}

access_logs_bucket = "kumo-staging-alb-logs"
