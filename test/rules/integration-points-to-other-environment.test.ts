import type { Value } from '../../src/model/value.ts'
import { integrationPointsToOtherEnvironment } from '../../src/rules/edge/integration-points-to-other-environment.ts'
import { at, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const sends = (side: Side, uri: Value) =>
  shop(side, [
    ...shopEntities(side),
    entity('api', 'aws_apigatewayv2_api.orders', { type: 'http', defaultEndpointDisabled: 'no' }),
    entity('api-integration', 'aws_apigatewayv2_integration.refunds', {
      api: ref('aws_apigatewayv2_api.orders', 'id'),
      target: { at: at(), type: text('HTTP_PROXY'), uri },
    }),
  ])

const own = (side: Side) => sends(side, text(`https://refunds.${zones[side]}/`))

/** A value that an input says. */
const given = (value: string): Value => ({
  ...text(value),
  from: { at: at(), origins: [{ kind: 'tfvars', name: 'var.backend', at: at('terraform.tfvars', 1) }] },
})

testRule(integrationPointsToOtherEnvironment, {
  silent: [
    { name: 'each to its own', staging: own('staging'), production: own('production') },
    {
      name: 'to what both share',
      staging: sends('staging', text('https://backend.example.org/')),
      production: sends('production', text('https://backend.example.org/')),
    },
    {
      name: 'an input that names staging is reported as that input',
      staging: own('staging'),
      production: sends('production', given('arn:aws:lambda:eu-west-1:111122223333:function:orders-staging')),
    },
  ],
  reports: [
    {
      name: 'a host of staging',
      staging: own('staging'),
      production: sends('production', text('https://refunds.stg.example.com/')),
      expect: [
        "requests that aws_apigatewayv2_integration.refunds takes are sent to refunds.stg.example.com, which is the other environment's",
      ],
    },
    {
      name: 'a function of staging, by its name',
      staging: sends('staging', text('arn:aws:lambda:eu-west-1:111122223333:function:orders-staging')),
      production: sends('production', text('arn:aws:lambda:eu-west-1:111122223333:function:orders-staging')),
      expect: [
        "requests that aws_apigatewayv2_integration.refunds takes are sent to arn:aws:lambda:eu-west-1:111122223333:function:orders-staging, which is the other environment's",
      ],
    },
    {
      name: 'a variable that nothing sets',
      staging: own('staging'),
      production: sends('production', unset('backend')),
      expect: ['undetermined: backend'],
    },
  ],
})
