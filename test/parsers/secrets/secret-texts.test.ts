import { expect, test } from 'vitest'
import { isDistinctive } from '../../../src/parsers/secrets/secret-texts.ts'

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
