import { describe, expect, test } from 'vitest'
import { formatLocation, startOf } from '../../../src/model/source-location.ts'
import type { Value } from '../../../src/model/value.ts'
import { detectFramework } from '../../../src/parsers/app-config/detect-framework.ts'
import { type AppVariable, evaluateApp } from '../../../src/parsers/app-config/evaluate-app.ts'
import { diskTree } from './disk-tree.ts'

const tree = diskTree(new URL('../../fixtures/app-config', import.meta.url).pathname)
const evaluate = (dir: string, profile: string, variables: Readonly<Record<string, AppVariable>> = {}) =>
  evaluateApp({
    tree,
    dir,
    name: dir,
    framework: 'auto',
    profile,
    variables: new Map(Object.entries(variables)),
    salt: 's',
  })

const place = (value: Value | undefined): unknown =>
  value && {
    value: value.kind === 'known' ? value.value : value.kind,
    at: formatLocation(value.from.at),
    origins: value.from.origins.map(({ kind, name, at }) => `${kind} ${name} ${formatLocation(at)}`),
  }

describe('a Rust service', () => {
  test.each([
    ['production', 'https://id.ledger.example'],
    ['staging', 'https://id.stg.ledger.example'],
  ])('%s accepts its own issuer, written in its own file', (profile, issuer) => {
    const app = evaluate('rust-service', profile)
    expect(app.framework).toBe('rust-config')
    expect(app.issuersAccepted.map(place)).toEqual([
      {
        value: issuer,
        at: `rust-service/config/${profile}.toml:2`,
        origins: [`config-file auth.issuer rust-service/config/${profile}.toml:2`],
      },
    ])
    expect(app.audiences.map(place)).toEqual([
      {
        value: 'ledger',
        at: 'rust-service/config/default.toml:6',
        origins: ['config-file auth.audiences.0 rust-service/config/default.toml:6'],
      },
    ])
    expect(app.jwks.map(value => value.from.at.file)).toEqual([`rust-service/config/${profile}.toml`])
  })

  test('the range of a value is the value', () => {
    const [issuer] = evaluate('rust-service', 'production').issuersAccepted
    expect([issuer?.from.at.start.column, issuer?.from.at.end.column]).toEqual([10, 37])
  })

  test('a variable wins, and says where it comes from', () => {
    const at = { ...startOf('infra/task.tf'), start: { line: 12, column: 5, offset: 200 } }
    const app = evaluate('rust-service', 'production', { LEDGER__AUTH__ISSUER: { text: 'https://task.example', at } })
    expect(app.issuersAccepted.map(place)).toEqual([
      {
        value: 'https://task.example',
        at: 'infra/task.tf:12',
        origins: ['environment-variable LEDGER__AUTH__ISSUER infra/task.tf:12'],
      },
    ])
  })

  test('a variable that is decided at deployment stays a reference', () => {
    const reference: Value = {
      kind: 'reference',
      to: { source: 'infra', name: 'aws_cognito_user_pool.main' },
      attribute: ['endpoint'],
      from: { at: startOf('infra/main.tf'), origins: [] },
    }
    const app = evaluate('rust-service', 'production', { LEDGER__AUTH__ISSUER: reference })
    expect(app.issuersAccepted.map(value => value.kind)).toEqual(['reference'])
    expect(app.unresolved).toEqual(['aws_cognito_user_pool.main.endpoint'])
  })

  test('secrets are digests', () => {
    const secret = evaluate('rust-service', 'production').settings.find(
      ({ key }) => key === 'auth.client.secret',
    )?.value
    expect(secret).toMatchObject({ kind: 'known', sensitive: true })
    expect(JSON.stringify([...evaluate('rust-service', 'production').settings])).not.toContain(
      'local-only-client-secret',
    )
  })
})

describe('a Node service with env files', () => {
  test('mints what its environment file says, and points there', () => {
    const app = evaluate('node-service', 'production')
    expect(app.issuersMinted.map(place)).toEqual([
      {
        value: 'https://id.ledger.example',
        at: 'node-service/production.env:2',
        origins: ['environment-variable TOKEN_ISSUER node-service/production.env:2'],
      },
    ])
    expect(app.issuersMinted[0]?.from.through?.map(formatLocation)).toEqual(['node-service/src/tokens.js:7'])
    expect(app.audiences.map(place)).toMatchObject([{ value: 'ledger', at: 'node-service/default.env:2' }])
    expect(app.issuersAccepted).toEqual([])
  })
})

describe('detection', () => {
  test.each([
    ['rust-service', 'rust-config', ['production', 'staging'], 'Cargo.toml'],
    ['node-service', 'dotenv', ['production', 'staging'], 'default.env'],
  ])('%s is %s', (dir, framework, profiles, because) => {
    expect(detectFramework(tree, dir)).toEqual({ framework, profiles, because })
  })

  test('an app may be named by its config directory', () => {
    expect(evaluate('rust-service/config', 'production').issuersAccepted.map(place)).toMatchObject([
      { value: 'https://id.ledger.example' },
    ])
  })

  test('nothing to find', () => {
    expect(detectFramework(tree, 'nowhere')).toBeUndefined()
  })
})
