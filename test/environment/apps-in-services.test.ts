import { expect, test } from 'vitest'
import { buildEnvironment } from '../../src/environment/build.ts'
import { app, configured, plain, ref, sourceOf, tf, unset, value } from '../helpers/evaluated.ts'

const resources = [
  tf('aws_ecs_service.orders', { name: 'orders', task_definition: ref('aws_ecs_task_definition.orders', 'arn') }),
  tf('aws_ecs_task_definition.orders', {
    family: 'orders',
    container_definitions: JSON.stringify([
      {
        name: 'orders',
        environment: [{ name: 'JWT_ISSUER', value: 'https://id.example.com' }],
        secrets: [{ name: 'JWT_SECRET', valueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/jwt' }],
      },
    ]),
  }),
]

test('an app is evaluated with what its container is told', () => {
  const asked: (readonly [string, readonly string[]])[] = []
  const model = buildEnvironment({
    name: 'production',
    sources: [sourceOf(resources)],
    apps: ['orders', 'other'].map(id => {
      const alone = app(id, `services/${id}/.env`)
      return configured(alone, variables => {
        asked.push([id, [...variables].map(([name, each]) => `${name} ${plain(each)}`)])
        return { ...alone, issuersAccepted: [variables.get('JWT_ISSUER') ?? unset('JWT_ISSUER')] }
      })
    }),
    declaredLinks: [],
    diagnostics: [],
  })
  expect(asked).toEqual([
    ['orders', ['JWT_SECRET ?JWT_SECRET', 'JWT_ISSUER https://id.example.com']],
    ['other', []],
  ])
  const orders = model.apps.find(({ id }) => id === 'orders')
  expect(orders?.issuersAccepted.map(plain)).toEqual([plain(value('https://id.example.com'))])
})
