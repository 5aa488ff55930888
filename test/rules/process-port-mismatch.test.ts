import type { Value } from '../../src/model/value.ts'
import { processPortMismatch } from '../../src/rules/service/process-port-mismatch.ts'
import { changed, entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** The shop's API, registered at 8080, with this environment and command. */
const told = (side: Side, environment: Readonly<Record<string, Value>>, command?: readonly string[]) =>
  shop(side, [
    ...changed(shopEntities(side), 'aws_ecs_service.api', {
      taskDefinition: ref('aws_ecs_task_definition.api', 'arn'),
      targets: [
        { targetGroup: ref('aws_lb_target_group.api', 'arn'), containerName: text('api'), containerPort: text(8080) },
      ],
    }),
    entity('task-definition', 'aws_ecs_task_definition.api', {
      containers: [
        {
          name: text('api'),
          ports: [text(8080)],
          environment: new Map(Object.entries(environment)),
          secrets: new Map(),
          ...(command ? { command: command.map(part => text(part)) } : {}),
        },
      ],
    }),
  ])

const right = told('staging', { PORT: text('8080') })
const said = (by: string, value: string) =>
  `api is told to listen on ${value} (${by}), requests come to port 8080: health checks fail, clients get 502`

testRule(processPortMismatch, {
  silent: [
    {
      name: 'both listen where they are asked',
      staging: right,
      production: told('production', { PORT: text('8080') }),
    },
    {
      name: 'neither does',
      staging: told('staging', { PORT: text('90') }),
      production: told('production', { PORT: text('99') }),
    },
    { name: 'it is told nothing', staging: right, production: told('production', {}) },
    {
      name: 'the port of something else',
      staging: right,
      production: told('production', { DB_PORT: text('5432'), APP_PORT: text('9000') }),
    },
    {
      name: 'one of several',
      staging: right,
      production: told('production', { PORT: text('9000'), HTTP_PORT: text('8080') }),
    },
  ],
  reports: [
    {
      name: 'another port in production',
      staging: right,
      production: told('production', { PORT: text('3000') }),
      expect: [said('PORT', '3000')],
    },
    {
      name: 'another port in a URL',
      staging: right,
      production: told('production', { ASPNETCORE_URLS: text('http://+:5000') }),
      expect: [said('ASPNETCORE_URLS', 'http://+:5000')],
    },
    {
      name: 'another port by a flag',
      staging: told('staging', {}, ['serve', '--port', '8080']),
      production: told('production', {}, ['serve', '--port=3000']),
      expect: [said('--port', '--port=3000')],
    },
    {
      name: 'the port comes from an unset variable',
      staging: right,
      production: told('production', { PORT: unset('app_port') }),
      expect: ['undetermined: app_port'],
    },
  ],
})
