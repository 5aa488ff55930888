import type { Container } from '../../src/model/entity.ts'
import { secretInPlainText } from '../../src/rules/settings/secret-in-plain-text.ts'
import { entity, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const task = (side: Side, told: Partial<Pick<Container, 'environment' | 'secrets'>>) =>
  shop(side, [
    ...shopEntities(side),
    entity('task-definition', 'aws_ecs_task_definition.api', {
      containers: [{ name: text('api'), ports: [], environment: new Map(), secrets: new Map(), ...told }],
    }),
  ])

const secret = new Map([['SIGNING_KEY', text('/api/signing-key')]])

testRule(secretInPlainText, {
  silent: [
    {
      name: 'a secret in both',
      staging: task('staging', { secrets: secret }),
      production: task('production', { secrets: secret }),
    },
    {
      name: 'plain in both',
      staging: task('staging', { environment: secret }),
      production: task('production', { environment: secret }),
    },
    {
      name: 'plain in staging only',
      staging: task('staging', { environment: secret }),
      production: task('production', { secrets: secret }),
    },
    {
      name: 'empty in production',
      staging: task('staging', { secrets: secret }),
      production: task('production', { environment: new Map([['SIGNING_KEY', text('')]]) }),
    },
  ],
  reports: [
    {
      name: 'plain in production only',
      staging: task('staging', { secrets: secret }),
      production: task('production', { environment: new Map([['SIGNING_KEY', text('0c1f2e3d')]]) }),
      expect: [
        "SIGNING_KEY of api stands in production's task definition, readable to all who may see it; staging reads it from a secret",
      ],
    },
    {
      name: 'the containers of production are not known',
      staging: task('staging', { secrets: secret }),
      production: shop('production', [
        ...shopEntities('production'),
        entity('task-definition', 'aws_ecs_task_definition.api', { containers: { unknown: unset('containers') } }),
      ]),
      expect: ['undetermined: containers'],
    },
  ],
})
