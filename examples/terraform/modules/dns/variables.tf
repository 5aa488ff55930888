variable "zone_id" {
  type = string
}

variable "hosts" {
  description = "Fully qualified host names that clients use."
  type        = list(string)
}

variable "load_balancer" {
  type = object({
    dns_name = string
    zone_id  = string
  })
}
