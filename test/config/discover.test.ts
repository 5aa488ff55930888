import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { detectors, dotenvVariables } from '../../src/commands/detect/detectors.ts'
import { type Discovery, discover } from '../../src/config/discover/discover.ts'
import { canonicalName, environmentsAmong } from '../../src/config/discover/names.ts'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import type { EnvironmentConfig } from '../../src/config/resolved-config.ts'
import { diskTree } from '../../src/io/disk-tree.ts'
import { mapTree } from '../../src/io/map-tree.ts'
import { unignoredTree } from '../../src/io/unignored-tree.ts'

type Files = Readonly<Record<string, string>>

const find = (files: Files): Promise<Discovery> => discover(mapTree(files), detectors)

/** One line an environment: `name: terraform | stacks | apps`. */
const brief = ({ name, terraform, cloudformation, apps }: EnvironmentConfig): string => {
  const roots = terraform.map(({ dir, varFiles, vars, workspace, only }) =>
    [
      dir,
      ...(workspace === undefined ? [] : [`@${workspace}`]),
      ...varFiles.map(file => `+${file}`),
      ...[...vars].map(([key, { value }]) => `${key}=${String(value)}`),
      ...only,
    ].join(' '),
  )
  const stacks = cloudformation.map(({ template, parameterFiles, parameters, stackName }) =>
    [template, ...parameterFiles, ...[...parameters].map(([key, { value }]) => `${key}=${value}`), stackName].join(' '),
  )
  return `${name}: ${[roots, stacks, apps.map(app => `${app.dir}@${app.profile}`)].map(part => part.join(', ')).join(' | ')}`
}

const root = 'terraform {\n  backend "s3" {}\n}\n'
const keyed = (key: string): string => `terraform {\n  backend "s3" {\n    key = "${key}"\n  }\n}\n`
const reads = (key: string): string =>
  `data "terraform_remote_state" "x" {\n  backend = "s3"\n  config = {\n    key = "${key}"\n  }\n}\n`
const template = (parameters: string): string =>
  `Parameters:\n${parameters}Resources:\n  A:\n    Type: AWS::SNS::Topic\n`
const parameterFile = (keys: readonly string[]): string =>
  JSON.stringify(keys.map(key => ({ ParameterKey: key, ParameterValue: 'x' })))

test('the example without its sotsu.yaml is found as its sotsu.yaml says', async () => {
  const directory = join(import.meta.dirname, '../../examples')
  const tree = unignoredTree(diskTree(directory))
  const text = readFileSync(join(directory, 'sotsu.yaml'), 'utf8')
  const { config: written } = await resolveConfig(tree, readSotsuYaml('sotsu.yaml', text), {
    detectors,
    readDotenv: dotenvVariables,
  })
  const { config: found, leftAlone } = await discover(tree, detectors)
  const sorted = (environments: readonly EnvironmentConfig[]) =>
    environments.map(environment => ({
      ...environment,
      apps: environment.apps.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    }))
  expect(sorted(found.environments)).toEqual(sorted(written.environments))
  expect(found.comparisons).toEqual(written.comparisons)
  expect(leftAlone).toEqual([])
})

describe('environments', () => {
  test.each<readonly [string, Files, readonly string[]]>([
    [
      'a directory each, with shared roots that they read',
      {
        'env/stg/main.tf': keyed('stg') + reads('dns'),
        'env/prd/main.tf': keyed('prd') + reads('dns'),
        'dns/main.tf': keyed('dns') + reads('org'),
        'org/main.tf': keyed('org'),
        'lonely/main.tf': keyed('lonely'),
        'modules/lb/main.tf': 'variable "x" {}\n',
      },
      ['stg: env/stg, dns, org |  | ', 'prd: env/prd, dns, org |  | '],
    ],
    [
      'a directory each below services',
      {
        'live/prod/network/main.tf': root,
        'live/prod/api/main.tf': root,
        'live/staging/network/main.tf': root,
        'live/staging/api/main.tf': root,
      },
      ['staging: live/staging/api, live/staging/network |  | ', 'prod: live/prod/api, live/prod/network |  | '],
    ],
    [
      'one root and a variable file each',
      {
        'infra/main.tf': `${root}variable "environment" {}\nvariable "size" {}\n`,
        'infra/staging.tfvars': 'environment = "staging"\n',
        'infra/production.tfvars': 'environment = "production"\n',
        'infra/common.tfvars': 'size = 1\n',
      },
      ['staging: infra +infra/staging.tfvars |  | ', 'production: infra +infra/production.tfvars |  | '],
    ],
    [
      'variable files in a folder, with other spellings, and a workspace',
      {
        'main.tf': `${root}variable "env" {}\nlocals {\n  w = terraform.workspace\n}\n`,
        'vars/stg-overrides.tfvars': 'x = 1\n',
        'vars/prd-overrides.tfvars.json': '{"x": 2}',
      },
      [
        'stg:  @stg +vars/stg-overrides.tfvars env=stg |  | ',
        'prd:  @prd +vars/prd-overrides.tfvars.json env=prd |  | ',
      ],
    ],
    [
      'a backend file each; the workspace stays',
      {
        'svc/main.tf': `${root}variable "environment_name" {}\nlocals {\n  w = terraform.workspace\n}\n`,
        'svc/staging.s3.tfbackend': '',
        'svc/prod.s3.tfbackend': '',
        'svc/infra-staging.s3.tfbackend': '',
        'svc/training.s3.tfbackend': '',
      },
      [
        'infra-staging: svc environment_name=infra-staging |  | ',
        'staging: svc environment_name=staging |  | ',
        'prod: svc environment_name=prod |  | ',
      ],
    ],
    [
      'a map that the workspace looks up',
      {
        'tf/main.tf': `${root}variable "environments" {}\nlocals {\n  e = var.environments[terraform.workspace]\n}\n`,
        'tf/terraform.tfvars.json': '{"environments": {"default": {}, "preproduction": {}, "production": {}}}',
      },
      ['preproduction: tf @preproduction |  | ', 'production: tf @production |  | '],
    ],
    [
      'a module call each in one root',
      {
        'main.tf': `${root}module "staging" {\n  source = "./app"\n}\nmodule "production_web" {\n  source = "./app"\n}\nmodule "production_db" {\n  source = "./app"\n}\n`,
        'app/main.tf': 'variable "x" {}\n',
      },
      ['staging:  module.staging |  | ', 'production:  module.production_web module.production_db |  | '],
    ],
    [
      'a template and a parameter file each',
      {
        'services/api/template.yaml': template('  Env: { Type: String }\n  Size: { Type: String, Default: s }\n'),
        'services/api/params/stg.json': parameterFile(['Env', 'Size']),
        'services/api/params/prod.json': parameterFile(['Env']),
        'services/api/params/other.json': parameterFile(['Something']),
        'services/web/template.yaml': template('  Host: { Type: String }\n'),
        'services/web/params/prod.json': parameterFile(['Host']),
      },
      [
        'stg:  | services/api/template.yaml services/api/params/stg.json api-stg | ',
        'prod:  | services/api/template.yaml services/api/params/prod.json api-prod, services/web/template.yaml services/web/params/prod.json web-prod | ',
      ],
    ],
    [
      'a template whose parameter takes the environment',
      {
        'cfn/api.yaml': template('  Environment:\n    Type: String\n    AllowedValues: [dev, staging, production]\n'),
      },
      [
        'dev:  | cfn/api.yaml Environment=dev api-dev | ',
        'staging:  | cfn/api.yaml Environment=staging api-staging | ',
        'production:  | cfn/api.yaml Environment=production api-production | ',
      ],
    ],
    [
      'a samconfig with an environment each',
      {
        'app/template.yaml': template('  Env: { Type: String }\n'),
        'app/samconfig.toml':
          'version = 0.1\n[default.deploy.parameters]\nstack_name = "x"\n[staging.deploy.parameters]\nstack_name = "app-stg"\nparameter_overrides = "Env=stg"\n[prod.deploy.parameters]\nparameter_overrides = ["Env=prd"]\n',
      },
      ['staging:  | app/template.yaml Env=stg app-stg | ', 'prod:  | app/template.yaml Env=prd app-prod | '],
    ],
    [
      'applications alone',
      {
        'api/package.json': '{}',
        'api/config/default.json': '{}',
        'api/config/staging.json': '{}',
        'api/config/production.json': '{}',
        'web/.env.production': 'A=1',
        'web/package.json': '{}',
      },
      ['staging:  |  | api@staging, web@staging', 'production:  |  | api@production, web@production'],
    ],
    [
      'one spelling for what different places call differently',
      {
        'infra/main.tf': root,
        'infra/stage.tfvars': '',
        'infra/prod.tfvars': '',
        'api/package.json': '{}',
        'api/config/staging.json': '{}',
        'api/config/production.json': '{}',
      },
      ['stage: infra +infra/stage.tfvars |  | api@staging', 'prod: infra +infra/prod.tfvars |  | api@production'],
    ],
    [
      'nothing in what only sounds like it',
      {
        'local-config/main.tf': root,
        'demo/main.tf': root,
        'src/live/index.js': '',
        'tests/staging/main.tf': root,
        'config/test.json': '{}',
      },
      [],
    ],
  ])('%s', async (_, files, expected) => {
    const { config } = await find(files)
    expect(config.environments.map(brief)).toEqual(expected)
  })
})

const verifies =
  "import 'dotenv/config'\nimport { jwtVerify } from 'jose'\nexport const check = (token, key) => jwtVerify(token, key, { issuer: process.env.ISSUER })\n"

describe('applications', () => {
  const deploys =
    'aws cloudformation deploy --stack-name shop-PROD-static --template-file cfn.yaml --region eu-west-1\n'
  test.each<readonly [string, Files, readonly string[], readonly string[]]>([
    [
      'published configuration, beside a stack of production alone',
      {
        'web/build.sbt': '',
        'web/conf/application.conf': 'a = 1\n',
        'web/conf/strings.conf': 'b = 1\n',
        'web/conf/BETA.public.conf': 'stage = "BETA"\n',
        'web/conf/DEV.public.conf': 'stage = "DEV"\n',
        'web/conf/PROD.public.conf': 'stage = "PROD"\n',
        'static/cfn.yaml': template('  Name: { Type: String, Default: x }\n'),
        'static/PROD-deploy.sh': deploys,
      },
      ['DEV:  |  | web@DEV', 'PROD:  | static/cfn.yaml shop-PROD-static | web@PROD', 'BETA:  |  | web@BETA'],
      ['BETA>PROD'],
    ],
    [
      'names of files that stand beside one environment only say nothing',
      { 'web/conf/theme.public.conf': 'a = 1\n', 'web/conf/PROD.public.conf': 'stage = "PROD"\n' },
      ['PROD:  |  | web@PROD'],
      [],
    ],
    [
      'a Serverless Framework service, whatever stands below it',
      {
        'infra/main.tf': root,
        'infra/staging.tfvars': '',
        'infra/prod.tfvars': '',
        'api/package.json': '{}',
        'api/worker/requirements.txt': '',
        'api/serverless.yml': 'service: api\nprovider:\n  name: aws\n  environment: ${file(env.yml):${opt:stage}}\n',
        'api/env.yml': 'staging: { POOL: a }\nprod: { POOL: b }\n',
      },
      ['staging: infra +infra/staging.tfvars |  | api@staging', 'prod: infra +infra/prod.tfvars |  | api@prod'],
      ['staging>prod'],
    ],
    [
      'a service at the top, with tools below it that have manifests of their own',
      {
        'infra/main.tf': root,
        'infra/staging.tfvars': '',
        'infra/prod.tfvars': '',
        'package.json': '{"dependencies":{"dotenv":"16"}}',
        'src/tokens.ts': verifies,
        '.env': 'ISSUER=local\n',
        'journeys/package.json': '{}',
      },
      ['staging: infra +infra/staging.tfvars |  | @staging', 'prod: infra +infra/prod.tfvars |  | @prod'],
      ['staging>prod'],
    ],
    [
      'the top of a workspace is no service',
      {
        'infra/main.tf': root,
        'infra/staging.tfvars': '',
        'infra/prod.tfvars': '',
        'package.json': '{"workspaces":["api"]}',
        'src/build.ts': '',
        'api/package.json': '{"dependencies":{"dotenv":"16"}}',
        'api/src/tokens.ts': verifies,
        'api/.env': 'ISSUER=local\n',
      },
      ['staging: infra +infra/staging.tfvars |  | api@staging', 'prod: infra +infra/prod.tfvars |  | api@prod'],
      ['staging>prod'],
    ],
  ])('%s', async (_name, files, environments, comparisons) => {
    const { config } = await find(files)
    expect(config.environments.map(brief)).toEqual(environments)
    expect(config.comparisons.map(({ staging, production }) => `${staging}>${production}`)).toEqual(comparisons)
  })
})

test('Terragrunt units by their environment', async () => {
  const { config } = await find({
    'live/terragrunt.hcl': '',
    'live/prod/vpc/terragrunt.hcl': 'include {\n  path = find_in_parent_folders()\n}\n',
    'live/prod/api/terragrunt.hcl': 'include {\n  path = find_in_parent_folders()\n}\n',
    'live/stage/vpc/terragrunt.hcl': 'include {\n  path = find_in_parent_folders()\n}\n',
  })
  expect(config.environments.map(({ name, terragrunt }) => [name, terragrunt])).toEqual([
    ['stage', [{ dir: 'live/stage' }]],
    ['prod', [{ dir: 'live/prod' }]],
  ])
})

test('what is found says why, and what is left alone too', async () => {
  const { found, leftAlone } = await find({
    'env/stg/main.tf': keyed('stg') + reads('dns'),
    'dns/main.tf': keyed('dns'),
    'lonely/main.tf': keyed('lonely'),
    'svc/main.tf': `${root}variable "env" {}\n`,
    'svc/prd.tfvars': '',
    'svc/shared.tfvars': '',
    'api/serverless.yml': '',
    'api/tests/a.tf': root,
    'x/template.yaml': template('  A: { Type: String }\n'),
  })
  expect(found).toEqual([
    'stg: env/stg/: a root module in a directory called stg',
    'stg: dns/: shared; env/stg reads its state dns',
    "prd: svc/: prd.tfvars is prd's; var.env taken to be the environment's name",
  ])
  expect(leftAlone).toEqual([
    'lonely/: a root module that nothing ties to an environment',
    'svc/shared.tfvars: its name says no environment',
    'x/template.yaml: a template that no parameter file, directory or parameter ties to an environment',
    'api/serverless.yml: the Serverless Framework is not evaluated; a template that it generated can be named in sotsu.yaml',
    'api/tests/: tests, examples and documentation',
  ])
})

test('region and account are read where they are written', async () => {
  const provider = 'provider "aws" {\n  region = var.region\n  allowed_account_ids = [var.account]\n}\n'
  const variables = 'variable "region" {\n  default = "eu-west-1"\n}\nvariable "account" {}\n'
  const { config } = await find({
    'env/stg/main.tf': root + provider + variables,
    'env/stg/terraform.tfvars': 'account = "111122223333"\n',
    'env/prd/main.tf': root + provider + variables,
    'env/prd/terraform.tfvars': 'account = "444455556666"\nregion = "us-east-1"\n',
  })
  expect(config.environments.map(({ name, region, account }) => [name, region, account])).toEqual([
    ['stg', 'eu-west-1', '111122223333'],
    ['prd', 'us-east-1', '444455556666'],
  ])
})

describe('names', () => {
  test.each<readonly [readonly string[], readonly string[]]>([
    [
      ['staging', 'prod'],
      ['staging', 'prod'],
    ],
    [
      ['shop-dev', 'shop-prod'],
      ['dev', 'prod'],
    ],
    [
      ['prod-eu', 'prod-us', 'staging'],
      ['prod-eu', 'prod-us', 'staging'],
    ],
    [
      ['params-staging', 'prod.overrides'],
      ['staging', 'prod'],
    ],
    [['PROD', 'CODE'], ['PROD']],
    [['demo', 'local'], []],
    [['non-prod', 'prod'], ['prod']],
  ])('%j', (names, environments) => {
    expect([...environmentsAmong(names).values()]).toEqual(environments)
  })

  test('spellings of one word are one environment, other words are not', () => {
    expect(canonicalName('prd')).toBe(canonicalName('Production'))
    expect(canonicalName('stg')).toBe(canonicalName('stage'))
    expect(canonicalName('uat')).not.toBe(canonicalName('staging'))
    expect(canonicalName('preprod')).not.toBe(canonicalName('prod'))
  })
})
