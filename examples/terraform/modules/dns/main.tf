# The load balancer is dual-stack: every host gets an A and an AAAA alias.
resource "aws_route53_record" "alias" {
  for_each = {
    for pair in setproduct(var.hosts, ["A", "AAAA"]) : "${pair[0]}/${pair[1]}" => {
      host = pair[0]
      type = pair[1]
    }
  }

  zone_id = var.zone_id
  name    = each.value.host
  type    = each.value.type

  alias {
    name                   = var.load_balancer.dns_name
    zone_id                = var.load_balancer.zone_id
    evaluate_target_health = false
  }
}
