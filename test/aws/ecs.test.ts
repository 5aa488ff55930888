import { describe, expect, test } from 'vitest'
import type { Written } from '../helpers/evaluated.ts'
import { cfn, plain, ref, template, tf, unset, value } from '../helpers/evaluated.ts'
import { entitiesOf, testReading } from './read-cases.ts'

const service = { kind: 'service', exists: 'yes' }

testReading('service', [
  {
    name: 'behind a target group',
    from: [
      tf('aws_ecs_service.s', {
        name: 'api',
        desired_count: 2,
        health_check_grace_period_seconds: 60,
        task_definition: ref('T'),
        load_balancer: [{ target_group_arn: ref('Tg'), container_name: 'app', container_port: 8080 }],
      }),
      cfn('S', 'AWS::ECS::Service', {
        ServiceName: 'api',
        DesiredCount: '2',
        HealthCheckGracePeriodSeconds: '60',
        TaskDefinition: ref('T'),
        LoadBalancers: [{ TargetGroupArn: ref('Tg'), ContainerName: 'app', ContainerPort: '8080' }],
      }),
    ],
    gives: [
      {
        ...service,
        name: 'api',
        desiredCount: 2,
        gracePeriod: 60,
        taskDefinition: '<T>',
        targets: [{ targetGroup: '<Tg>', containerName: 'app', containerPort: 8080 }],
      },
    ],
  },
  {
    name: 'blue and green',
    from: [
      tf('aws_ecs_service.s', {
        load_balancer: [
          { target_group_arn: ref('Blue'), advanced_configuration: [{ alternate_target_group_arn: ref('Green') }] },
        ],
      }),
      cfn('S', 'AWS::ECS::Service', {
        LoadBalancers: [
          { TargetGroupArn: ref('Blue'), AdvancedConfiguration: { AlternateTargetGroupArn: ref('Green') } },
        ],
      }),
    ],
    gives: [{ ...service, targets: [{ targetGroup: '<Blue>' }, { targetGroup: '<Green>' }] }],
  },
  {
    name: 'behind something that is not known',
    from: [
      tf('aws_ecs_service.s', { load_balancer: unset('lb') }),
      cfn('S', 'AWS::ECS::Service', { LoadBalancers: unset('lb') }),
    ],
    gives: [{ ...service, targets: [{ targetGroup: '?lb' }] }],
  },
  {
    name: 'behind a classic load balancer',
    from: [
      tf('aws_ecs_service.s', { load_balancer: [{ elb_name: 'old', container_name: 'app' }] }),
      cfn('S', 'AWS::ECS::Service', { LoadBalancers: [{ LoadBalancerName: 'old', ContainerName: 'app' }] }),
    ],
    gives: [{ ...service, targets: [] }],
  },
  {
    name: 'a task set',
    from: [
      tf('aws_ecs_task_set.s', {
        service: 'api',
        task_definition: ref('T'),
        load_balancer: [{ target_group_arn: ref('Tg') }],
      }),
      cfn('S', 'AWS::ECS::TaskSet', {
        Service: 'api',
        TaskDefinition: ref('T'),
        LoadBalancers: [{ TargetGroupArn: ref('Tg') }],
      }),
    ],
    gives: [{ ...service, name: 'api', taskDefinition: '<T>', targets: [{ targetGroup: '<Tg>' }] }],
  },
])

const json = (definitions: unknown): string => JSON.stringify(definitions)
const containers = [
  {
    name: 'app',
    portMappings: [{ containerPort: 8080, hostPort: 0 }],
    environment: [
      { name: 'JWT_ISSUER', value: 'https://id.example.com' },
      { name: 'PORT', value: '8080' },
    ],
    secrets: [{ name: 'DB_PASSWORD', valueFrom: '/kumo/db-password' }],
    entryPoint: ['node'],
    command: ['server.js', '--port=8080'],
  },
]
const app = {
  name: 'app',
  ports: [8080],
  environment: { JWT_ISSUER: 'https://id.example.com', PORT: '8080' },
  secrets: { DB_PASSWORD: '/kumo/db-password' },
  command: ['node', 'server.js', '--port=8080'],
}

testReading('task-definition', [
  {
    name: 'containers',
    from: [
      tf('aws_ecs_task_definition.t', { family: 'api', container_definitions: json(containers) }),
      tf('aws_ecs_task_definition.t', { family: 'api', container_definitions: containers }),
      cfn('T', 'AWS::ECS::TaskDefinition', {
        Family: 'api',
        ContainerDefinitions: [
          {
            Name: 'app',
            PortMappings: [{ ContainerPort: '8080' }],
            Environment: [
              { Name: 'JWT_ISSUER', Value: 'https://id.example.com' },
              { Name: 'PORT', Value: 8080 },
            ],
            Secrets: [{ Name: 'DB_PASSWORD', ValueFrom: '/kumo/db-password' }],
            EntryPoint: ['node'],
            Command: ['server.js', '--port=8080'],
          },
        ],
      }),
    ],
    gives: [{ kind: 'task-definition', exists: 'yes', family: 'api', containers: [app] }],
  },
  {
    name: 'not known as a whole',
    from: [
      tf('aws_ecs_task_definition.t', { container_definitions: unset('defs') }),
      cfn('T', 'AWS::ECS::TaskDefinition', { ContainerDefinitions: unset('defs') }),
      cfn('T', 'AWS::ECS::TaskDefinition', { ContainerDefinitions: [unset('defs')] }),
    ],
    gives: [{ kind: 'task-definition', exists: 'yes', containers: { unknown: '?defs' } }],
  },
  {
    name: 'text that is no JSON',
    from: ['[{', '', '[1]]', `${'['.repeat(50_000)}${']'.repeat(50_000)}`].map(text =>
      tf('aws_ecs_task_definition.t', { container_definitions: text }),
    ),
    gives: [
      {
        kind: 'task-definition',
        exists: 'yes',
        containers: { unknown: '?aws_ecs_task_definition.t.container_definitions' },
      },
    ],
  },
  {
    name: 'a sensitive text is not read: only its digest is there',
    from: [tf('aws_ecs_task_definition.t', { container_definitions: { ...value('a1b2c3d4'), sensitive: true } })],
    gives: [{ kind: 'task-definition', exists: 'yes', containers: { unknown: 'a1b2c3d4' } }],
  },
])

describe('container definitions of which parts are not known', () => {
  const read = (text: Written) => {
    const [task] = entitiesOf(tf('aws_ecs_task_definition.t', { container_definitions: text })) ?? []
    return task?.kind === 'task-definition' ? plain(task.containers) : undefined
  }
  const around = (...parts: readonly Written[]) =>
    template('[{"name":"app","environment":[{"name":"A","value":', ...parts, '}]}]')
  test.each([
    ['a whole text', around(ref('aws_lb.main', 'dns_name')), '<aws_lb.main dns_name>'],
    ['a whole text, between its quotes', around('"', ref('aws_lb.main', 'dns_name'), '"'), '<aws_lb.main dns_name>'],
    [
      'a part of a text',
      around('"https://', ref('aws_lb.main', 'dns_name'), '/v1\\"'.concat('"')),
      'https://<aws_lb.main dns_name>/v1"',
    ],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toEqual([{ name: 'app', ports: [], environment: { A: expected }, secrets: {} }])
  })
})
