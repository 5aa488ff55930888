import { expect, test } from 'vitest'
import { oncePerPair } from '../../src/rules/once-per-pair.ts'
import { model } from '../helpers/model.ts'

test('is made once for two environments, and anew for another on either side', () => {
  const [dev, staging, production] = [model('staging', []), model('staging', []), model('production', [])]
  let times = 0
  const made = oncePerPair(() => ++times)
  expect([made(staging, production), made(staging, production)]).toEqual([1, 1])
  expect([made(dev, production), made(dev, staging), made(staging, production)]).toEqual([2, 3, 4])
})
