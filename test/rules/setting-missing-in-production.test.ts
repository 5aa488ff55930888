import type { Value } from '../../src/model/value.ts'
import { settingMissingInProduction } from '../../src/rules/settings/setting-missing-in-production.ts'
import { entity, type Side, secret, shop, shopEntities, shopWithSettings, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

type Pairs = readonly (readonly [string, Value])[]

const withContainer = (side: Side, { environment = [], secrets = [] }: { environment?: Pairs; secrets?: Pairs }) =>
  shop(side, [
    ...shopEntities(side),
    entity('task-definition', 'aws_ecs_task_definition.api', {
      containers: [{ name: text('api'), ports: [], environment: new Map(environment), secrets: new Map(secrets) }],
    }),
  ])

testRule(settingMissingInProduction, {
  silent: [
    {
      name: 'a switch for testing',
      staging: shopWithSettings('staging', { MOCK_BANK_URL: text('https://mock.stg.example.com') }),
      production: shop('production'),
    },
    {
      name: 'a value that every app has a default for',
      staging: shopWithSettings('staging', { LOG_LEVEL: text('debug') }),
      production: shop('production'),
    },
    ...['VALID', 'worktable.size', 'REMOTE_HOSTING'].map(key => ({
      name: `${key}, which identifies nothing`,
      staging: shopWithSettings('staging', { [key]: text('eu-west-1_x') }),
      production: shop('production'),
    })),
    {
      name: 'another spelling of the key',
      staging: shopWithSettings('staging', { BANK_URL: text('https://bank.example.org') }),
      production: shopWithSettings('production', { 'bank.url': text('https://bank.example.org') }),
    },
    {
      name: 'a container reads it as a secret in production',
      staging: withContainer('staging', { environment: [['API_TOKEN', secret('one')]] }),
      production: withContainer('production', { secrets: [['API_TOKEN', text('/shop/api-token')]] }),
    },
  ],
  reports: [
    {
      name: 'a URL',
      staging: shopWithSettings('staging', { BANK_URL: text('https://bank.example.org') }),
      production: shop('production'),
      expect: ['auth is not told BANK_URL in production: it starts without it, or not at all'],
    },
    ...['USER_POOL_ID', 'cookie.domain', 'queueName', 'OrdersTable', 'LOG_GROUP'].map(key => ({
      name: `what ${key} identifies`,
      staging: shopWithSettings('staging', { [key]: text('eu-west-1_x') }),
      production: shop('production'),
      expect: [`auth is not told ${key} in production: it starts without it, or not at all`],
    })),
    {
      name: 'a secret of a container',
      staging: withContainer('staging', {
        environment: [['A', text('b')]],
        secrets: [['API_TOKEN', text('/shop/api-token')]],
      }),
      production: withContainer('production', { environment: [['A', text('b')]] }),
      expect: ['api is not told API_TOKEN in production: it starts without it, or not at all'],
    },
    {
      name: 'what containers are told comes from an unset variable',
      staging: withContainer('staging', { environment: [['A', text('b')]] }),
      production: shop('production', [
        ...shopEntities('production'),
        entity('task-definition', 'aws_ecs_task_definition.api', {
          containers: { unknown: unset('container_definitions') },
        }),
      ]),
      expect: ['undetermined: container_definitions'],
    },
  ],
})
