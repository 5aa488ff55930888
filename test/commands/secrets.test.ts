import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { reportFormats } from '../../src/commands/report-formats.ts'
import { maskSecrets } from '../../src/parsers/secrets/mask-secrets.ts'
import { repositoryOf, run } from './fake-runtime.ts'
import { appDirectories, secretRepository } from './secret-repository.ts'

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
/** Random texts without a shape of their own: some 1,100 in one repository. */
const secrets = fc.infiniteStream(fc.string({ unit: fc.constantFrom(...letters), minLength: 20, maxLength: 40 }))
const each = 27
/** This much of a secret in an output is a leak. */
const part = 8

const roots: string[] = []
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true })
})

const reports = [...reportFormats.keys()]
const commands: readonly (readonly string[])[] = [
  ['check', '--color', 'always', ...reports.flatMap(format => ['--format', format, '--output', `report.${format}`])],
  ['trace', 'https://api.example.com/v1', '--lang', 'ja'],
  ['trace', 'https://api.example.com/v1', '--format', 'json'],
  ['inspect', '--env', 'staging'],
  ['inspect', '--env', 'production', '--format', 'json'],
  ['inspect', 'terraform/staging'],
  ['inspect', 'terraform/production', '--format', 'json'],
  ['inspect', 'cloudformation/staging.yaml', '--params', 'cloudformation/staging.json'],
  ['inspect', 'cloudformation/staging.yaml', '--params', 'cloudformation/staging.json', '--format', 'json'],
  ['inspect', 'cloudformation/staging.yaml', '--params', 'cloudformation/staging-broken.json'],
  ...appDirectories.flatMap(app => [
    ['inspect', '--app', app, '--profile', 'staging'],
    ['inspect', '--app', app, '--profile', 'production', '--format', 'json'],
  ]),
  [
    ...['eval', '--env', 'staging', 'var.db_password_0', 'var.setting_0', '"a-${var.setting_1}"'],
    ...['upper(var.jwt_secret_1)', 'local.url_db_password_0', 'nonsuch(var.db_password_0)', 'tonumber(var.api_key_2)'],
  ],
  [
    'eval',
    '--dir',
    'terraform/production',
    '[var.db_password_0]',
    'aws_db_instance.main',
    'format("%d", var.setting_3)',
  ],
  ['init', '--dry-run'],
  ['plan'],
  ['plan', '--format', 'json'],
  ['diff', '--all'],
  ['diff', '--outliers', '--format', 'json'],
  ['waive'],
  ['ui', '--screenshot', '160x60'],
  ['comment'],
]

test('secrets of every kind of input appear in no output, not even in part', async () => {
  await fc.assert(
    fc.asyncProperty(secrets, async stream => {
      const given: string[] = []
      const root = repositoryOf(
        secretRepository(each, {
          next: () => {
            const secret = String(stream.next().value)
            given.push(secret)
            return secret
          },
        }),
      )
      roots.push(root)
      expect(given.length).toBeGreaterThan(1_000)
      const parts = new Map(
        given.flatMap(secret =>
          Array.from({ length: secret.length - part + 1 }, (_, at) => [secret.slice(at, at + part), secret] as const),
        ),
      )
      const leaks: string[] = []
      for (const command of commands) {
        const { out, err } = await run(command, { cwd: root })
        const written =
          command[0] === 'check' ? reports.map(format => readFileSync(join(root, `report.${format}`), 'utf8')) : []
        const text = [out, err, ...written].join('\n')
        for (let at = 0; at + part <= text.length; at += 1) {
          const secret = parts.get(text.slice(at, at + part))
          if (secret === undefined) continue
          leaks.push(`${command.join(' ')}: …${text.slice(Math.max(0, at - 60), at + 20)}`)
          break
        }
      }
      expect(leaks).toEqual([])
    }),
    { numRuns: 1, endOnFailure: true },
  )
}, 120_000)

test('source text is shown with its secrets covered', () => {
  const source = [
    'db_password = "hunter2-hunter2"',
    "const key = { apiKey: 'abcd1234efgh', host: 'api.example.com' }",
    'JWT_SECRET=plain-text-secret # comment',
    '- { name: DB_PASSWORD, value: sealed-elsewhere }',
    '[{"ParameterKey":"DbPassword","ParameterValue":"plain-text-secret"},',
    ' {"ParameterKey":"Domain","ParameterValue":"api.example.com"}]',
    'issuer = "https://id.example.com"',
  ].join('\n')
  expect(maskSecrets(source, text => text === 'sealed-elsewhere')).toBe(
    [
      'db_password = "(secret)"',
      "const key = { apiKey: '(secret)', host: 'api.example.com' }",
      'JWT_SECRET=(secret) # comment',
      '- { name: DB_PASSWORD, value: (secret) }',
      '[{"ParameterKey":"DbPassword","ParameterValue":"(secret)"},',
      ' {"ParameterKey":"Domain","ParameterValue":"api.example.com"}]',
      'issuer = "https://id.example.com"',
    ].join('\n'),
  )
})

test('an argument that may be a secret is not repeated', async () => {
  const root = repositoryOf({ 'main.tf': '' })
  roots.push(root)
  const { code, err } = await run(['inspect', '.', '--var', 'S3cretS3cretS3cret'], { cwd: root })
  expect(code).toBe(2)
  expect(err).toContain('--var: write it as NAME=VALUE')
  expect(err).not.toContain('S3cret')
})

test('a secret is the same secret in Terraform, in a template and in an app', async () => {
  const secret = 'kq8ZrTw3LmNvB5xYcD7g'
  const root = repositoryOf({
    'tf/main.tf': `variable "password" {\n  sensitive = true\n  default = "${secret}"\n}\nresource "aws_ecs_task_definition" "a" {\n  family = "a"\n  container_definitions = jsonencode([{ name = "a", environment = [{ name = "JWT_SECRET", value = "${secret}" }] }])\n}\nresource "aws_ecs_service" "a" {\n  name = "a"\n  task_definition = aws_ecs_task_definition.a.arn\n}\n`,
    'template.yaml': `Parameters: { Innocent: { Type: String, NoEcho: true, Default: ${secret} } }\nResources: { A: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Innocent } } }\n`,
    'app/.env': `JWT_SECRET=${secret}\n`,
    'app/package.json': '{"dependencies":{"dotenv":"16"}}',
    'sotsu.yaml': 'environments: { production: { terraform: [{ dir: tf }], apps: [{ name: b, dir: app }] } }\n',
  })
  roots.push(root)
  const digests = async (...argv: readonly string[]): Promise<readonly string[]> =>
    [...(await run([...argv, '--format', 'json'], { cwd: root })).out.matchAll(/"\$sensitive": "(\w+)"/g)].map(
      ([, digest = '']) => digest,
    )
  const found = [
    await digests('inspect', 'tf'),
    await digests('inspect', 'template.yaml'),
    await digests('inspect', '--app', 'app', '--profile', 'production'),
    await digests('inspect', '--env', 'production'),
  ]
  for (const some of found) expect(some.length).toBeGreaterThan(0)
  expect(new Set(found.flat()).size).toBe(1)
  expect(found[3]?.length).toBeGreaterThan(2)
})
