import type { Value } from '../../src/model/value.ts'
import { containerPortMismatch } from '../../src/rules/service/container-port-mismatch.ts'
import { changed, entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const listening = (side: Side, registered: Value, mapped: Value) =>
  shop(side, [
    ...changed(shopEntities(side), 'aws_ecs_service.api', {
      taskDefinition: ref('aws_ecs_task_definition.api', 'arn'),
      targets: [
        { targetGroup: ref('aws_lb_target_group.api', 'arn'), containerName: text('api'), containerPort: registered },
      ],
    }),
    entity('task-definition', 'aws_ecs_task_definition.api', {
      containers: [{ name: text('api'), ports: [mapped], environment: new Map(), secrets: new Map() }],
    }),
  ])

testRule(containerPortMismatch, {
  silent: [
    {
      name: 'other ports on both sides',
      staging: listening('staging', text(3000), text(3000)),
      production: listening('production', text(8080), text(8080)),
    },
    {
      name: 'a mismatch on both sides',
      staging: listening('staging', text(3000), text(80)),
      production: listening('production', text(3000), text(80)),
    },
  ],
  reports: [
    {
      name: 'production registers another port',
      staging: listening('staging', text(3000), text(3000)),
      production: listening('production', text(8080), text(3000)),
      expect: [
        'aws_ecs_service.api registers port 8080 of container api, which opens 3000: the service cannot be deployed',
      ],
    },
    {
      name: 'the port of the container comes from an unset variable',
      staging: listening('staging', text(3000), text(3000)),
      production: listening('production', text(3000), unset('app_port')),
      expect: ['undetermined: app_port'],
    },
  ],
})
