import { describe, expect, test } from 'vitest'
import { buildEnvironment } from '../../src/environment/build.ts'
import type { EvaluatedApp, EvaluatedResource } from '../../src/model/evaluated.ts'
import type { Written } from '../helpers/evaluated.ts'
import { app, cfn, configured, outside, place, plain, refIn, sourceOf, tf } from '../helpers/evaluated.ts'

const build = (resources: readonly EvaluatedResource[], apps: readonly EvaluatedApp[]) =>
  buildEnvironment({
    name: 'staging',
    sources: resources.map(each => sourceOf([each])),
    apps: apps.map(each => configured(each)),
    declaredLinks: [],
    diagnostics: [],
  })

const stack = (id: string, file: string, name: Written = undefined): EvaluatedResource =>
  cfn('Service', 'AWS::ECS::Service', { ServiceName: name }, { source: id, at: place(file, 5) })
const service = (id: string, name: string): EvaluatedResource => tf(`aws_ecs_service.${id}`, { name })

interface AppCase {
  readonly name: string
  readonly services: readonly EvaluatedResource[]
  readonly apps: readonly EvaluatedApp[]
  readonly gives: { readonly [app: string]: string }
  readonly how?: readonly string[]
  readonly ambiguous?: string
}

const statements = app('statements-api', 'services/statements-api/config/default.toml')

test.each<AppCase>([
  {
    name: 'a template above the configuration',
    services: [stack('st', 'services/statements-api/template.yaml'), stack('portal', 'services/portal/template.yaml')],
    apps: [statements, app('portal-bff', 'services/portal-bff/.env')],
    gives: { 'statements-api': 'st:Service' },
    how: ['exact app statements-api: directory above'],
  },
  {
    name: 'a template beside the configuration',
    services: [stack('st', 'services/statements-api/aws/template.yaml')],
    apps: [statements, app('portal-bff', 'services/portal-bff/.env')],
    gives: { 'statements-api': 'st:Service' },
    how: ['exact app statements-api: directory beside'],
  },
  {
    name: 'a template in the same directory',
    services: [stack('st', 'services/a/template.yaml'), stack('b', 'services/b/template.yaml')],
    apps: [app('b-bff', 'services/b/.env.staging')],
    gives: { 'b-bff': 'b:Service' },
    how: ['exact app b-bff: same directory'],
  },
  {
    name: 'a service beside another is not its own',
    services: [stack('st', 'services/statements-api/template.yaml')],
    apps: [app('portal-bff', 'services/portal-bff/.env')],
    gives: {},
  },
  {
    name: 'two services in one template: the name decides',
    services: [stack('st', 'api/template.yaml', 'kumo-worker'), stack('st2', 'api/template.yaml', 'statements-api')],
    apps: [app('statements-api', 'api/config/default.toml')],
    gives: { 'statements-api': 'st2:Service' },
    how: ['exact app statements-api: directory above'],
  },
  {
    name: 'two services in one template, and no name',
    services: [stack('st', 'api/template.yaml'), stack('st2', 'api/template.yaml')],
    apps: [app('statements-api', 'api/config/default.toml')],
    gives: {},
    ambiguous: 'st:Service, st2:Service',
  },
  {
    name: 'equal names, without the environment and separators',
    services: [service('a', 'stg-StatementsApi'), service('b', 'staging-web')],
    apps: [statements, app('web', 'web/.env')],
    gives: { 'statements-api': 'infra:aws_ecs_service.a', web: 'infra:aws_ecs_service.b' },
    how: ['likely app statements-api: name', 'likely app web: name'],
  },
  {
    name: 'the product in front',
    services: [service('a', 'kumo-staging-statements-api'), service('b', 'kumo-staging-statements-api-worker')],
    apps: [statements],
    gives: { 'statements-api': 'infra:aws_ecs_service.a' },
    how: ['likely app statements-api: end of the name'],
  },
  {
    name: 'two of one name',
    services: [service('a', 'statements-api'), service('b', 'statements_api')],
    apps: [statements],
    gives: {},
    ambiguous: 'infra:aws_ecs_service.a, infra:aws_ecs_service.b',
  },
  { name: 'no sign at all', services: [service('a', 'api')], apps: [statements], gives: {} },
])('$name', ({ services, apps, gives, how = [], ambiguous }) => {
  const model = build(services, apps)
  expect(
    Object.fromEntries([...model.serviceOfApp].map(([id, { source, name }]) => [id, `${source}:${name}`])),
  ).toEqual(gives)
  expect(model.links.map(({ reliability, because }) => `${reliability} ${because}`)).toEqual(how)
  expect(model.diagnostics.map(({ detail }) => detail)).toEqual(ambiguous ? [expect.stringContaining(ambiguous)] : [])
})

describe('containers', () => {
  const task = tf('aws_ecs_task_definition.t', {
    family: 'x',
    container_definitions: [
      {
        name: 'app',
        environment: [
          { name: 'CONFIG_DIR', value: '/srv/statements-api/config' },
          { name: 'JWT_ISSUER', value: outside('ssm:/issuer') },
        ],
      },
      { name: 'sidecar' },
    ],
  })
  const running = tf('aws_ecs_service.s', {
    name: 'stg-x',
    task_definition: refIn('infra', 'aws_ecs_task_definition.t', 'arn'),
  })
  const issuer = tf('aws_ssm_parameter.issuer', { name: '/issuer', value: 'https://id.example.com' })
  const source = sourceOf([task, running, issuer])
  const of = (apps: readonly EvaluatedApp[]) =>
    buildEnvironment({
      name: 'staging',
      sources: [source],
      apps: apps.map(each => configured(each)),
      declaredLinks: [],
      diagnostics: [],
    })

  test('the environment of a container names the app', () => {
    const model = of([statements])
    expect(model.serviceOfApp.get('statements-api')).toEqual(running.address)
    expect(model.apps.map(({ id }) => id)).toEqual(['statements-api'])
  })

  test('without an app, its environment is the configuration, links followed', () => {
    const model = of([app('other', 'other/.env')])
    expect(model.apps.map(({ id, framework }) => [id, framework])).toEqual([
      ['other', 'config-rs'],
      ['stg-x/app', 'container-environment'],
    ])
    expect(model.apps[1]?.settings.map(({ key, value }) => [key, plain(value)])).toEqual([
      ['CONFIG_DIR', '/srv/statements-api/config'],
      ['JWT_ISSUER', 'https://id.example.com'],
    ])
    expect(model.serviceOfApp.get('stg-x/app')).toEqual(running.address)
  })
})
