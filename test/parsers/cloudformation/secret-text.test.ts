import { describe, expect, it } from 'vitest'
import { valueToJson } from '../../../src/model/value-json.ts'
import { isSecretText } from '../../../src/parsers/cloudformation/secret-text.ts'
import { evaluate, jsonOf } from './evaluate.ts'

describe('a secret', () => {
  it.each([
    ['hunter2', 'DbPassword'],
    ['hunter2', 'MasterUserPassword'],
    ['abc', 'DB_PASSWORD'],
    ['abc', 'client_secret'],
    ['abc', 'ApiKey'],
    ['RuykRLrDnVKmhFYUNgkP', 'ApiToken'],
    ['RuykRLrDnVKmhFYUNgkP', 'CookieSalt'],
    ['postgres://app:hunter2@db/app', 'Url'],
    ['AKIAIOSFODNN7EXAMPLE', 'Value'],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc', 'Value'],
  ])('is %s as %s', (text, name) => {
    expect(isSecretText(text, name)).toBe(true)
  })

  it.each([
    ['https://id.example.com', 'TokenIssuer'],
    ['arn:aws:secretsmanager:us-east-1:111122223333:secret:db', 'DbSecret'],
    ['/app/db-password', 'DbPassword'],
    ['{{resolve:secretsmanager:db}}', 'MasterUserPassword'],
    ['true', 'HasSecret'],
    ['', 'DbPassword'],
    ['db', 'SecretName'],
    ['customerReservationId', 'PartitionKey'],
    ['OrderPlacedEventStream', 'RoutingKey'],
    ['https://api.example.com/a:b', 'Url'],
    ['arn:aws:iam::111122223333:role/a', 'Value'],
  ])('is not %s as %s', (text, name) => {
    expect(isSecretText(text, name)).toBe(false)
  })

  it('leaves a template as a digest only, wherever it stands', () => {
    const source = evaluate(
      `Parameters: {DbPassword: {Type: String}}
Resources:
  A: {Type: Custom::A, Properties: {Url: !Sub "x-\${DbPassword}", MasterUserPassword: literal, Env: [{Name: API_KEY, Value: literal}, {Name: HOST, Value: open}]}}
`,
      { parameters: { DbPassword: 'hunter2' } },
    )
    const hidden = (length: number) => ({ $sensitive: `digest of ${length} characters` })
    const bound = source.inputs.get('DbPassword')
    expect(bound && valueToJson(bound)).toEqual(hidden(7))
    expect(jsonOf(source, 'A', 'Url')).toEqual(hidden(9))
    expect(jsonOf(source, 'A', 'MasterUserPassword')).toEqual(hidden(7))
    expect(jsonOf(source, 'A', 'Env')).toEqual([
      { Name: 'API_KEY', Value: hidden(7) },
      { Name: 'HOST', Value: 'open' },
    ])
  })
})
