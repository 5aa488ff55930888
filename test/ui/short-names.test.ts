import { describe, expect, it } from 'vitest'
import { curlCommand } from '../../src/ui/copy-choices.ts'
import { fuzzyScore } from '../../src/ui/jump-targets.ts'
import { shortNames } from '../../src/ui/short-names.ts'
import { request } from './fixture-analysis.ts'

describe('a short name', () => {
  it.each([
    ['module.service["portal-bff"].aws_ecs_service.this', 'service portal-bff'],
    ['rule 20 (module.service["web"].aws_lb_listener_rule.this["api"]) takes it', 'rule 20 (web/api) takes it'],
    ['module.load_balancer.aws_lb.this', 'load balancer'],
    ['module.edge.aws_lb.this', 'load balancer edge'],
    ['module.load_balancer.aws_lb_listener.https', 'listener https'],
    ['module.certificate["user"].aws_acm_certificate.this', 'certificate user'],
    ['aws_route53_zone.public', 'zone public'],
    ['data.aws_lb.main', 'load balancer main'],
    ['module.eu_west_1[0].module.use.aws_lb_target_group.this', 'target group use'],
    ['module.edge[1].aws_lb.this', 'load balancer 1'],
    ['module.a.module.b["x"].aws_wafv2_web_acl.edge[0]', 'wafv2 web acl x/edge'],
    ['aws_lb.one -> aws_lb.two', 'load balancer one -> load balancer two'],
    ['ListenerRule of www.my_aws.example and var.aws_region', 'ListenerRule of www.my_aws.example and var.aws_region'],
    ['module.service["a b.c/d"].aws_ecs_service.this', 'service a b.c/d'],
  ])('of %s is %s', (text, expected) => {
    expect(shortNames(text)).toBe(expected)
  })
})

describe('a curl command', () => {
  it('quotes what a shell would take apart', () => {
    const asked = {
      ...request("https://a.example/x?y=1&z='"),
      method: 'POST',
      headers: new Map([['x-a', ['b c']]]),
      token: { iss: 'https://id.example' },
    }
    expect(curlCommand(asked)).toBe(
      `curl --verbose --request POST --header 'x-a: b c' --header "Authorization: Bearer $TOKEN" --connect-to a.example:443:"$LOAD_BALANCER":443 'https://a.example/x?y=1&z=%27'`,
    )
  })
})

describe('a fuzzy search', () => {
  it('takes letters in their order, the nearer together the better', () => {
    expect(fuzzyScore('token-issuer', 'issuer')).toBe(6)
    expect(fuzzyScore('token-issuer', 'tkis')).toBeLessThan(fuzzyScore('token ... k ... issuer', 'tkis') ?? 0)
    expect(fuzzyScore('token', 'nekot')).toBeUndefined()
  })
})
