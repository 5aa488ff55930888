import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { repositoryOf, run } from './fake-runtime.ts'

const listener = (port: number): string =>
  `resource "aws_lb" "main" {\n  name = "main"\n}\nresource "aws_lb_listener" "http" {\n  load_balancer_arn = aws_lb.main.arn\n  port = ${port}\n  protocol = "HTTP"\n  default_action {\n    type = "fixed-response"\n    fixed_response {\n      content_type = "text/plain"\n      status_code = "404"\n    }\n  }\n}\n`
const rule =
  'resource "aws_lb_listener_rule" "api" {\n  listener_arn = aws_lb_listener.http.arn\n  priority = 20\n  condition {\n    host_header {\n      values = [var.host]\n    }\n  }\n  action {\n    type = "fixed-response"\n    fixed_response {\n      content_type = "text/plain"\n      status_code = "200"\n    }\n  }\n}\nvariable "host" {}\n'

const root = repositoryOf({
  'sotsu.yaml':
    'environments:\n  staging: { terraform: [{ dir: tf, varFiles: [stg.tfvars] }] }\n  production: { terraform: [{ dir: tf, vars: { host: app.example.com } }] }\n',
  'tf/main.tf': listener(80) + rule,
  'stg.tfvars': 'host = "api.stg.example.com"\n',
  'service.yaml':
    'Parameters:\n  Env: { Type: String }\n  Name: { Type: String, Default: x }\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub "${Env}-${Name}-${AWS::Region}"\n      DisplayName: !ImportValue shared\n  Only:\n    Type: AWS::SNS::Topic\n    Condition: IsProd\n',
  'params/prod.json': '[{"ParameterKey":"Env","ParameterValue":"prod"}]',
  'imports.json': '{"shared": "imported"}',
  'broken.json': '[1]',
  'api/.env.production': 'JWT_ISSUER=https://id.example.com\n',
  'api/package.json': '{"dependencies":{"dotenv":"1","jsonwebtoken":"9"}}',
  'requests.jsonl':
    '{"id":1,"url":"http://app.example.com/","at":"aws_lb.main","env":"production"}\n\n{"id":2,"url":"http://other.example.com/","at":"aws_lb.main"}\n{"id":3,"url":"ftp://x"}\nnot json\n{"id":4,"url":"http://x.example/","env":"qa"}\n',
})
afterAll(() => rmSync(root, { recursive: true }))

const sotsu = (...argv: readonly string[]) => run(argv, { cwd: root })
const lines = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

describe('sotsu trace', () => {
  test('requests of a file: a line for each request and environment, in order', async () => {
    const { code, out } = await sotsu('trace', '--requests', 'requests.jsonl', '--format', 'json')
    expect(code).toBe(0)
    const answers = lines(out)
    expect(answers.map(({ id, env, rule: taken, error }) => [id, env, taken, error])).toEqual([
      [1, 'production', 20, undefined],
      [2, 'staging', 'default', undefined],
      [2, 'production', 'default', undefined],
      [3, undefined, undefined, '"ftp://x" is not an http or https URL; write it as https://host/path'],
      [undefined, undefined, undefined, 'line 5 is not JSON'],
      [4, undefined, undefined, 'there is no environment qa'],
    ])
    expect(answers[0]).toMatchObject({
      request: { method: 'GET', url: 'http://app.example.com/' },
      disposition: { kind: 'answered', status: 200 },
      clientSees: { status: 200 },
    })
    const { hops } = answers[0] as { readonly hops: readonly Readonly<Record<string, string>>[] }
    expect(hops.find(({ stage }) => stage === 'route')).toMatchObject({
      entity: 'aws_lb_listener_rule.api',
      source: 'tf/main.tf:16',
    })
  })

  test('a typed request, side by side', async () => {
    const { out } = await sotsu('trace', 'http://app.example.com/x', '--at', 'aws_lb.main')
    expect(out.split('\n').slice(0, 2)).toEqual([
      'GET http://app.example.com/x',
      '          staging                                       production',
    ])
    expect(out).toContain('answered 404')
    expect(out).toContain('answered 200')
  })

  test('method, headers, token and environment', async () => {
    const argv = ['trace', 'http://app.example.com/', '--at', 'aws_lb.main', '--env', 'production', '--format', 'json']
    const { out } = await sotsu(
      ...argv,
      '--method',
      'post',
      '--header',
      'X-A: b',
      '--token-issuer',
      'i',
      '--token-audience',
      'a',
    )
    expect(lines(out)).toMatchObject([{ env: 'production', request: { method: 'POST' } }])
  })

  test.each<readonly [readonly string[], string]>([
    [['trace'], 'which request?'],
    [['trace', 'app.example.com'], 'is not an http or https URL'],
    [
      ['trace', 'http://a.example', '--env', 'prodution'],
      'there is no environment prodution. Did you mean production?',
    ],
    [['trace', 'http://a.example', '--header', 'nonsense'], "is no header; write it as 'Name: value'"],
    [['trace', '--requests', 'none.jsonl'], 'cannot read none.jsonl'],
    [['trace', 'http://a.example', '--requests', 'requests.jsonl'], 'not both'],
  ])('%j is wrong usage', async (argv, message) => {
    const { code, err } = await sotsu(...argv)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})

describe('sotsu inspect', () => {
  const json = async (...argv: readonly string[]) =>
    JSON.parse((await sotsu('inspect', ...argv, '--format', 'json')).out)

  test('a Terraform root module', async () => {
    const root = await json('tf', '--var', 'host=a.example')
    expect(root).toMatchObject({ kind: 'terraform', variables: { host: 'a.example' } })
    expect(root.resources.map((resource: { readonly address: string }) => resource.address)).toContain(
      'aws_lb_listener_rule.api',
    )
    expect(await json('tf', '--var-file', 'stg.tfvars')).toMatchObject({ variables: { host: 'api.stg.example.com' } })
  })

  test('a template with parameters, imports and conditions', async () => {
    const stack = await json(
      'service.yaml',
      '--params',
      'params/prod.json',
      '--param',
      'Name=n=m',
      '--imports',
      'imports.json',
      '--region',
      'eu-west-1',
    )
    expect(stack).toMatchObject({
      kind: 'cloudformation',
      conditions: { IsProd: true },
      resources: { Topic: { properties: { TopicName: 'prod-n=m-eu-west-1', DisplayName: 'imported' } }, Only: {} },
    })
    expect(await json('service.yaml', '--param', 'Env=stg')).toMatchObject({
      resources: { Topic: { properties: { DisplayName: { $unknown: expect.any(String) } } } },
    })
  })

  test('an application and an environment', async () => {
    expect(await json('--app', 'api', '--profile', 'production')).toMatchObject({
      kind: 'app',
      settings: { JWT_ISSUER: 'https://id.example.com' },
    })
    const environment = await json('--env', 'production')
    expect(environment).toMatchObject({ kind: 'environment', name: 'production' })
    expect(environment.entities['listener-rule']).toMatchObject([
      { address: { source: 'tf', name: 'aws_lb_listener_rule.api' }, priority: 20, at: 'tf/main.tf:16' },
    ])
  })

  test('as text: values with the lines that they come from', async () => {
    const { out } = await sotsu('inspect', 'tf', '--var-file', 'stg.tfvars')
    expect(out).toContain('host = api.stg.example.com\n    from var.host stg.tfvars:1')
    expect((await sotsu('inspect', '--env', 'staging')).out).toContain('listener-rule (1)')
    expect((await sotsu('inspect', '--app', 'api', '--profile', 'production')).out).toContain('JWT_ISSUER')
    expect((await sotsu('inspect', 'service.yaml', '--param', 'Env=prod')).out).toContain('IsProd = yes')
  })

  test('a batch answers each line in order', async () => {
    const stdin =
      '{"id":"a","template":"Resources:\\n  T:\\n    Type: AWS::SNS::Topic\\n","format":"yaml"}\n\nnonsense\n'
    const { out } = await run(['inspect', '--batch', '--kind', 'cloudformation'], { cwd: root, stdin })
    expect(lines(out)).toMatchObject([{ id: 'a', resources: { T: {} } }, { error: expect.any(String) }])
    const app = await run(['inspect', '--batch', '--kind', 'app'], {
      cwd: root,
      stdin: '{"id":1,"framework":"auto","files":{".env":"A=1"},"env":"production"}\n',
    })
    expect(lines(app.out)).toMatchObject([{ id: 1, kind: 'app' }])
  })

  test.each<readonly [readonly string[], string]>([
    [['inspect'], 'inspect what?'],
    [['inspect', 'nowhere/x.yaml'], 'there is no nowhere/x.yaml'],
    [['inspect', 'tf', '--var', 'host'], '--var host: write it as NAME=VALUE'],
    [['inspect', 'service.yaml', '--imports', 'broken.json'], 'a JSON object of name and value is needed'],
    [['inspect', 'service.yaml', '--params', 'requests.jsonl'], 'this is no parameter file'],
    [['inspect', '--app', 'api'], '--app needs --profile'],
    [['inspect', '--env', 'qa'], 'there is no environment qa'],
    [['inspect', '--batch'], '--batch needs --kind'],
  ])('%j is wrong usage', async (argv, message) => {
    const { code, err } = await sotsu(...argv)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})

describe('sotsu eval', () => {
  const values = async (...argv: readonly string[]) => lines((await sotsu('eval', ...argv, '--format', 'json')).out)

  test('expressions by themselves', async () => {
    expect(await values('upper("a")', '[for x in [1, 2] : x * 2]')).toEqual(['A', [2, 4]])
    expect(await values('"${var.a}-${var.b}"', '--var', 'a=x', '--var', 'b=y')).toEqual(['x-y'])
    expect(await values('var.host', '--var-file', 'stg.tfvars')).toEqual(['api.stg.example.com'])
  })

  test('in a root module, and in an environment', async () => {
    expect(await values('--dir', 'tf', '--var', 'host=h', 'var.host', 'aws_lb.main.arn')).toEqual([
      'h',
      { $ref: 'aws_lb.main.arn' },
    ])
    expect(await values('--env', 'staging', 'var.host')).toEqual(['api.stg.example.com'])
    expect(await values('--env', 'production', 'var.host')).toEqual(['app.example.com'])
    expect((await sotsu('eval', '--env', 'staging', 'var.host')).out).toBe(
      '"api.stg.example.com"\n  from var.host stg.tfvars:1\n',
    )
  })

  test('one that is wrong spoils no other, and makes the exit code 2', async () => {
    const { code, out, err } = await sotsu('eval', '1 +', '1 + 1', 'nope("x")')
    expect(out).toBe('2\n')
    expect(err.split('\n').filter(line => line.startsWith('error: '))).toHaveLength(2)
    expect(code).toBe(2)
  })

  test('a batch', async () => {
    const stdin = '{"id":"a","expr":"var.x","vars":{"x":[1]}}\n{"id":"b","expr":"1 +"}\n'
    const { out } = await run(['eval', '--batch'], { cwd: root, stdin })
    expect(lines(out)).toMatchObject([
      { id: 'a', value: [1] },
      { id: 'b', error: expect.any(String) },
    ])
  })

  test.each<readonly [readonly string[], string]>([
    [['eval'], 'which expression?'],
    [['eval', '1', '--dir', 'nowhere'], 'there is no directory nowhere'],
    [['eval', '1', '--dir', 'tf', '--env', 'staging'], '--dir or --env, not both'],
    [['eval', '1', '--env', 'stagin'], 'Did you mean staging?'],
  ])('%j is wrong usage', async (argv, message) => {
    const { code, err } = await sotsu(...argv)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})

test('a file outside the repository is read in a tree of its own', async () => {
  const other = repositoryOf({ 'main.tf': 'output "x" {\n  value = 1\n}\n' })
  const { out } = await sotsu('inspect', join(other, ''), '--format', 'json')
  rmSync(other, { recursive: true })
  expect(JSON.parse(out)).toMatchObject({ outputs: { x: 1 } })
})
