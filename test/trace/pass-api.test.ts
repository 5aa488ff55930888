import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildEnvironment } from '../../src/environment/build.ts'
import { mapTree } from '../../src/io/map-tree.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { EvaluatedSource } from '../../src/model/evaluated.ts'
import { evaluateTemplate } from '../../src/parsers/cloudformation/evaluate-template.ts'
import { evaluateTerraform } from '../../src/parsers/terraform/evaluate-terraform.ts'
import { parseRequest, type RequestOptions } from '../../src/trace/parse-request.ts'
import { traceRequest } from '../../src/trace/trace-request.ts'

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures/api', name), 'utf8')

const stack = (text: string): EvaluatedSource =>
  evaluateTemplate({
    tree: mapTree(new Map()),
    file: 'api.yaml',
    text,
    stack: 'api',
    parameters: new Map(),
    imports: new Map(),
    ssm: new Map(),
    region: 'eu-west-1',
    secrets: 'shown',
  })

const root = (text: string): Promise<EvaluatedSource> =>
  evaluateTerraform({
    tree: mapTree(new Map([['main.tf', text]])),
    dir: '',
    id: 'root',
    varFiles: [],
    vars: new Map(),
    environmentVariables: new Map(),
    salt: 'test',
    region: 'eu-west-1',
  })

const build = (...sources: readonly EvaluatedSource[]): EnvironmentModel =>
  buildEnvironment({ name: 'staging', sources, apps: [], declaredLinks: [], diagnostics: [] })

const trace = (model: EnvironmentModel, url: string, options: RequestOptions = {}) => {
  const request = parseRequest(url, options)
  if (typeof request === 'string') throw new Error(request)
  return traceRequest(model, request)
}

/** `kind status-or-service body`, then what fails behind it. */
const brief = (model: EnvironmentModel, url: string, options?: RequestOptions): string => {
  const { disposition, behind } = trace(model, url, options)
  const own =
    'status' in disposition ? ` ${disposition.status}` : 'service' in disposition ? ` ${disposition.service}` : ''
  const body = disposition.kind === 'answered' && disposition.body ? ` ${disposition.body}` : ''
  return [`${disposition.kind}${own}${body}`, ...behind.map(({ disposition: next }) => next.kind)].join(', then ')
}

const http = fixture('http-api.yaml')
const edited = (passage: string, replacement: string): EnvironmentModel => {
  expect(http).toContain(passage)
  return build(stack(http.replace(passage, replacement)))
}
const forbidden = 'answered 403 {"message":"Forbidden"}'
const notFound = 'answered 404 {"message":"Not Found"}'

describe('a request at an HTTP API', () => {
  const model = build(stack(http))
  test.each<readonly [string, string, RequestOptions | undefined, string]>([
    [
      'reaches the function, its token written by the pool',
      'https://api.example.com/v1/statements',
      undefined,
      'accepted statements',
    ],
    [
      'reaches it by any method, with a parameter',
      'https://api.example.com/v1/statements/7',
      { method: 'DELETE' },
      'accepted statements',
    ],
    ['has no mapping', 'https://api.example.com/v2/statements', undefined, forbidden],
    ['has a mapping of which its path is no segment', 'https://api.example.com/v10/statements', undefined, forbidden],
    ['has no route', 'https://api.example.com/v1/accounts', undefined, notFound],
    ['has no route of its method', 'https://api.example.com/v1/statements', { method: 'POST' }, notFound],
    [
      'brings a token of somebody else',
      'https://api.example.com/v1/statements',
      { token: { iss: 'https://id.example.com' } },
      'token-rejected',
    ],
    ['comes without TLS', 'http://api.example.com/v1/statements', undefined, 'no-listener'],
    [
      'comes by a name that the domain is not for',
      'https://old.example.com/v1/statements',
      undefined,
      'certificate-mismatch, then answered',
    ],
  ])('%s', (_, url, options, expected) => {
    expect(brief(model, url, options)).toBe(expected)
  })

  test.each<readonly [string, string, string, string]>([
    ['a route that takes all others', 'RouteKey: GET /statements', 'RouteKey: $default', 'accepted statements'],
    ['a mapping of every path', ', ApiMappingKey: v1', '', notFound],
    ['a mapping that is not known', 'ApiMappingKey: v1', 'ApiMappingKey: !ImportValue key', 'undetermined'],
    [
      'a certificate for another name',
      'DomainName: api.example.com, Subj',
      'DomainName: www.example.com, Subj',
      'certificate-mismatch',
    ],
    ['an authorizer of another pool', '${Pool}', 'eu-west-1_abc', 'undetermined'],
    [
      'an authorizer of another issuer',
      '!Sub https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}',
      'https://id.example.com',
      'token-rejected',
    ],
    [
      'an issuer as the pool says it',
      '!Sub https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}',
      '!GetAtt Pool.ProviderURL',
      'accepted statements',
    ],
    ['a function that decides who gets through', 'AuthorizationType: JWT', 'AuthorizationType: CUSTOM', 'undetermined'],
    ['a route whose key is not known', 'RouteKey: GET /statements', 'RouteKey: !ImportValue route', 'undetermined'],
  ])('meets %s', (_, passage, replacement, expected) => {
    expect(brief(edited(passage, replacement), 'https://api.example.com/v1/statements')).toBe(expected)
  })

  test('goes through a VPC link to the listener of another source', async () => {
    const balancer = await root(fixture('rest-api.tf'))
    const linked = http.replace(
      '{ Type: String, Default: "" }',
      '{ Type: String, Default: "{{resolve:ssm:/listener}}" }',
    )
    const store =
      'resource "aws_ssm_parameter" "listener" {\n  name  = "/listener"\n  type  = "String"\n  value = aws_lb_listener.http.arn\n}\n'
    const storing = await root(fixture('rest-api.tf') + store)
    const url = 'https://api.example.com/v1/web/index.html'
    const without = fixture('rest-api.tf').replaceAll('"api"\n  type', '"other"\n  type')
    expect(without).not.toBe(fixture('rest-api.tf'))
    const onlyBalancer = (source: EvaluatedSource): EvaluatedSource => ({
      ...source,
      resources: source.resources.filter(({ type }) => /^aws_(lb|ssm)/.test(type)),
    })
    expect(brief(build(stack(linked), onlyBalancer(storing)), url)).toBe('answered 200')
    expect(brief(build(stack(linked), onlyBalancer(balancer)), url)).toBe('undetermined')
  })
})

describe('a request at a REST API', () => {
  const text = fixture('rest-api.tf')
  let model: EnvironmentModel
  beforeAll(async () => {
    model = build(await root(text))
  })

  test.each<readonly [string, string, string]>([
    ['goes on to the load balancer that its integration names', 'https://api.example.com/orders/7', 'answered 200'],
    ['finds no method', 'https://api.example.com/orders', 'answered 403 {"message":"Missing Authentication Token"}'],
    ['passes an accelerator', 'http://fast.example.com/', 'answered 200'],
    ['finds no listener of the accelerator', 'https://fast.example.com/', 'no-listener'],
  ])('%s', (_, url, expected) => {
    expect(brief(model, url)).toBe(expected)
  })

  test('of which the definition is a text', async () => {
    const body = `  body = jsonencode({
    openapi = "3.0.1"
    paths = {
      "/health" = { get = { "x-amazon-apigateway-integration" = { type = "MOCK" } } }
    }
  })
`
    const defined = build(
      await root(
        text.replace(
          '  name = "main"\n}\n\nresource "aws_api_gateway_stage"',
          `  name = "main"\n${body}}\n\nresource "aws_api_gateway_stage"`,
        ),
      ),
    )
    expect(brief(defined, 'https://api.example.com/health')).toBe('answered 200')
    const hidden = build(
      await root(
        text.replace(
          '  name = "main"\n}\n\nresource "aws_api_gateway_stage"',
          '  name = "main"\n  body = data.http.definition.response_body\n}\n\ndata "http" "definition" {\n  url = "https://example.com"\n}\n\nresource "aws_api_gateway_stage"',
        ),
      ),
    )
    expect(brief(hidden, 'https://api.example.com/health')).toBe('undetermined')
  })
})
