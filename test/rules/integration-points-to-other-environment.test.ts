import type { Value } from '../../src/model/value.ts'
import { integrationPointsToOtherEnvironment } from '../../src/rules/edge/integration-points-to-other-environment.ts'
import { at, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const sends = (side: Side, ...uris: readonly Value[]) =>
  shop(side, [
    ...shopEntities(side),
    entity('api', 'aws_apigatewayv2_api.orders', { type: 'http', defaultEndpointDisabled: 'no' }),
    ...uris.map((uri, index) =>
      entity('api-integration', `aws_apigatewayv2_integration.refunds${index || ''}`, {
        api: ref('aws_apigatewayv2_api.orders', 'id'),
        target: { at: at(), type: text('HTTP_PROXY'), uri },
      }),
    ),
  ])

/** An integration that leads to what a variable of its API's stage says. */
const byVariable = (side: Side, uri: string, backend: Value) => {
  const before = sends(side, text(uri))
  const stage = entity('api-stage', 'aws_apigatewayv2_stage.live', {
    api: ref('aws_apigatewayv2_api.orders', 'id'),
    name: text('$default'),
    variables: { kind: 'map', entries: new Map([['backend', backend]]), from: backend.from },
  })
  return { ...before, entities: { ...before.entities, 'api-stage': [stage] } }
}

const variable = '${' + 'stageVariables.backend}'
const host = `https://${variable}/orders`
const alias = `arn:aws:lambda:eu-west-1:111122223333:function:orders:${variable}`

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
    {
      name: 'a variable of the stage, each to its own',
      staging: byVariable('staging', host, text('refunds.stg.example.com')),
      production: byVariable('production', host, text('refunds.example.com')),
    },
    {
      name: 'a variable of the stage that no integration uses',
      staging: own('staging'),
      production: byVariable('production', 'https://refunds.example.com/', text('refunds.stg.example.com')),
    },
    {
      name: 'an alias that is called as production is',
      staging: byVariable('staging', alias, text('staging')),
      production: byVariable('production', alias, text('production')),
    },
  ],
  reports: [
    {
      name: 'an input that several are put together from, once',
      staging: own('staging'),
      production: sends(
        'production',
        given('https://refunds.stg.example.com/'),
        given('https://refunds.stg.example.com/refunds/'),
      ),
      expect: [
        "requests that aws_apigatewayv2_integration.refunds takes (and 1 more) are sent to refunds.stg.example.com, which is the other environment's",
      ],
    },
    {
      name: 'a variable of the stage that leads to a host of staging',
      staging: byVariable('staging', host, text('refunds.stg.example.com')),
      production: byVariable('production', host, text('refunds.stg.example.com')),
      expect: [
        "requests that aws_apigatewayv2_integration.refunds takes are sent to refunds.stg.example.com, which is the other environment's",
      ],
    },
    {
      name: 'a variable of the stage that is staging’s alias',
      staging: byVariable('staging', alias, text('staging')),
      production: byVariable('production', alias, text('staging')),
      expect: [
        "requests that aws_apigatewayv2_integration.refunds takes are sent to staging, which is the other environment's",
      ],
    },
    {
      name: 'a variable of the stage that nothing sets',
      staging: byVariable('staging', host, text('refunds.stg.example.com')),
      production: byVariable('production', host, unset('backend')),
      expect: ['undetermined: backend'],
    },
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
