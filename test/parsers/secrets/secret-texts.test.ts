import { expect, test } from 'vitest'
import { isDistinctive, secretTextsOf } from '../../../src/parsers/secrets/secret-texts.ts'
import { sourceOf, tf } from '../../helpers/evaluated.ts'

test.each(['wvVsFVETywJrPJU8', 'dcFwbquryeSFHLq2', 'aaaaaaaaaaaaaaa9', 'xBYMnbfPeTVcFXS56', 'kq8ZrTw3LmNvB5xYcD7g'])(
  '%s is found wherever it stands',
  text => {
    expect(isDistinctive(text)).toBe(true)
  },
)

test.each([
  'postgres',
  'shop-production-web',
  'administrator2024',
  'authentication',
  'myAppUserName',
  'staging-lb-tls-vpc',
])('%s may be anything', text => {
  expect(isDistinctive(text)).toBe(false)
})

const secretsIn = (text: string) => secretTextsOf(sourceOf([tf('x.y', { text })]))

test.each([
  'DB_PASSWORD=kq8ZrTw3LmNvB5x',
  '_DB_PASSWORD=kq8ZrTw3LmNvB5x',
  `${'-'.repeat(30)}db_password: kq8ZrTw3LmNvB5x`,
  '#!/bin/sh\nexport DB_PASSWORD="kq8ZrTw3LmNvB5x"',
  'start --db-password kq8 --db-password=kq8ZrTw3LmNvB5x',
  'a: b\n2nd.db_password: kq8ZrTw3LmNvB5x',
  `spring.security.oauth2.client.registration.${'of-the-partner.'.repeat(8)}client-secret=kq8ZrTw3LmNvB5x`,
])('the secret of an assignment in %s', text => {
  expect(secretsIn(text)).toContain('kq8ZrTw3LmNvB5x')
})
