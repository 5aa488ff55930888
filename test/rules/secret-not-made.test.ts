import type { Container, Entity } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { secretNotMade } from '../../src/rules/settings/secret-not-made.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const task = (side: Side, told: Partial<Pick<Container, 'environment' | 'secrets'>>, more: readonly Entity[] = []) =>
  shop(side, [
    ...shopEntities(side),
    entity('task-definition', 'aws_ecs_task_definition.api', {
      containers: [{ name: text('api'), ports: [], environment: new Map(), secrets: new Map(), ...told }],
    }),
    ...more,
  ])

const reads = (from: Value) => ({ secrets: new Map([['SIGNING_KEY', from]]) })

const parameter = (name: Value): Entity =>
  entity('stored-parameter', 'aws_ssm_parameter.signing_key', { name, value: text('made elsewhere') })

const made = (side: Side, from: Value) => task(side, reads(from), [parameter(text(`/${side}/signing-key`))])

testRule(secretNotMade, {
  silent: [
    {
      name: 'both make their own',
      staging: made('staging', text('/staging/signing-key')),
      production: made('production', text('arn:aws:ssm:eu-west-1:111122223333:parameter/production/signing-key')),
    },
    {
      name: 'neither makes it',
      staging: task('staging', reads(text('/staging/signing-key'))),
      production: task('production', reads(text('/production/signing-key'))),
    },
    {
      name: 'a reference to the parameter',
      staging: made('staging', text('/staging/signing-key')),
      production: made('production', ref('aws_ssm_parameter.signing_key', 'arn')),
    },
    {
      name: 'read from elsewhere in production',
      staging: made('staging', text('/staging/signing-key')),
      production: task('production', reads(text('arn:aws:secretsmanager:eu-west-1:111122223333:secret:key'))),
    },
  ],
  reports: [
    {
      name: 'made in staging only',
      staging: made('staging', text('/staging/signing-key')),
      production: task('production', reads(text('/production/signing-key'))),
      expect: [
        'tasks of api stop with ResourceInitializationError: SIGNING_KEY is read from /production/signing-key, which nothing makes in production; staging makes its own',
      ],
    },
    {
      name: 'made under another name',
      staging: made('staging', text('/staging/signing-key')),
      production: made('production', text('/production/signing-keys')),
      expect: [
        'tasks of api stop with ResourceInitializationError: SIGNING_KEY is read from /production/signing-keys, which nothing makes in production; staging makes its own',
      ],
    },
    {
      name: 'a parameter whose name is not known',
      staging: made('staging', text('/staging/signing-key')),
      production: task('production', reads(text('/production/signing-key')), [parameter(unset('prefix'))]),
      expect: ['undetermined: prefix'],
    },
  ],
})
