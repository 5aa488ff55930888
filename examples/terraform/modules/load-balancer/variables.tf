variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "certificate_arn" {
  description = "The HTTPS listener's default certificate."
  type        = string
}

variable "additional_certificate_arns" {
  description = "More certificates for the HTTPS listener, chosen by SNI. The keys are only names."
  type        = map(string)
  default     = {}
}

variable "access_logs_bucket" {
  type    = string
  default = null
}

variable "deletion_protection" {
  type    = bool
  default = false
}
