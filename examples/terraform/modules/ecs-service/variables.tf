variable "name" {
  type = string
}

variable "name_prefix" {
  type = string
}

variable "region" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "cluster_arn" {
  type = string
}

variable "listener_arn" {
  type = string
}

variable "load_balancer_security_group_id" {
  type = string
}

variable "rules" {
  description = "Listener rules that send requests here. Without paths: every path of the hosts."
  type = map(object({
    priority = number
    hosts    = list(string)
    paths    = optional(list(string), [])
  }))
}

variable "image" {
  type = string
}

variable "port" {
  type = number
}

variable "health_check_path" {
  type    = string
  default = "/healthz"
}

variable "size" {
  type = object({
    cpu           = number
    memory        = number
    desired_count = number
  })
}

variable "environment_variables" {
  type    = map(string)
  default = {}
}

variable "secrets" {
  description = "Environment variable to the name of the SSM parameter that holds it."
  type        = map(string)
  default     = {}
}

variable "log_retention_days" {
  type    = number
  default = 30
}
