/** Hands out secrets one after the other, and remembers which. */
export interface SecretSupply {
  next(): string
}

const indexes = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

/** Names under which teams keep secrets. */
const names = ['db_password', 'jwt_secret', 'api_key', 'client_secret', 'auth_token', 'private_key'] as const
const nameOf = (index: number): string => `${names[index % names.length]}_${index}`
const upper = (name: string): string => name.toUpperCase()
const pascal = (name: string): string => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Terraform: variable files, defaults, sensitive variables under innocent names, literals, and where their text flows to. */
const terraform = (each: number, { next }: SecretSupply): Readonly<Record<string, string>> => {
  const plain = indexes(each).map(nameOf)
  const innocent = indexes(each).map(index => `setting_${index}`)
  const module = `
${plain.map(name => `variable "${name}" {\n  type = string\n  validation {\n    condition     = length(var.${name}) < 5\n    error_message = "Not short: \${var.${name}}"\n  }\n}`).join('\n')}
${innocent.map(name => `variable "${name}" {\n  sensitive = true\n}`).join('\n')}
${indexes(each)
  .map(index => `variable "default_${nameOf(index)}" {\n  default = "${next()}"\n}`)
  .join('\n')}
locals {
${plain.map(name => `  url_${name} = "postgres://app:\${var.${name}}@db.internal:5432/app"\n  copy_${name.replace(/\d+$/, '')}x${name.replace(/\D/g, '')} = "prefix \${var.${name}} suffix"`).join('\n')}
}
output "all" {
  value = [${plain.map(name => `var.${name}`).join(', ')}]
}
output "hidden" {
  value     = "x-\${var.setting_0}"
  sensitive = true
}
output "leaks" {
  value = var.setting_1
}
resource "aws_db_instance" "main" {
  password = var.db_password_0
  username = "app"
}
${indexes(each)
  .map(
    index =>
      `resource "aws_ssm_parameter" "p${index}" {\n  name  = "/app/value/${index}"\n  type  = "SecureString"\n  value = "${next()}"\n}`,
  )
  .join('\n')}
resource "aws_instance" "main" {
  user_data = <<-EOT
    #!/bin/sh
    export DB_PASSWORD=\${var.db_password_0}
    export JWT_SECRET="${next()}"
  EOT
}
resource "aws_lb" "main" {
  name = "main"
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  default_action {
    type  = "authenticate-oidc"
    order = 1
    authenticate_oidc {
      issuer        = "https://id.example.com"
      client_id     = "web"
      client_secret = "${next()}"
      authorization_endpoint = "https://id.example.com/a"
      token_endpoint         = "https://id.example.com/t"
      user_info_endpoint     = "https://id.example.com/u"
    }
  }
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main.arn
  }
}
resource "aws_lb_target_group" "main" {
  name = "main"
  port = 80
}
resource "aws_route53_record" "main" {
  zone_id = "Z1"
  name    = "api.example.com"
  type    = "A"
  alias {
    name    = aws_lb.main.dns_name
    zone_id = aws_lb.main.zone_id
  }
}
resource "aws_ecs_service" "main" {
  name            = "main"
  task_definition = aws_ecs_task_definition.main.arn
  load_balancer {
    target_group_arn = aws_lb_target_group.main.arn
    container_name   = "main"
    container_port   = 80
  }
}
resource "aws_ecs_task_definition" "main" {
  family = "main"
  container_definitions = jsonencode([{
    name = "main"
    environment = [
${indexes(each)
  .map(index => `      { name = "${upper(nameOf(index))}", value = "${next()}" },`)
  .join('\n')}
      { name = "FROM_VARIABLE", value = var.jwt_secret_1 },
    ]
  }])
}
resource "aws_lambda_function" "main" {
  function_name = "main"
  environment {
    variables = {
${indexes(each)
  .map(index => `      ${upper(nameOf(index))} = "${next()}"`)
  .join('\n')}
    }
  }
}
`
  const tfvars = [...plain, ...innocent].map(name => `${name} = "${next()}"`).join('\n')
  return { 'module/main.tf': module, tfvars }
}

/** CloudFormation: NoEcho under innocent names, parameters named as secrets, literals. */
const cloudformation = (each: number, { next }: SecretSupply): Readonly<Record<string, string>> => {
  const plain = indexes(each).map(index => pascal(nameOf(index)))
  const innocent = indexes(each).map(index => `Setting${index}`)
  const template = `
Parameters:
${innocent.map(name => `  ${name}: { Type: String, NoEcho: true, AllowedPattern: "[a-z]{3}" }`).join('\n')}
${plain.map(name => `  ${name}: { Type: String, MaxLength: 4 }`).join('\n')}
${plain.map(name => `  Default${name}: { Type: String, Default: "${next()}" }`).join('\n')}
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
${plain.map(name => `          ${name}: !Ref ${name}\n          Url${name}: !Sub "https://u:\${${name}}@example.com"\n          Literal${name}: "${next()}"`).join('\n')}
${innocent.map(name => `          ${name}: !Sub "a-\${${name}}-b"`).join('\n')}
Outputs:
  One: { Value: !Ref ${innocent[0]} }
  Two: { Value: !Sub "x \${${plain[0]}}" }
`
  const parameters = JSON.stringify(
    [...plain, ...innocent].map(name => ({ ParameterKey: name, ParameterValue: next() })),
  )
  return { 'template.yaml': template, parameters }
}

/** An app of every format, each in a directory of its own. */
const apps = (each: number, { next }: SecretSupply): Readonly<Record<string, string>> => {
  const lines = (write: (name: string, secret: string) => string): string =>
    indexes(each)
      .map(index => write(nameOf(index), next()))
      .join('\n')
  const map = (): Readonly<Record<string, string>> =>
    Object.fromEntries(indexes(each).map(index => [nameOf(index), next()]))
  return {
    'apps/dotenv/.env': 'JWT_ISSUER=https://id.example.com\n',
    'apps/dotenv/package.json': '{"dependencies":{"dotenv":"16"}}',
    'apps/dotenv/.env.staging': lines((name, secret) => `${upper(name)}="${secret}"`),
    'apps/dotenv/.env.production': lines((name, secret) => `${upper(name)}=${secret}`),
    'apps/node/package.json': '{"dependencies":{"config":"3"}}',
    'apps/node/index.js': `const config = require('config')\njwt.sign({ iss: 'x' }, '${next()}')\njwt.verify(t, '${next()}', { issuer: 'x' })\n`,
    'apps/node/config/default.yaml': `broken:\n${lines((name, secret) => `  ${name}: ${secret}`)}\nauth: { issuer: "x"\n`,
    'apps/node/config/production.json5': `{ ${lines((name, secret) => `${name}: '${secret}',`)} }`,
    'apps/node/config/staging.json': JSON.stringify({ nested: map(), url: `redis://user:${next()}@cache:6379` }),
    'apps/rust/Cargo.toml': '[dependencies]\nconfig = "0.15"\n',
    'apps/rust/config/default.toml': `[jwt]\nissuer = "x"\n${lines((name, secret) => `${name} = "${secret}"`)}`,
    'apps/rust/config/production.toml': `[jwt]\n${lines((name, secret) => `${name} = "${secret}"`)}\n[jwt\nbroken = ${next()}`,
    'apps/spring/pom.xml': '<project/>',
    'apps/spring/src/main/resources/application.yml': `jwt:\n${lines((name, secret) => `  ${name}: ${secret}`)}`,
    'apps/spring/src/main/resources/application-production.properties': lines(
      (name, secret) => `jwt.${name.replaceAll('_', '.')}=${secret}`,
    ),
    'apps/dotnet/appsettings.json': JSON.stringify({ Jwt: { Issuer: 'x', Key: next(), ...map() } }),
    'apps/dotnet/App.csproj': '<Project/>',
    'apps/dotnet/appsettings.Production.json': `{ "Jwt": { "Secret": "${next()}" "broken": ${next()} } }`,
    'apps/ini/config/config.ini': `[jwt]\n${lines((name, secret) => `${name} = ${secret}`)}`,
    'apps/ini/config/production.conf': `jwt { ${lines((name, secret) => `${name} = "${secret}"`)} }`,
    'apps/ini/package.json': '{}',
    'apps/kube/deploy.yaml': `kind: Secret\nmetadata: { name: s }\nstringData:\n${lines((name, secret) => `  ${upper(name)}: ${secret}`)}\n---\nkind: Secret\nmetadata: { name: t }\ndata:\n${lines((name, secret) => `  T_${upper(name)}: ${Buffer.from(secret).toString('base64')}`)}\n---\nkind: Deployment\nmetadata: { name: d }\nspec: { template: { spec: { containers: [{ name: a, envFrom: [{ secretRef: { name: s } }, { secretRef: { name: t } }] }] } } }`,
    'apps/compose/compose.yaml': `services:\n  api:\n    image: api\n    environment:\n${lines((name, secret) => `      ${upper(name)}: ${secret}`)}\n      JWT_ISSUER: https://id.example.com\n`,
    'apps/python/requirements.txt': 'flask\n',
    'apps/python/app.py': `app.config['JWT_SECRET_KEY'] = '${next()}'\nJWTManager(app)\n`,
    'apps/django/requirements.txt': 'django\n',
    'apps/django/settings/base.py': `INSTALLED_APPS = []\nSECRET_KEY = '${next()}'\nSIMPLE_JWT = {'SIGNING_KEY': '${next()}', 'ISSUER': 'x'}\n`,
  }
}

const apphint = ['dotenv', 'node', 'rust', 'spring', 'dotnet', 'ini', 'kube', 'compose', 'python', 'django'] as const
export const appDirectories: readonly string[] = apphint.map(name => `apps/${name}`)

/** A repository that holds secrets in every kind of input. `each`: how many of a kind. */
export const secretRepository = (each: number, supply: SecretSupply): Readonly<Record<string, string>> => {
  const { next } = supply
  const sides = ['staging', 'production'] as const
  const files: Record<string, string> = { ...apps(each, supply) }
  const environments = sides.map(side => {
    const { 'module/main.tf': main = '', tfvars = '' } = terraform(each, supply)
    const { 'template.yaml': template = '', parameters = '' } = cloudformation(each, supply)
    files[`terraform/${side}/main.tf`] = main
    files[`terraform/${side}/terraform.tfvars`] = tfvars
    files[`terraform/${side}/broken.auto.tfvars`] = `other_secret = "${next()}"\npassword = ${next()} ${next()}\n`
    files[`terragrunt/${side}/terragrunt.hcl`] =
      `terraform {\n  source = "../../terragrunt/module"\n}\ninputs = {\n${indexes(each)
        .map(index => `  ${nameOf(index)} = "${next()}"`)
        .join('\n')}\n}\n`
    files[`cloudformation/${side}.yaml`] = template
    files[`cloudformation/${side}.json`] = parameters
    files[`cloudformation/${side}-broken.json`] =
      `[{"ParameterKey": "Setting0", "ParameterValue": "${next()}" "x": ${next()}]`
    files[`.github/workflows/deploy-${side}.yml`] = `env:\n${indexes(each)
      .map(index => `  ${upper(nameOf(index))}: ${next()}`)
      .join(
        '\n',
      )}\n  TF_VAR_db_password_0: ${next()}\njobs: { a: { steps: [{ env: { STEP_TOKEN_SECRET: "${next()}" } }] } }\n`
    return `  ${side}:
    terraform: [{ dir: terraform/${side}, vars: { jwt_secret_1: "${next()}" } }]
    terragrunt: [{ dir: terragrunt/${side} }]
    cloudformation:
      - template: cloudformation/${side}.yaml
        parameterFiles: [cloudformation/${side}.json, cloudformation/${side}-broken.json]
        parameters: { DbPassword0: "${next()}" }
    apps: [${appDirectories.map(dir => `{ name: ${dir.slice(5)}, dir: ${dir} }`).join(', ')}]
    variableFiles: [.github/workflows/deploy-${side}.yml]
    variables: { JWT_SECRET: "${next()}", DATABASE_URL: "postgres://u:${next()}@db/x" }`
  })
  files['terragrunt/module/main.tf'] = indexes(each)
    .map(
      index => `variable "${nameOf(index)}" {}\nlocals {\n  from_${nameOf(index)} = "x-\${var.${nameOf(index)}}"\n}\n`,
    )
    .join('')
  files['sam/template.yaml'] =
    'Transform: AWS::Serverless-2016-10-31\nParameters: { DbPassword: { Type: String }, ApiToken: { Type: String } }\nResources: { A: { Type: AWS::SNS::Topic } }\n'
  files['sam/samconfig.toml'] = ['stg', 'prod']
    .map(
      side =>
        `[${side}.deploy.parameters]\nstack_name = "api-${side}"\nparameter_overrides = "DbPassword=${next()} ApiToken=${next()}"\n`,
    )
    .join('')
  files['sotsu.yaml'] = `environments:\n${environments.join('\n')}
journeys:
  - name: partner
    request: "GET https://api.example.com/v1"
    headers: { authorization: "Bearer ${next()}", x-api-key: "${next()}" }
    token: { iss: "https://id.example.com" }
`
  return files
}
