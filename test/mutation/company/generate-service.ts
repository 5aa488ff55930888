import type { Random } from '../random.ts'
import type { App, Condition, Rule, Service } from './deployment.ts'

interface Place {
  readonly index: number
  readonly environment: string
  readonly domain: string
  readonly random: Random
}

/** The services that every company has: pages for everybody, one that writes tokens, one that checks them, files. */
const core = ['web', 'identity', 'orders', 'assets'] as const

const words = ['billing', 'search', 'ledger', 'profile', 'catalog', 'quotes', 'mailer', 'reports', 'stock', 'claims']

const host = (...values: readonly string[]): Condition => ({ field: 'host', values })
const path = (...values: readonly string[]): Condition => ({ field: 'path', values })

/** The nth service of an environment; the same choices are drawn for both. */
export const serviceOf = ({ index, environment, domain, random }: Place): Service => {
  const name = core[index] ?? `${words[index % words.length]}-${index}`
  const port = 3000 + index
  const rules = rulesOf(name, index, domain, random)
  const writtenIn = index > 0 && index % 4 === 2 ? 'cloudformation' : 'terraform'
  const withApp = index > 3 && random.below(2) === 0 ? undefined : appOf(name, environment, domain, random)
  return {
    name,
    writtenIn,
    port,
    containerPort: port,
    ingressPort: port,
    count: environment === 'production' ? 4 : 2,
    isAttached: true,
    healthPath: '/healthz',
    rules: rules.map(rule => ({ ...rule, listener: 'https', action: { kind: 'forward', service: name } })),
    environment: {
      APP_ENV: environment,
      PORT: String(port),
      STORE_URL: `https://store.${domain}/${name}/v1`,
      LOG_LEVEL: environment === 'production' ? 'info' : 'debug',
    },
    ...(withApp ? { app: withApp } : {}),
  }
}

type PlainRule = Pick<Rule, 'key' | 'priority' | 'conditions'>

const rulesOf = (name: string, index: number, domain: string, random: Random): readonly PlainRule[] => {
  const priority = 10 * (index + 1)
  switch (name) {
    case 'web':
      return [{ key: 'web', priority: 9000, conditions: [host(domain, `www.${domain}`)] }]
    case 'identity':
      return [{ key: 'identity', priority, conditions: [host(`id.${domain}`), path('/oauth', '/oauth/*')] }]
    case 'orders':
      return [
        { key: 'orders', priority, conditions: [host(`api.${domain}`), path('/orders', '/orders/*')] },
        {
          key: 'orders-export',
          priority: priority + 1,
          conditions: [host(`api.${domain}`), path('/export/*'), { field: 'method', values: ['GET', 'HEAD'] }],
        },
      ]
    case 'assets':
      return [{ key: 'assets', priority, conditions: [host(`assets.${domain}`)] }]
  }
  const shapes: readonly PlainRule[] = [
    { key: name, priority, conditions: [host(`${name}.${domain}`)] },
    { key: name, priority, conditions: [host(`${name}.eu.${domain}`), path('/v1/*')] },
    { key: name, priority, conditions: [host(`api.${domain}`), path(`/${name}`, `/${name}/*`)] },
    {
      key: name,
      priority,
      conditions: [
        host(`api.${domain}`),
        path(`/${name}/*`),
        { field: 'header', name: 'X-Api-Version', values: ['2'] },
      ],
    },
    {
      key: name,
      priority,
      conditions: [host(`api.${domain}`), path(`/${name}/*`), { field: 'query', key: 'preview', value: 'on' }],
    },
  ]
  return [random.pick(shapes)]
}

const appOf = (name: string, environment: string, domain: string, random: Random): App => {
  const issuer = `https://id.${domain}/oauth`
  if (name === 'identity')
    return {
      format: 'dotenv',
      settings: {
        JWT_SIGN_ISSUER: issuer,
        JWT_SIGN_AUDIENCE: 'orders',
        SESSION_SECRET: `${environment}-5f8c1e0b9d7a42c6`,
        PUBLIC_BASE_URL: `https://id.${domain}`,
      },
    }
  if (name === 'web' || name === 'assets')
    return {
      format: 'dotenv',
      settings: {
        PUBLIC_BASE_URL: `https://${name === 'web' ? 'www' : name}.${domain}`,
        CORS_ALLOWED_ORIGINS: `https://www.${domain}`,
        ...(name === 'web' ? { COOKIE_DOMAIN: `www.${domain}` } : {}),
        CALLBACK_URL: `https://www.${domain}/login/callback`,
        SESSION_SECRET: `${environment}-${name}-a90b44c1f3e7`,
      },
    }
  const shapes: readonly App[] = [
    {
      format: 'dotenv',
      settings: {
        JWT_VALID_ISSUER: issuer,
        JWT_AUDIENCE: 'orders',
        JWT_JWKS_URL: `${issuer}/jwks.json`,
        JWT_ALGORITHMS: 'RS256',
        JWT_LEEWAY_SECONDS: '30',
        NOTIFY_URL: `https://api.${domain}/hooks`,
      },
    },
    {
      format: 'toml',
      settings: {
        'auth.issuer': issuer,
        'auth.audience': 'orders',
        'auth.jwks_url': `${issuer}/jwks.json`,
        'auth.leeway_seconds': 30,
        'server.port': 8080,
        'hooks.url': `https://api.${domain}/hooks`,
      },
    },
    {
      format: 'yaml',
      settings: {
        'spring.application.name': name,
        'spring.security.oauth2.resourceserver.jwt.issuer-uri': issuer,
        'spring.security.oauth2.resourceserver.jwt.jwk-set-uri': `${issuer}/jwks.json`,
        'spring.security.oauth2.resourceserver.jwt.audiences': ['orders'],
        'hooks.url': `https://api.${domain}/hooks`,
      },
    },
  ]
  return random.pick(shapes)
}
