import type { Entity } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { webAclDiffers } from '../../src/rules/edge/web-acl-differs.ts'
import { behavior, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const association = entity('web-acl-association', 'aws_wafv2_web_acl_association.main', {
  resource: ref('aws_lb.main', 'arn'),
  webAcl: ref('aws_wafv2_web_acl.main', 'arn'),
})

const withMore = (side: Side, ...more: readonly Entity[]) => shop(side, [...shopEntities(side), ...more])

const stage = entity('api-stage', 'aws_api_gateway_stage.live', {
  api: ref('aws_api_gateway_rest_api.main', 'id'),
  name: text('live'),
})

const stageArn: Value = {
  kind: 'template',
  parts: [
    text('arn:aws:apigateway:eu-west-1::/restapis/'),
    ref('aws_api_gateway_rest_api.main', 'id'),
    text('/stages/'),
    ref('aws_api_gateway_stage.live', 'stage_name'),
  ],
  from: text('').from,
}

const distribution = (side: Side, webAcl?: ReturnType<typeof text>) =>
  withMore(
    side,
    entity('distribution', 'aws_cloudfront_distribution.cdn', {
      aliases: [text(`cdn.${zones[side]}`)],
      origins: [],
      behaviors: [behavior('assets')],
      ...(webAcl ? { webAcl } : {}),
    }),
  )

const acl = ref('aws_wafv2_web_acl.edge', 'arn')

testRule(webAclDiffers, {
  silent: [
    { name: 'both', staging: withMore('staging', association), production: withMore('production', association) },
    {
      name: 'of a resource that is not known: it may be this one',
      staging: withMore('staging', { ...association, resource: text('arn:aws:elasticloadbalancing:…') }),
      production: withMore('production', association),
    },
    {
      name: 'of a stage that its ARN names, and of the same by reference',
      staging: withMore('staging', stage, { ...association, resource: stageArn }),
      production: withMore('production', stage, { ...association, resource: ref('aws_api_gateway_stage.live', 'arn') }),
    },
    { name: 'both at the edge', staging: distribution('staging', acl), production: distribution('production', acl) },
  ],
  reports: [
    {
      name: 'in production only',
      staging: shop('staging'),
      production: withMore('production', association),
      expect: [
        'a web ACL guards the load balancer main in production only: requests that it blocks get 403, which nothing in staging has tried',
      ],
    },
    {
      name: 'of a stage that its ARN names, in production only',
      staging: withMore('staging', stage),
      production: withMore('production', stage, { ...association, resource: stageArn }),
      expect: [
        'a web ACL guards the stage live in production only: requests that it blocks get 403, which nothing in staging has tried',
      ],
    },
    {
      name: 'in staging only, at the edge',
      staging: distribution('staging', acl),
      production: distribution('production'),
      expect: [
        'no web ACL guards the distribution cdn.example.com in production, as one does in staging: what staging blocks comes through',
      ],
    },
    {
      name: 'a variable says whether there is one',
      staging: shop('staging'),
      production: withMore('production', { ...association, exists: 'undetermined', existsBecause: unset('with_waf') }),
      expect: ['undetermined: with_waf'],
    },
    {
      name: 'a variable that nothing sets, at the edge',
      staging: distribution('staging'),
      production: distribution('production', unset('web_acl')),
      expect: ['undetermined: web_acl'],
    },
  ],
})
