variable "environment" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "production"], var.environment)
    error_message = "The environment is dev, staging or production."
  }
}

variable "account_id" {
  description = "Guards against applying with another environment's credentials."
  type        = string
}

variable "region" {
  type    = string
  default = "ap-northeast-1"
}

variable "zone_name" {
  description = "Public zone, kept in the shared account."
  type        = string
  default     = "kumocard.example"
}

variable "user_hosts" {
  description = "Hosts that card holders use: web pages and their backend."
  type        = list(string)
}

variable "partner_hosts" {
  description = "Hosts that partners use: token endpoint and partner API."
  type        = list(string)
}

variable "certificates" {
  description = "Certificates of the HTTPS listener. \"user\" is its default."
  type = map(object({
    domain_name               = string
    subject_alternative_names = optional(list(string), [])
  }))

  validation {
    condition     = contains(keys(var.certificates), "user")
    error_message = "The listener's default certificate is the one called \"user\"."
  }
}

variable "vpc_cidr_block" {
  type = string
}

variable "availability_zones" {
  type    = list(string)
  default = ["ap-northeast-1a", "ap-northeast-1c"]
}

variable "nat_gateways" {
  type    = number
  default = 1
}

variable "image_tags" {
  type = map(string)
}

variable "service_sizes" {
  type = map(object({
    cpu           = number
    memory        = number
    desired_count = number
  }))
}

variable "access_logs_bucket" {
  type    = string
  default = null
}

variable "deletion_protection" {
  type    = bool
  default = false
}

variable "log_retention_days" {
  type    = number
  default = 30
}
