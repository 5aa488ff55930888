import { expect, test } from 'vitest'
import { detectors, dotenvVariables } from '../../src/commands/detect/detectors.ts'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import { buildEnvironment } from '../../src/environment/build.ts'
import { evaluateSources } from '../../src/environment/evaluate-sources.ts'
import { mapTree } from '../../src/io/map-tree.ts'
import { formatLocation } from '../../src/model/source-location.ts'
import type { Value } from '../../src/model/value.ts'
import { valueToJson } from '../../src/model/value-json.ts'

const evaluate = async (files: Readonly<Record<string, string>>) => {
  const tree = mapTree(files)
  const document = readSotsuYaml('sotsu.yaml', files['sotsu.yaml'] ?? '')
  const { config } = await resolveConfig(tree, document, { detectors, readDotenv: dotenvVariables })
  const [environment] = config.environments
  if (environment === undefined) throw new Error('no environment')
  const evaluated = await evaluateSources(tree, environment, 'salt')
  return { config, evaluated, model: buildEnvironment({ name: environment.name, ...evaluated, declaredLinks: [] }) }
}

const originsOf = (value: Value | undefined): readonly string[] =>
  (value?.from.origins ?? []).map(({ kind, name, at }) => `${kind} ${name} ${formatLocation(at)}`)

const names = ['given', 'dotenv', 'workflow', 'job', 'secret', 'both', 'typed']
const main = `${names.map(name => `variable "${name}" {${name === 'typed' ? '\n  type = list(string)\n' : ''}}`).join('\n')}
${names.map(name => `output "${name}" { value = var.${name} }`).join('\n')}
`

test('variables of the process environment reach Terraform from where they are set', async () => {
  const { evaluated } = await evaluate({
    'sotsu.yaml': `environments:
  staging:
    terraform: [{ dir: infra }]
    variables:
      TF_VAR_given: from-sotsu
      TF_VAR_both: from-sotsu
    variableFiles: [.env.staging, .github/workflows/deploy.yml]
`,
    'infra/main.tf': main,
    '.env.staging': 'TF_VAR_dotenv=from-dotenv\nTF_VAR_both=ignored\nTF_VAR_typed=\'["a", "b"]\'\n',
    '.github/workflows/deploy.yml': `env:
  TF_VAR_workflow: from-workflow
jobs:
  deploy:
    env:
      TF_VAR_job: from-job
      TF_VAR_secret: \${{ secrets.PARTNER }}
    steps: []
`,
  })
  const [source] = evaluated.sources
  const output = (name: string): Value | undefined => source?.outputs.get(name)?.value
  expect(Object.fromEntries(names.map(name => [name, originsOf(output(name))]))).toEqual({
    given: ['environment-variable var.given sotsu.yaml:5'],
    dotenv: ['environment-variable var.dotenv .env.staging:1'],
    workflow: ['environment-variable var.workflow .github/workflows/deploy.yml:2'],
    job: ['environment-variable var.job .github/workflows/deploy.yml:6'],
    secret: expect.anything(),
    both: ['environment-variable var.both sotsu.yaml:6'],
    typed: [],
  })
  expect(valueToJson(output('typed') as Value)).toEqual(['a', 'b'])
  expect(output('secret')).toMatchObject({ kind: 'unknown', sensitive: true, why: { names: 'secrets.PARTNER' } })
})

test('a plan is a source without its configuration, and its identifiers join it with other sources', async () => {
  const resource = (address: string, type: string, values: object) => ({
    address,
    mode: 'managed',
    type,
    name: 'x',
    values,
  })
  const { evaluated, model, config } = await evaluate({
    'sotsu.yaml': `environments:
  staging:
    terraform:
      - { dir: base, stateFile: base.json }
      - { dir: app }
`,
    'base.json': JSON.stringify({
      format_version: '1.0',
      values: {
        root_module: {
          resources: [
            resource('aws_lb.edge', 'aws_lb', { name: 'edge', arn: 'arn:lb' }),
            resource('aws_lb_listener.https', 'aws_lb_listener', {
              load_balancer_arn: 'arn:lb',
              arn: 'arn:listener',
              port: 443,
              protocol: 'HTTPS',
            }),
          ],
        },
      },
    }),
    'app/main.tf': 'resource "aws_lb_listener_rule" "r" {\n  listener_arn = "arn:listener"\n  priority     = 1\n}\n',
  })
  expect(config.diagnostics).toEqual([])
  expect(evaluated.diagnostics).toEqual([])
  expect(model.entities.listener[0]?.loadBalancer).toMatchObject({ kind: 'reference', to: { name: 'aws_lb.edge' } })
  expect(model.entities['listener-rule'][0]?.listener).toMatchObject({
    kind: 'reference',
    to: { source: 'base', name: 'aws_lb_listener.https' },
  })
})

test('outputs of the root whose backend has the key that is looked up', async () => {
  const { model } = await evaluate({
    'sotsu.yaml': 'environments:\n  staging:\n    terraform: [{ dir: a }, { dir: b }, { dir: app }]\n',
    'a/main.tf': `terraform {
  backend "s3" {
    key = "one.tfstate"
  }
}
resource "aws_lb_listener" "l" {
  port = 443
}
output "arn" { value = aws_lb_listener.l.arn }
`,
    'b/main.tf': `terraform {
  backend "s3" {
    key = "two.tfstate"
  }
}
resource "aws_lb_listener" "l" {
  port = 443
}
output "arn" { value = aws_lb_listener.l.arn }
`,
    'app/main.tf': `data "terraform_remote_state" "edge" {
  backend = "s3"
  config = {
    key = "two.tfstate"
  }
}
resource "aws_lb_listener_rule" "r" {
  listener_arn = data.terraform_remote_state.edge.outputs.arn
}
`,
  })
  expect(model.entities['listener-rule'][0]?.listener).toMatchObject({
    kind: 'reference',
    to: { source: 'b', name: 'aws_lb_listener.l' },
  })
})

test('a look-up of state finds the root whose backend file has its key', async () => {
  const edge = 'output "arn" { value = aws_lb_listener.l.arn }\nresource "aws_lb_listener" "l" {\n  port = 443\n}\n'
  const { model } = await evaluate({
    'sotsu.yaml':
      'environments:\n  staging:\n    terraform:\n      - { dir: a, backendFiles: [a/staging.tfbackend] }\n      - { dir: b, backendFiles: [b/staging.tfbackend] }\n      - dir: app\n',
    'a/main.tf': `terraform {\n  backend "s3" {}\n}\n${edge}`,
    'a/staging.tfbackend': 'key = "staging/one.tfstate"\n',
    'b/main.tf': `terraform {\n  backend "s3" {}\n}\n${edge}`,
    'b/staging.tfbackend': 'key = "staging/two.tfstate"\n',
    'app/main.tf':
      'data "terraform_remote_state" "edge" {\n  backend = "s3"\n  config = {\n    key = "staging/two.tfstate"\n  }\n}\nresource "aws_lb_listener_rule" "r" {\n  listener_arn = data.terraform_remote_state.edge.outputs.arn\n}\n',
  })
  expect(model.entities['listener-rule'][0]?.listener).toMatchObject({
    kind: 'reference',
    to: { source: 'b', name: 'aws_lb_listener.l' },
  })
})

test('Terragrunt units and stacks are sources whose references meet', async () => {
  const { evaluated, model } = await evaluate({
    'sotsu.yaml': 'environments:\n  staging:\n    terragrunt: [{ dir: live }]\n    variables: { NAME: edge }\n',
    'live/edge/terragrunt.hcl':
      'terraform {\n  source = "../../modules/edge"\n}\ninputs = {\n  name = get_env("NAME")\n}\n',
    'live/api/terragrunt.hcl':
      'terraform {\n  source = "../../modules/api"\n}\ndependency "edge" {\n  config_path = "../edge"\n}\ninputs = {\n  listener_arn = dependency.edge.outputs.listener_arn\n}\n',
    'live/terragrunt.stack.hcl': 'unit "more" {\n  source = "../units/more"\n  path = "more"\n}\n',
    'units/more/terragrunt.hcl': 'terraform {\n  source = "../../../modules/edge"\n}\ninputs = {\n  name = "more"\n}\n',
    'modules/edge/main.tf':
      'variable "name" {}\nresource "aws_lb" "main" {\n  name = var.name\n}\nresource "aws_lb_listener" "https" {\n  load_balancer_arn = aws_lb.main.arn\n  port = 443\n}\noutput "listener_arn" {\n  value = aws_lb_listener.https.arn\n}\n',
    'modules/api/main.tf':
      'variable "listener_arn" {}\nresource "aws_lb_listener_rule" "api" {\n  listener_arn = var.listener_arn\n  priority = 1\n}\n',
  })
  expect(evaluated.sources.map(({ id }) => id).toSorted()).toEqual([
    'live/.terragrunt-stack/more',
    'live/api',
    'live/edge',
  ])
  const [rule] = model.entities['listener-rule']
  expect(rule?.listener).toMatchObject({
    kind: 'reference',
    to: { source: 'live/edge', name: 'aws_lb_listener.https' },
  })
  const edge = evaluated.sources.find(({ id }) => id === 'live/edge')
  expect(originsOf(edge?.inputs.get('name'))).toEqual(['environment-variable NAME sotsu.yaml:4'])
})
