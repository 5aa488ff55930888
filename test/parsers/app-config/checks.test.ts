import { describe, expect, test } from 'vitest'
import { inspectAppLine } from '../../../src/parsers/app-config/inspect-batch.ts'

interface Inspected {
  readonly algorithms: readonly string[]
  readonly leeway: readonly { readonly value: unknown; readonly seconds: number | null }[]
  readonly requiredClaims: readonly string[]
  readonly domainTied: readonly {
    readonly role: string
    readonly key: string
    readonly hosts: readonly string[]
    readonly confidence: number
    readonly because: string
  }[]
}

const inspect = (files: Readonly<Record<string, string>>): Inspected =>
  JSON.parse(inspectAppLine(JSON.stringify({ id: 'a', files, env: 'production' }), 'salt')) as Inspected

describe('algorithms, leeway and required claims', () => {
  test.each([
    {
      name: 'jsonwebtoken',
      files: { 'a.js': "jwt.verify(t, k, { algorithms: ['RS256', 'ES256'], clockTolerance: 30 })" },
      algorithms: ['RS256', 'ES256'],
      seconds: [30],
    },
    {
      name: 'jose',
      files: {
        'a.js': "jwtVerify(t, k, { algorithms: ['EdDSA'], clockTolerance: '2 minutes', requiredClaims: ['sub'] })",
      },
      algorithms: ['EdDSA'],
      seconds: [120],
      claims: ['sub'],
    },
    {
      name: 'fast-jwt counts in milliseconds',
      files: {
        'a.js':
          "const { createVerifier } = require('fast-jwt')\ncreateVerifier({ algorithms: ['HS256'], clockTolerance: 5000 })",
      },
      algorithms: ['HS256'],
      seconds: [5],
    },
    {
      name: 'PyJWT',
      files: { 'a.py': "jwt.decode(t, key, algorithms=['RS256'], leeway=10, options={'require': ['exp', 'iss']})" },
      algorithms: ['RS256'],
      seconds: [10],
      claims: ['exp', 'iss'],
    },
    {
      name: 'golang-jwt',
      files: {
        'main.go':
          'package a\nvar p = jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithLeeway(30*time.Second))',
      },
      algorithms: ['RS256'],
      seconds: [30],
    },
    {
      name: 'Rust',
      files: { 'src/main.rs': 'let mut v = Validation::new(Algorithm::ES384);' },
      algorithms: ['ES384'],
    },
    {
      name: 'ASP.NET',
      files: {
        'Program.cs':
          'var p = new TokenValidationParameters { ValidateIssuer = true, ClockSkew = TimeSpan.FromMinutes(10), ValidAlgorithms = new[] { "RS256" } };',
      },
      algorithms: ['RS256'],
      seconds: [600],
    },
    {
      name: 'Spring',
      files: {
        'pom.xml': '<project/>',
        'src/main/resources/application.yml':
          'spring.security.oauth2.resourceserver.jwt:\n  jwk-set-uri: https://id.example.com/jwks\n  jws-algorithms: [RS512]\n',
      },
      algorithms: ['RS512'],
    },
    {
      name: 'Quarkus',
      files: {
        'src/main/resources/application.properties':
          'mp.jwt.verify.publickey.algorithm=ES256\nsmallrye.jwt.expiration.grace=20\nsmallrye.jwt.required.claims=sub,groups\n',
      },
      algorithms: ['ES256'],
      seconds: [20],
      claims: ['sub', 'groups'],
    },
    {
      name: 'names alone, and what only sounds like it',
      files: {
        '.env':
          'JWT_ALGORITHM=HS256\nJWT_LEEWAY_MS=2000\nCOMPRESSION_ALGORITHM=gzip\nHASH_ALGORITHM=sha256\nPRICE_TOLERANCE=5\n',
      },
      algorithms: ['HS256'],
      seconds: [2],
    },
    {
      name: 'an algorithm that is not one, and leeway from a variable that is not set',
      files: { 'a.js': "jwt.verify(t, k, { algorithms: ['md5'], clockTolerance: process.env.LEEWAY })" },
      algorithms: [],
      seconds: [null],
    },
  ])('$name', ({ files, algorithms, seconds = [], claims = [] }) => {
    const found = inspect(files)
    expect(found.algorithms).toEqual(algorithms)
    expect(found.leeway.map(one => one.seconds)).toEqual(seconds)
    expect(found.requiredClaims).toEqual(claims)
  })
})

describe('settings that are tied to a domain', () => {
  const roles = (env: string): readonly string[] =>
    inspect({ '.env': env }).domainTied.map(({ role, key, hosts, confidence }) =>
      [role, key, hosts.join('+') || '-', confidence].join(' '),
    )

  test.each([
    ['OIDC_REDIRECT_URI=https://app.example.com/callback', 'redirect OIDC_REDIRECT_URI app.example.com 0.9'],
    ['AUTH_CALLBACK_URL=/auth/callback', 'redirect AUTH_CALLBACK_URL - 0.63'],
    ['POST_LOGOUT_REDIRECT_URI=https://app.example.com', 'logout POST_LOGOUT_REDIRECT_URI app.example.com 0.9'],
    [
      'CORS_ORIGIN=https://a.example.com,https://B.example.com:8443',
      'cors-origin CORS_ORIGIN a.example.com+b.example.com 0.9',
    ],
    ['CORS_ALLOWED_ORIGINS=*', 'cors-origin CORS_ALLOWED_ORIGINS - 0.9'],
    ['SESSION_COOKIE_DOMAIN=.example.com', 'cookie-domain SESSION_COOKIE_DOMAIN .example.com 0.95'],
    ['CSP_CONNECT_SRC="\'self\' https://api.example.com"', 'csp CSP_CONNECT_SRC api.example.com 0.8'],
    ['PUBLIC_BASE_URL=https://www.example.com', 'base-url PUBLIC_BASE_URL www.example.com 0.75'],
    ['ALLOWED_HOSTS=example.com,www.example.com', 'allowed-host ALLOWED_HOSTS example.com+www.example.com 0.75'],
  ])('%s', (env, expected) => {
    expect(roles(env)).toEqual([expected])
  })

  test('a webhook is its own where its host is the app’s own', () => {
    const found = inspect({
      '.env':
        'PUBLIC_BASE_URL=https://app.example.com\nOWN_WEBHOOK_URI=https://app.example.com/hooks\nPARTNER_WEBHOOK_ENDPOINT=https://partner.example.org/in\n',
    }).domainTied
    expect(found.map(({ key, confidence }) => [key, confidence])).toEqual([
      ['PUBLIC_BASE_URL', 0.75],
      ['OWN_WEBHOOK_URI', 0.8],
      ['PARTNER_WEBHOOK_ENDPOINT', 0.5],
    ])
    expect(found[1]?.because).toBe("its name says so and its host is one of the app's own")
  })

  test.each([
    'REDIRECT_URI_COUNT=3',
    'COOKIE_DOMAIN_POLICY=lax',
    'BASE_URL_PREFIX=x',
    'ORIGIN=3',
    'PUBLIC_BASE_URL=changeme now',
  ])('%s is none', env => {
    expect(roles(env)).toEqual([])
  })

  test('lists, and values that are not known', () => {
    const found = inspect({
      'pom.xml': '<project/>',
      'src/main/resources/application.yml':
        'cors:\n  allowed-origins:\n    - https://a.example.com\n    - ${EXTRA_ORIGIN}\nserver.servlet.session.cookie.domain: example.com\n',
    }).domainTied
    expect(found.map(({ role, hosts, because }) => [role, hosts, because])).toEqual([
      ['cors-origin', ['a.example.com'], 'its name says so and it holds a URL'],
      ['cors-origin', [], 'its name says so; its value is not known'],
      ['cookie-domain', ['example.com'], 'its name says so and it holds a host'],
    ])
  })

  test('names in sections', () => {
    const found = inspect({
      'conf/application.conf': 'x = 1',
      'conf/PROD.public.conf':
        'identity { oauth { callback.url = "https://app.example.com/cb", events.callbackUrl = "https://live.example.com/cb" } }\n',
    }).domainTied
    expect(found.map(({ role, key }) => `${role} ${key}`)).toEqual([
      'redirect identity.oauth.callback.url',
      'redirect identity.oauth.events.callbackUrl',
    ])
  })
})
