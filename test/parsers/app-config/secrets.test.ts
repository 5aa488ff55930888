import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest } from '../../../src/model/secret.ts'
import { inspectAppLine } from '../../../src/parsers/app-config/inspect-batch.ts'

const line = (
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
  framework = 'auto',
): string =>
  inspectAppLine(JSON.stringify({ id: 'a', framework, files, env: 'production', envVars: variables }), 'salt')

/** One secret in every format, under names that say so, beside settings that make each framework load. */
const seeded = (
  secret: string,
): readonly {
  readonly files: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
}[] => [
  { files: { '.env': `JWT_SECRET=${secret}\nDB_PASSWORD="${secret}"\nAPI_KEY='${secret}'\nJWT_ISSUER=x` } },
  { files: { '.env': `JWT_SECRET=${secret}\nA broken line with ${secret}` } },
  {
    files: {
      'config/default.toml': `[jwt]\nsecret = "${secret}"\nissuer = "x"\n[db]\npassword = "${secret}"`,
      'Cargo.toml': '[dependencies]\nconfig = "1"',
    },
  },
  {
    files: {
      'config/default.toml': `[jwt]\nsecret = "${secret}"\nsecret = "${secret}"\nx = ${secret} ${secret}`,
      'Cargo.toml': '[dependencies]\nconfig = "1"',
    },
  },
  {
    files: {
      'src/main/resources/application.yml': `jwt:\n  secret: ${secret}\n  client-secret: "${secret}"\nspring.datasource.password: ${secret}`,
    },
  },
  { files: { 'src/main/resources/application.yml': `jwt: {secret: "${secret}"\n  : ${secret}: - ${secret}` } },
  {
    files: {
      'src/main/resources/application.properties': `jwt.secret=${secret}\nquarkus.oidc.credentials.secret=${secret}`,
    },
  },
  {
    files: {
      'appsettings.json': JSON.stringify({
        Jwt: { Key: secret, SecretKey: secret, Issuer: 'x' },
        ConnectionStrings: { Default: `Password=${secret}` },
      }),
    },
  },
  { files: { 'appsettings.json': `{"Jwt": {"Secret": "${secret}" "broken": ${secret}}` } },
  {
    files: {
      'config/default.json5': `{ jwt: { secret: '${secret}' } }`,
      'config/custom-environment-variables.json': '{"jwt":{"password":"PW"}}',
    },
    variables: { PW: secret },
  },
  { files: { 'config/config.ini': `[jwt]\nsecret = ${secret}` } },
  { files: { 'config/application.conf': `jwt { secret = "${secret}" }` } },
  {
    files: {
      'compose.yaml': `services:\n  a:\n    environment:\n      JWT_SECRET: ${secret}\n      HASURA_GRAPHQL_JWT_SECRET: '{"type":"HS256","key":"${secret}"}'`,
    },
  },
  {
    files: {
      's.yaml': `kind: Secret\nmetadata: {name: s}\nstringData: {JWT_SECRET: ${secret}}\n---\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: a, envFrom: [{secretRef: {name: s}}]}]}}}`,
    },
  },
  {
    files: {
      'a.js': `const jwt = require('jsonwebtoken')\njwt.sign({ iss: 'x' }, '${secret}')\njwt.verify(t, '${secret}', { issuer: 'x', secret: '${secret}' })`,
    },
  },
  { files: { 'app.py': `app.config['JWT_SECRET_KEY'] = '${secret}'\nJWTManager(app)` } },
  {
    files: { 'proj/settings.py': `SECRET_KEY = '${secret}'\nSIMPLE_JWT = {'SIGNING_KEY': '${secret}', 'ISSUER': 'x'}` },
  },
  { files: { 'config/config.exs': `config :shop, Shop.Guardian, issuer: "x", secret_key: "${secret}"` } },
  {
    files: {
      'main.tf': `resource "aws_lambda_function" "a" {\n  environment {\n    variables = { JWT_SECRET = "${secret}" }\n  }\n}`,
    },
  },
  { files: {}, variables: { JWT_SECRET: secret, DATABASE_URL: `postgres://u:${secret}@db/x`, DB_PASSWORD: secret } },
]

const secrets = fc.string({
  unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'),
  minLength: 16,
  maxLength: 40,
})

describe('secrets', () => {
  test('a secret in any format appears in no output', () => {
    fc.assert(
      fc.property(secrets, secret => {
        for (const { files, variables } of seeded(secret)) expect(line(files, variables)).not.toContain(secret)
      }),
      { numRuns: Number(process.env.SOTSU_RUNS ?? 8) },
    )
  })

  test('a secret is recognised by its shape under any name', () => {
    const key = '-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBg\\n-----END PRIVATE KEY-----'
    const output = line({
      '.env': `PEM="${key}"\nNOTE=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc\nCACHE=redis://user:hunter22@cache:6379`,
    })
    expect(output).not.toMatch(/MIIEvQ|eyJhbGci|hunter22/)
  })

  test('what identifies and what locates is no secret', () => {
    const settings = (
      JSON.parse(
        line({
          '.env':
            'JWT_PUBLIC_KEY_URL=https://id.example.com/jwks\nTOKEN_ISSUER=x\nJWT_KEY_ID=main\nACCESS_TOKEN_COOKIE_NAME=shop_access\nACCESS_TOKEN_TTL=900\nPORT=8080',
        }),
      ) as { settings: unknown }
    ).settings
    expect(settings).toEqual({
      ACCESS_TOKEN_COOKIE_NAME: 'shop_access',
      ACCESS_TOKEN_TTL: '900',
      JWT_KEY_ID: 'main',
      JWT_PUBLIC_KEY_URL: 'https://id.example.com/jwks',
      PORT: '8080',
      TOKEN_ISSUER: 'x',
    })
  })

  test('digests compare within a salt only', () => {
    expect(digest('a', 's')).toBe(digest('a', 's'))
    expect(digest('a', 's')).not.toBe(digest('b', 's'))
    expect(digest('a', 's')).not.toBe(digest('a', 't'))
    expect(digest('a', 's')).toMatch(/^[0-9a-f]{20}$/)
    expect(digest(digest('a', 's'), 's')).toBe(digest('a', 's'))
    expect(digest(digest('a', 't'), 's')).not.toBe(digest('a', 't'))
    const one = JSON.parse(line({ '.env': 'A_SECRET=same\nB_SECRET=same\nC_SECRET=other' })) as {
      settings: Record<string, unknown>
    }
    expect(one.settings.A_SECRET).toEqual(one.settings.B_SECRET)
    expect(one.settings.A_SECRET).not.toEqual(one.settings.C_SECRET)
  })
})

const paths = [
  '.env',
  'a.yaml',
  'appsettings.json',
  'config/default.toml',
  'config/default.json5',
  'application.properties',
  'config/app.conf',
  'config/a.ini',
  'a.ts',
  'a.js',
  'a.py',
  'a.rb',
  'a.go',
  'a.rs',
  'A.cs',
  'A.java',
  'a.php',
  'config/config.exs',
  'main.tf',
  'compose.yaml',
  'templates/a.yaml',
  'values.yaml',
  'keycloak.json',
  'oauth2-proxy.cfg',
  'package.json',
  'kustomization.yaml',
]
const snippets = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '"',
  "'",
  '`',
  '${',
  '#{',
  '{{',
  '}}',
  '<%=',
  '%>',
  ':',
  '=',
  '=>',
  '->',
  ',',
  '\n',
  '  ',
  '- ',
  '&a ',
  '*a',
  '<<: ',
  '!t ',
  '|',
  '>',
  '#',
  '//',
  '/*',
  'class X(Y):',
  'do',
  'end',
  'JWT.decode',
  'jwt.verify(',
  'issuer',
  'viper.',
  'Config::builder()',
  '.add_source(',
  'new ',
  'func ',
  '...',
  '**',
  '\u0000',
  '\ufeff',
  '😀',
  '\\',
  '---',
  'kind: Deployment',
  'services:',
  'x: y',
]

describe('broken input', () => {
  test('never throws, whatever the files hold', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...paths),
          fc.array(fc.constantFrom(...snippets), { maxLength: 30 }).map(parts => parts.join('')),
          { maxKeys: 6, noNullPrototype: true },
        ),
        files => {
          expect(JSON.parse(line(files))).toHaveProperty('kind', 'app')
        },
      ),
      { numRuns: 150 },
    )
  })

  test.each(['{', '[', '(', 'a(', '"${', '- '])('deep nesting of %s ends', open => {
    const text = open.repeat(20_000)
    expect(JSON.parse(line(Object.fromEntries(paths.map(path => [path, text]))))).toHaveProperty('kind', 'app')
  })

  test('aliases that explode are cut', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}, *l${i}]`)
    const answer = JSON.parse(
      line({ 'compose.yaml': `l0: &l0 [x]\n${levels.join('\n')}\nservices: {a: {environment: {A: b}}}` }),
    ) as { diagnostics: unknown[] }
    expect(answer.diagnostics.length).toBeGreaterThan(0)
  })

  test('placeholders that name each other end unresolved', () => {
    const answer = JSON.parse(
      line({ 'application.yml': 'a: ${b}\nb: ${a}\nspring.security.oauth2.resourceserver.jwt.issuer-uri: ${a}' }),
    ) as { unresolved: unknown[] }
    expect(answer.unresolved).toHaveLength(1)
  })
})
