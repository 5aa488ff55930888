import type { SecretSupply } from './secret-repository.ts'

/** A setting that holds a secret: what it is called, and how the secret stands in its value. */
interface Holding {
  readonly name: string
  readonly around: (secret: string) => string
}

const identity = (secret: string): string => secret

/** Secrets that a name gives away, and secrets that only their form does. */
const holdings: readonly Holding[] = [
  { name: 'DB_PASSWORD', around: identity },
  { name: 'JWT_SECRET', around: identity },
  { name: 'STRIPE_API_KEY', around: identity },
  { name: 'DATABASE_URL', around: secret => `postgres://app:${secret}@db.example.internal:5432/app?sslmode=require` },
  { name: 'CACHE', around: secret => `redis://:${secret}@cache.example.internal:6379/0` },
  { name: 'BROKER', around: secret => `amqps://svc:${secret}@mq.example.internal:5671` },
  { name: 'UPSTREAM', around: secret => `https://${secret}@api.example.com/v1` },
  { name: 'MAIN_DB', around: secret => `Server=db.example.internal;User Id=app;Password=${secret};Encrypt=true` },
  { name: 'QUEUE', around: secret => `Endpoint=sb://q.example.net/;SharedAccessKeyName=app;SharedAccessKey=${secret}` },
  { name: 'JDBC', around: secret => `jdbc:postgresql://db.example.internal/app?user=app&password=${secret}` },
  { name: 'ALERTS', around: secret => `https://hooks.slack.com/services/T0AAAAAAA/B0BBBBBBB/${secret}` },
  { name: 'FEED', around: secret => `https://feed.example.com/v1?api_key=${secret}&format=json` },
  { name: 'SESSION', around: secret => `eyJhbGciOiJIUzI1NiJ9.eyJ${secret}.${secret}` },
  { name: 'SIGNER', around: secret => `-----BEGIN EC PRIVATE KEY-----\\n${secret}\\n-----END EC PRIVATE KEY-----` },
  { name: 'DEPLOY', around: secret => `ghp_${secret}` },
  { name: 'HEADER', around: secret => `Bearer ${secret}` },
  { name: 'UPSTREAM_AUTH', around: secret => `Basic ${secret}` },
]

type Entry = readonly [name: string, value: string]

const camel = (name: string): string =>
  name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const pascal = (name: string): string => camel(name).replace(/^\w/, letter => letter.toUpperCase())
const lines = (entries: readonly Entry[], write: (name: string, value: string) => string): string =>
  entries.map(([name, value]) => write(name, value)).join('\n')
const quoted = (value: string): string => `"${value}"`

type Files = Readonly<Record<string, string>>

/** Every format of application config, each as its framework reads it. */
const applications: Readonly<Record<string, (entries: readonly Entry[], profile: string) => Files>> = {
  dotenv: (entries, profile) => ({
    'package.json': '{"dependencies":{"dotenv":"16"}}',
    [`.env.${profile}`]: lines(entries, (name, value) => `${name}=${quoted(value)}`),
  }),
  yaml: (entries, profile) => ({
    'pom.xml': '<project/>',
    [`src/main/resources/application-${profile}.yml`]: `app:\n${lines(entries, (name, value) => `  ${camel(name)}: ${quoted(value)}`)}`,
  }),
  properties: (entries, profile) => ({
    'pom.xml': '<project/>',
    [`src/main/resources/application-${profile}.properties`]: lines(
      entries,
      (name, value) => `app.${name.toLowerCase().replaceAll('_', '-')}=${value}`,
    ),
  }),
  hocon: (entries, profile) => ({
    'build.sbt': '',
    'conf/application.conf': 'app {}',
    [`conf/${profile}.conf`]: `include "application"\napp {\n${lines(entries, (name, value) => `  ${camel(name)} = ${quoted(value)}\n  copy.${camel(name)} = "x-"\${app.${camel(name)}}`)}\n}`,
  }),
  toml: (entries, profile) => ({
    'Cargo.toml': '[dependencies]\nconfig = "0.15"\n',
    [`config/${profile}.toml`]: `[app]\n${lines(entries, (name, value) => `${name.toLowerCase()} = ${quoted(value)}`)}`,
  }),
  json: (entries, profile) => ({
    'App.csproj': '<Project/>',
    [`appsettings.${profile === 'staging' ? 'Staging' : 'Production'}.json`]: JSON.stringify({
      App: Object.fromEntries(entries.map(([name, value]) => [pascal(name), value])),
    }),
  }),
  javascript: (entries, profile) => ({
    'package.json': '{"dependencies":{"config":"4"}}',
    'src/index.js': "const config = require('config')\nstart(config.get('port'))\n",
    'config/default.js': 'module.exports = { port: 80 }\n',
    [`config/${profile}.js`]: `module.exports = {\n${lines(entries, (name, value) => `  ${camel(name)}: '${value}',`)}\n}`,
  }),
  compose: (entries, profile) => ({
    'compose.yaml': `services:\n  api:\n    image: api\n    env_file: [${profile}.env]\n    environment:\n${lines(entries, (name, value) => `      X_${name}: ${quoted(value)}`)}`,
    [`${profile}.env`]: lines(entries, (name, value) => `${name}=${value}`),
  }),
  kubernetes: entries => ({
    'deploy.yaml': `kind: ConfigMap\nmetadata: { name: c }\ndata:\n${lines(entries, (name, value) => `  ${name}: ${quoted(value)}`)}\n---\nkind: Deployment\nmetadata: { name: d }\nspec: { template: { spec: { containers: [{ name: a, envFrom: [{ configMapRef: { name: c } }] }] } } }`,
  }),
  helm: (entries, profile) => ({
    'Chart.yaml': 'name: api\nversion: 1.0.0\n',
    'values.yaml': 'env: {}\n',
    'templates/deploy.yaml':
      'kind: Deployment\nmetadata: { name: d }\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          env:\n            - { name: A, value: "{{ .Values.env.DB_PASSWORD }}" }\n',
    [`values-${profile}.yaml`]: `env:\n${lines(entries, (name, value) => `  ${name}: ${quoted(value)}`)}`,
  }),
  django: (entries, profile) => ({
    'manage.py': '',
    'requirements.txt': 'django\n',
    'shop/settings/base.py': 'INSTALLED_APPS = []\n',
    [`shop/settings/${profile}.py`]: `from .base import *\n${lines(entries, (name, value) => `${name} = '${value}'`)}`,
  }),
  ini: (entries, profile) => ({
    'package.json': '{}',
    [`config/${profile}.ini`]: `[app]\n${lines(entries, (name, value) => `${name.toLowerCase()} = ${value}`)}`,
  }),
}

export const shapedApps: readonly string[] = Object.keys(applications).map(name => `apps/${name}`)

const terraform = (entries: readonly Entry[], hidden: string): string => `
variable "hidden" {
  default   = ${quoted(hidden)}
  sensitive = true
}
resource "aws_lambda_function" "main" {
  function_name = "main"
  environment {
    variables = {
${lines(entries, (name, value) => `      ${name} = ${quoted(value)}`)}
      INNOCENT = "x-\${var.hidden}-y"
    }
  }
}
resource "aws_ecs_task_definition" "main" {
  family = "main"
  container_definitions = jsonencode([{ name = "main", environment = [
${lines(entries, (name, value) => `    { name = "${name}", value = ${quoted(value)} },`)}
    { name = "INNOCENT", value = upper(var.hidden) },
  ] }])
}
resource "aws_ecs_service" "main" {
  name            = "main"
  task_definition = aws_ecs_task_definition.main.arn
}
`

const cloudformation = (entries: readonly Entry[], hidden: string): string => `
Parameters: { Setting: { Type: String, NoEcho: true, Default: ${quoted(hidden)} } }
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: main
      Environment:
        Variables:
          INNOCENT: !Sub "x-\${Setting}-y"
${lines(entries, (name, value) => `          ${name}: ${quoted(value)}`)}
`

/** `terraform show -json`: marked as sensitive, under a name, or only by its form; and copies that nothing marks. */
const shown = (entries: readonly Entry[], hidden: string, kind: 'plan' | 'state'): string => {
  const resources = [
    {
      address: 'aws_lambda_function.planned',
      mode: 'managed',
      type: 'aws_lambda_function',
      name: 'planned',
      values: {
        function_name: 'planned',
        description: `made with ${hidden}`,
        environment: [{ variables: { ...Object.fromEntries(entries), INNOCENT: hidden } }],
      },
      sensitive_values: { environment: [{ variables: { INNOCENT: true } }] },
    },
  ]
  const values = {
    outputs: { copied: { value: `y-${hidden}`, sensitive: false }, hidden: { value: hidden, sensitive: true } },
    root_module: { resources },
  }
  const head = { format_version: '1.2', terraform_version: '1.11.0' }
  if (kind === 'state') return JSON.stringify({ ...head, values })
  const change = {
    actions: ['create'],
    before: null,
    after: resources[0]?.values,
    after_sensitive: resources[0]?.sensitive_values,
    after_unknown: {},
  }
  return JSON.stringify({
    ...head,
    variables: { hidden: { value: hidden }, db_password: { value: hidden } },
    planned_values: values,
    resource_changes: resources.map(({ values: _, sensitive_values: __, ...rest }) => ({ ...rest, change })),
    configuration: { root_module: { variables: { hidden: { sensitive: true } } } },
  })
}

const sides = ['staging', 'production'] as const

/** A repository of secrets of many forms, in every kind of input that holds settings, plan and state files among them. */
export const shapedRepository = ({ next }: SecretSupply): Files => {
  const files: Record<string, string> = {}
  const entries = (): readonly Entry[] => holdings.map(({ name, around }) => [name, around(next())])
  for (const side of sides) {
    for (const [app, write] of Object.entries(applications))
      for (const [path, text] of Object.entries(write(entries(), side))) files[`apps/${app}/${path}`] = text
    files[`terraform/${side}/main.tf`] = terraform(entries(), next())
    files[`planned/${side}/main.tf`] = terraform(entries(), next())
    files[`planned/${side}/plan.json`] = shown(entries(), next(), 'plan')
    files[`planned/${side}/state.json`] = shown(entries(), next(), 'state')
    files[`kept/${side}/state.json`] = shown(entries(), next(), 'state')
    files[`kept/${side}/broken.json`] = shown(entries(), next(), 'plan').slice(0, -20)
    files[`cloudformation/${side}.yaml`] = cloudformation(entries(), next())
  }
  const environments = sides.map(
    side => `  ${side}:
    terraform:
      - { dir: terraform/${side} }
      - { dir: planned/${side}, planFile: planned/${side}/plan.json, stateFile: planned/${side}/state.json }
      - { dir: kept/${side}, stateFile: kept/${side}/state.json, planFile: kept/${side}/broken.json }
    cloudformation: [{ template: cloudformation/${side}.yaml }]
    apps: [${shapedApps.map(dir => `{ name: ${dir.slice(5)}, dir: ${dir} }`).join(', ')}]`,
  )
  files['sotsu.yaml'] = `environments:\n${environments.join('\n')}\n`
  return files
}
