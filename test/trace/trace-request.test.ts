import { describe, expect, test } from 'vitest'
import type { Entity } from '../../src/model/entity.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import { parseRequest } from '../../src/trace/parse-request.ts'
import { traceRequest } from '../../src/trace/trace-request.ts'
import { address, app, at, entity, model, ref, secret, site, text, unset } from '../helpers/model.ts'

const healthy = site({
  hosts: ['app.example.com', 'api.example.com'],
  rules: [
    { priority: 10, hosts: ['api.example.com'], paths: ['/v1/*'], service: 'statements' },
    { priority: 20, hosts: ['app.example.com'], service: 'web' },
  ],
})

const trace = (
  environment: EnvironmentModel,
  url: string,
  options: Parameters<typeof traceRequest>[2] & Parameters<typeof parseRequest>[1] = {},
) => {
  const request = parseRequest(url, options)
  if (typeof request === 'string') throw new Error(request)
  return traceRequest(environment, request, options)
}

const without = (...names: readonly string[]): readonly Entity[] =>
  healthy.filter(({ address: { name } }) => !names.includes(name))
const replaced = (name: string, fields: Partial<Entity>): readonly Entity[] =>
  healthy.map(candidate => (candidate.address.name === name ? ({ ...candidate, ...fields } as Entity) : candidate))

/** A name that is declared sensitive is only there as its digest: no text differs from it for sure. */
describe('a request that a secret name may be for', () => {
  const digest = secret('a15478cda0906d176890')
  test.each<readonly [string, string, Partial<Entity>, string]>([
    ['record', 'aws_route53_record.api.example.com', { name: digest }, 'secret value'],
    ['certificate', 'aws_acm_certificate.main', { names: [digest] }, 'secret value'],
    [
      'rule',
      'aws_lb_listener_rule.r10',
      { conditions: [{ at: at(), field: 'host-header', values: [digest] }] },
      'secret value',
    ],
  ])('cannot be told: %s', (_, name, fields, decides) => {
    const { disposition } = trace(model('production', replaced(name, fields)), 'https://api.example.com/v1/x')
    expect(disposition).toMatchObject({ kind: 'undetermined', decides: [{ names: decides }] })
  })
})

describe('one request', () => {
  const table: readonly (readonly [string, readonly Entity[], string, unknown, unknown])[] = [
    ['gets through', healthy, 'https://api.example.com/v1/x', 'accepted', 10],
    ['takes the rule of its host', healthy, 'https://app.example.com/v1/x', 'accepted', 20],
    ['meets the default action', healthy, 'https://api.example.com/other', 'answered', 'default'],
    [
      'has no record',
      without('aws_route53_record.api.example.com'),
      'https://api.example.com/v1/x',
      'name-not-found',
      null,
    ],
    ['lies in no zone of the sources', healthy, 'https://api.example.org/', 'undetermined', null],
    ['meets no listener on its port', healthy, 'https://api.example.com:8443/v1/x', 'no-listener', null],
    ['speaks HTTP to a TLS port', healthy, 'http://api.example.com:443/v1/x', 'answered', null],
    [
      'is not covered',
      replaced('aws_acm_certificate.main', { names: [text('app.example.com')] }),
      'https://api.example.com/v1/x',
      'certificate-mismatch',
      null,
    ],
    [
      'may be covered',
      replaced('aws_acm_certificate.main', { names: [unset('var.domain')] }),
      'https://api.example.com/v1/x',
      'undetermined',
      null,
    ],
    ['finds no target', without('aws_ecs_service.statements'), 'https://api.example.com/v1/x', 'no-target', 10],
    [
      'finds a service without tasks',
      replaced('aws_ecs_service.statements', { desiredCount: text(0) }),
      'https://api.example.com/v1/x',
      'no-target',
      10,
    ],
    [
      'meets the only rule for it, whatever its priority',
      replaced('aws_lb_listener_rule.r10', { priority: unset('var.priority') }),
      'https://api.example.com/v1/x',
      'accepted',
      null,
    ],
    [
      'meets a rule that may not exist',
      replaced('aws_lb_listener_rule.r10', { exists: 'undetermined', existsBecause: unset('var.enabled') }),
      'https://api.example.com/v1/x',
      'undetermined',
      null,
    ],
  ]
  test.each(table)('%s', (_, entities, url, disposition, rule) => {
    const result = trace(model('production', entities), url)
    expect([result.disposition.kind, result.rule]).toEqual([disposition, rule])
  })

  test('every doubt names what decides it', () => {
    const result = trace(
      model(
        'production',
        replaced('aws_lb_listener_rule.r10', { exists: 'undetermined', existsBecause: unset('var.enabled') }),
      ),
      'https://api.example.com/v1/x',
    )
    expect(result.disposition).toMatchObject({ kind: 'undetermined', decides: [{ names: 'var.enabled' }] })
  })

  test('the nearest miss names the one condition that fails', () => {
    const { nearestMiss } = trace(model('production', healthy), 'https://other.example.com/v1/x', { at: 'aws_lb.main' })
    expect(nearestMiss).toMatchObject({ priority: 10, condition: 'host-header api.example.com' })
  })
})

describe('what is behind the first failure', () => {
  const services = new Map([['statements', address('aws_ecs_service.statements')]])
  const accepted = app('statements', { issuersAccepted: [text('https://old.example.com')] })
  const issuer = app('accounts', { issuersMinted: [text('https://id.example.com')] })
  const broken = site({
    hosts: ['app.example.com'],
    rules: [{ priority: 10, hosts: ['app.example.com'], paths: ['/v1/*'], service: 'statements' }],
  })

  test('all three failures of one release show in one trace', () => {
    const result = trace(
      model('production', broken, { apps: [accepted, issuer], serviceOfApp: services }),
      'https://partner.example.com/v1/x',
    )
    expect(result.disposition.kind).toBe('name-not-found')
    expect(result.behind.map(({ stage, disposition }) => [stage, disposition.kind])).toEqual([
      ['tls', 'certificate-mismatch'],
      ['route', 'answered'],
      ['token', 'token-rejected'],
    ])
  })

  test('an issuer that the token brings is compared as it is written', () => {
    const environment = model('production', healthy, {
      apps: [app('statements', { issuersAccepted: [text('https://id.example.com/')] })],
      serviceOfApp: services,
    })
    const withIssuer = (iss: string) =>
      trace(environment, 'https://api.example.com/v1/x', { token: { iss } }).disposition.kind
    expect([withIssuer('https://id.example.com/'), withIssuer('https://id.example.com')]).toEqual([
      'accepted',
      'token-rejected',
    ])
  })
})

describe('redirects', () => {
  const redirecting = (fields: { port?: string; protocol?: string; host?: string }): EnvironmentModel => {
    const action = {
      at: at(),
      type: 'redirect' as const,
      statusCode: text('HTTP_301'),
      ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, text(value)])),
    }
    return model('production', [
      ...healthy,
      entity('listener', 'aws_lb_listener.http', {
        loadBalancer: ref('aws_lb.main', 'arn'),
        port: text(80),
        protocol: text('HTTP'),
        defaultActions: [action],
        isLookup: false,
      }),
    ])
  }
  test.each([
    [
      { protocol: 'HTTPS', port: '443' },
      { kind: 'redirected', location: 'https://app.example.com/a?b=1' },
    ],
    [{ protocol: 'HTTPS' }, { kind: 'redirected', location: 'https://app.example.com:80/a?b=1' }],
    [{ host: 'www.#{host}' }, { kind: 'redirected', location: 'http://www.app.example.com/a?b=1' }],
    [{}, { kind: 'loop' }],
  ])('%o', (fields, expected) => {
    expect(trace(redirecting(fields), 'http://app.example.com/a?b=1').disposition).toMatchObject(expected)
  })
})

describe('names', () => {
  const record = (name: string, type: string, value: string): Entity =>
    entity('dns-record', `record ${name} ${type}`, {
      name: text(name),
      recordType: text(type),
      zone: ref('aws_route53_zone.main', 'zone_id'),
      values: [text(value)],
      routing: 'simple',
    })
  const wildcard = entity('dns-record', 'wildcard', {
    name: text('*.example.com'),
    recordType: text('A'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    alias: { target: ref('aws_lb.main', 'dns_name') },
    routing: 'simple',
  })
  test.each([
    ['a wildcard answers for deeper names', [wildcard], 'a.b.example.com', 'tls'],
    [
      'another record at the name blocks the wildcard (RFC 4592)',
      [wildcard, record('txt.example.com', 'TXT', 'x')],
      'txt.example.com',
      'dns',
    ],
    [
      'a deeper name makes an empty one that blocks it too',
      [wildcard, record('x.empty.example.com', 'TXT', 'x')],
      'empty.example.com',
      'dns',
    ],
    ['a wildcard never answers for its own domain', [wildcard], 'example.com', 'dns'],
    ['a CNAME is followed', [record('www.example.com', 'CNAME', 'app.example.com')], 'www.example.com', 'tls'],
    [
      'records that point at each other lead nowhere',
      [record('a.example.com', 'CNAME', 'b.example.com'), record('b.example.com', 'CNAME', 'a.example.com')],
      'a.example.com',
      'dns',
    ],
  ] as const)('%s', (_, extra, host, stage) => {
    const result = trace(model('production', [...healthy, ...extra]), `https://${host}/`)
    expect(result.hops.at(-1)).toMatchObject({ stage, outcome: 'fails' })
  })
})
