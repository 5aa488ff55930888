variable "name" {
  type = string
}

variable "cidr_block" {
  type = string
}

variable "availability_zones" {
  type = list(string)
}

variable "nat_gateways" {
  description = "How many NAT gateways the private subnets share; at most one a zone."
  type        = number

  validation {
    condition     = var.nat_gateways >= 1
    error_message = "Tasks in private subnets pull their images through a NAT gateway: at least one is needed."
  }
}
