import { describe, expect, test } from 'vitest'
import { parseJsonValue } from '../../../src/aws/json-text.ts'
import { digest } from '../../../src/model/secret.ts'
import type { Value } from '../../../src/model/value.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import { sealSource } from '../../../src/parsers/secrets/seal-source.ts'
import { ref, sourceOf, template, tf, type Written } from '../../helpers/evaluated.ts'

const secret = 'kq8ZrTw3LmNvB5xYcD7g'
const sealed = { $sensitive: digest(secret, 'salt') }

/** The arguments of one resource after sealing. */
const seal = (values: { readonly [name: string]: Written }): Value | undefined =>
  sealSource(sourceOf([tf('x.y', values)]), 'salt').resources[0]?.values
const sealedJson = (values: { readonly [name: string]: Written }): unknown => {
  const value = seal(values)
  return value && valueToJson(value)
}

describe('secrets that nobody declared', () => {
  test.each<[string, { readonly [name: string]: Written }, unknown]>([
    ['by name', { password: secret }, { password: sealed }],
    [
      'by the name beside the value',
      { environment: [{ name: 'JWT_SECRET', value: secret }] },
      { environment: [{ name: 'JWT_SECRET', value: sealed }] },
    ],
    [
      'in a SecureString',
      { name: '/app/x', type: 'SecureString', value: secret },
      { name: '/app/x', type: 'SecureString', value: sealed },
    ],
    [
      'wherever else they stand',
      { password: secret, note: `use ${secret}` },
      { password: sealed, note: { $sensitive: digest(`use ${secret}`, 'salt') } },
    ],
    [
      'in the parts of a text',
      { password: template('a-', ref('aws_lb.main', 'arn')) },
      { password: { $template: [{ $sensitive: digest('a-', 'salt') }, { $ref: 'aws_lb.main.arn' }] } },
    ],
  ])('%s', (_name, values, expected) => {
    expect(sealedJson(values)).toEqual(expected)
  })

  test.each<[string, { readonly [name: string]: Written }]>([
    ['a password of one word does not hide what is spelled like it', { engine: 'postgres', host: 'example.com' }],
    ['code is no value', { code: 'license_key = get_license_key()\ntoken = response[0]' }],
    [
      'what only tells where a secret is',
      { secret_arn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x', password_policy: 'strict' },
    ],
    ['addresses beside each other', { text: '["https://a.example.com:443","name:x@example.com"]' }],
  ])('%s', (_name, values) => {
    const plain = sealedJson({ ...values, password: 'postgres', other_password: 'example' })
    expect(plain).toMatchObject(values)
  })

  test('a container definition of which parts are not known can still be read', () => {
    const definitions = template(
      '[{"name":"api","image":"',
      ref('aws_ecr_repository.api', 'repository_url'),
      `","environment":[{"name":"JWT_SECRET","value":"${secret}"},{"name":"PORT","value":`,
      ref('aws_lb_target_group.api', 'port'),
      '},{"name":"STAGE","value":"prod"}]}]',
    )
    const value = seal({ container_definitions: definitions })
    const text = value?.kind === 'map' ? value.entries.get('container_definitions') : undefined
    const read = text?.kind === 'template' ? parseJsonValue(text) : undefined
    expect(read && valueToJson(read)).toEqual([
      {
        name: 'api',
        image: { $ref: 'aws_ecr_repository.api.repository_url' },
        environment: [
          { name: 'JWT_SECRET', value: sealed },
          { name: 'PORT', value: { $ref: 'aws_lb_target_group.api.port' } },
          { name: 'STAGE', value: 'prod' },
        ],
      },
    ])
  })

  test('a trouble does not repeat them', () => {
    const source = sourceOf([tf('x.y', { password: secret })])
    const trouble = {
      severity: 'error',
      summary: 'Invalid',
      detail: `"${secret}" is too long`,
      at: source.resources[0]?.at,
    }
    const { diagnostics } = sealSource({ ...source, diagnostics: [trouble as never] }, 'salt')
    expect(diagnostics.map(({ detail }) => detail)).toEqual(['"(secret)" is too long'])
  })

  test('what is sealed stays as it is', () => {
    const once = sealSource(sourceOf([tf('x.y', { password: secret })]), 'salt')
    expect(sealSource(once, 'salt')).toEqual(once)
  })
})
