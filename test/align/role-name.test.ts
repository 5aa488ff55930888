import { describe, expect, test } from 'vitest'
import { roleName } from '../../src/align/role-name.ts'

const cases: readonly [name: string, environment: string, role: string][] = [
  ['web', 'production', 'web'],
  ['kumoProduction-web', 'production', 'kumo-web'],
  ['environments/prod/web', 'production', 'environments-web'],
  ['production', 'production', ''],
  ['prod', 'production', ''],
  ['eu/live', 'prod-eu', ''],
  ['staging', 'production', 'staging'],
  ['staging-production', 'production', 'staging-production'],
]

describe('the role of a name', () => {
  test.each(cases)('%s in %s is "%s"', (name, environment, role) => expect(roleName(name, environment)).toBe(role))

  test('words learnt to be the environment’s own are left out', () =>
    expect(roleName('blue-web', 'production', new Set(['blue']))).toBe('web'))
})
