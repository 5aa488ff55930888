import { secretSharedBetweenEnvironments } from '../../src/rules/token/secret-shared-between-environments.ts'
import { entity, type Side, secret, shop, shopEntities, shopWithSettings, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const reading = (side: Side, place: string, container = 'api') =>
  shop(side, [
    ...shopEntities(side),
    entity('task-definition', 'aws_ecs_task_definition.api', {
      containers: [
        {
          name: text(container),
          ports: [],
          environment: new Map(),
          secrets: new Map([['JWT_SIGNING_KEY', text(place)]]),
        },
      ],
    }),
  ])

testRule(secretSharedBetweenEnvironments, {
  silent: [
    {
      name: 'a default in files, for which production reads another from a store',
      staging: shopWithSettings('staging', { JWT_SIGNING_KEY: secret('one') }),
      production: {
        ...shopWithSettings('production', { JWT_SIGNING_KEY: secret('one') }),
        entities: reading('production', '/shop/jwt-signing-key', 'auth').entities,
      },
    },
    {
      name: 'a key of a third party',
      staging: shopWithSettings('staging', { MAPS_API_KEY: secret('one') }),
      production: shopWithSettings('production', { MAPS_API_KEY: secret('one') }),
    },
    {
      name: 'the same name in two accounts',
      staging: reading('staging', '/shop/jwt-signing-key'),
      production: reading('production', '/shop/jwt-signing-key'),
    },
  ],
  reports: [
    {
      name: 'equal secrets',
      staging: shopWithSettings('staging', { JWT_SECRET: secret('one') }),
      production: shopWithSettings('production', { JWT_SECRET: secret('one') }),
      expect: ['JWT_SECRET of auth is the same secret in both environments: what staging signs, production accepts'],
    },
    {
      name: 'one place that both read',
      staging: reading('staging', 'arn:aws:ssm:ap-northeast-1:111122223333:parameter/shop/jwt-signing-key'),
      production: reading('production', 'arn:aws:ssm:ap-northeast-1:111122223333:parameter/shop/jwt-signing-key'),
      expect: [
        'JWT_SIGNING_KEY of api is read from one place in both environments: what staging signs, production accepts',
      ],
    },
    {
      name: 'a secret from an unset variable',
      staging: shopWithSettings('staging', { JWT_SECRET: secret('one') }),
      production: shopWithSettings('production', { JWT_SECRET: unset('JWT_SECRET') }),
      expect: ['undetermined: JWT_SECRET'],
    },
  ],
})
