import { expect, test } from 'vitest'
import { isSecretShape } from '../../../src/parsers/secrets/secret-shape.ts'

test.each([
  'postgres://app:hunter2hunter2@db.example.internal/app',
  'redis://:hunter2hunter2@cache.example.internal:6379',
  'https://a1b2c3d4e5f6a7b8c9@git.example.com/app.git',
  'jdbc:postgresql://db.example.internal/app?user=app&password=hunter2',
  'Server=db.example.internal; User Id=app; Password = hunter2;',
  'host=db.example.internal user=app password=hunter2',
  'Endpoint=sb://q.example.net/;SharedAccessKeyName=app;SharedAccessKey=abcd=',
  'https://feed.example.com/v1?format=json&api_key=abcd1234',
  'https://hooks.slack.com/services/T0/B0/abcd',
  'Bearer abcd1234efgh',
  'Basic dXNlcjpwYXNz',
])('%s is a secret', text => {
  expect(isSecretShape(text)).toBe(true)
})

test.each([
  'https://app.example.com/callback?next=/home&lang=en',
  'https://deploy@git.example.com/app.git',
  'https://id.example.com/reset?token=${token}',
  'https://example.com/a?use_token=false',
  'Basic authentication',
  'const secret = process.env.JWT_SECRET\nverify(token)',
  'api.example.com,www.example.com',
  'postgres://db.example.internal:5432/app',
  'mailto:ops@example.com',
])('%s is none', text => {
  expect(isSecretShape(text)).toBe(false)
})
