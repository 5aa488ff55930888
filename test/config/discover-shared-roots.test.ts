import { describe, expect, test } from 'vitest'
import { detectors, dotenvVariables } from '../../src/commands/detect/detectors.ts'
import { type Discovery, discover } from '../../src/config/discover/discover.ts'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import type { EnvironmentConfig } from '../../src/config/resolved-config.ts'
import { mapTree } from '../../src/io/map-tree.ts'

type Files = Readonly<Record<string, string>>

const find = (files: Files): Promise<Discovery> => discover(mapTree(files), detectors)

/** `name: root @workspace var=value only`, one environment a line. */
const brief = ({ name, terraform }: EnvironmentConfig): string =>
  `${name}: ${terraform
    .map(({ dir, vars, workspace, only }) =>
      [
        dir,
        ...(workspace === undefined ? [] : [`@${workspace}`]),
        ...[...vars].map(([key, { value }]) => `${key}=${String(value)}`),
        ...only,
      ].join(' '),
    )
    .join(', ')}`

const root = 'terraform {\n  backend "s3" {}\n}\n'
const named = 'variable "environment" {\n  type = string\n}\n'

describe('environments that share a root', () => {
  test.each<readonly [string, Files, readonly string[]]>([
    [
      'by what the variable may be',
      {
        'infra/main.tf': `${root}variable "environment" {\n  validation {\n    condition = contains(["dev", "staging", "production"], var.environment)\n    error_message = "no"\n  }\n}\n`,
      },
      ['dev: infra environment=dev', 'staging: infra environment=staging', 'production: infra environment=production'],
    ],
    [
      'by the keys of a map',
      { 'infra/main.tf': `${root}${named}locals {\n  sizes = {\n    staging = 1\n    prod = 2\n  }\n}\n` },
      ['staging: infra environment=staging', 'prod: infra environment=prod'],
    ],
    [
      'by the keys of a map in a variable file',
      {
        'infra/main.tf': `${root}${named}variable "settings" {}\n`,
        'infra/terraform.tfvars.json': '{"settings": {"staging": {}, "production": {}}}',
      },
      ['staging: infra environment=staging', 'production: infra environment=production'],
    ],
    [
      'by the keys of a map in a variable file, as workspaces',
      {
        'infra/main.tf': `${root}variable "settings" {}\nlocals {\n  own = var.settings[terraform.workspace]\n}\n`,
        'infra/terraform.tfvars.json': '{"settings": {"default": {}, "preproduction": {}, "production": {}}}',
      },
      ['preproduction: infra @preproduction', 'production: infra @production'],
    ],
    [
      'by the modules that hold the configuration of each',
      {
        'infra/service/main.tf': `${root}variable "environment_name" {}\nmodule "config" {\n  source = "../config"\n}\n`,
        'infra/config/dev.tf': 'module "dev_config" {\n  source = "./env"\n  environment = "dev"\n}\n',
        'infra/config/prod.tf': 'module "prod_config" {\n  source = "./env"\n  environment = "prod"\n}\n',
        'infra/config/env/main.tf': 'variable "environment" {}\n',
      },
      ['dev: infra/service environment_name=dev', 'prod: infra/service environment_name=prod'],
    ],
    [
      'by backend files that a root is named after',
      {
        'networks/main.tf': `${root}variable "network_name" {}\n`,
        'networks/staging.s3.tfbackend': '',
        'networks/prod.s3.tfbackend': '',
      },
      ['staging: networks network_name=staging', 'prod: networks network_name=prod'],
    ],
    [
      'not by a map of other things',
      { 'infra/main.tf': `${root}${named}locals {\n  ports = {\n    http = 80\n    https = 443\n  }\n}\n` },
      [],
    ],
  ])('%s', async (_, files, expected) => {
    const { config } = await find(files)
    expect(config.environments.map(brief)).toEqual(expected)
  })
})

test('a backend file of an environment says where its state lies', async () => {
  const { config } = await find({
    'networks/main.tf': `${root}variable "network_name" {}\n`,
    'networks/staging.s3.tfbackend': '',
    'networks/prod.s3.tfbackend': '',
    'networks/staging.tfvars': '',
    'networks/prod.tfvars': '',
  })
  expect(config.environments.map(({ terraform }) => terraform[0]?.backendFiles)).toEqual([
    ['networks/staging.s3.tfbackend'],
    ['networks/prod.s3.tfbackend'],
  ])
})

const include = 'include {\n  path = find_in_parent_folders()\n}\n'
const asks = 'locals {\n  env = get_env("ENVIRONMENT")\n}\n'
const workflow = (lines: readonly string[]): string => `env:\n${lines.map(line => `  ${line}\n`).join('')}`

const units = ({ name, terragrunt, variables }: EnvironmentConfig): string =>
  `${name}: ${(terragrunt ?? []).map(({ dir }) => dir).join(', ')} | ${[...variables].map(([key, { text }]) => `${key}=${text}`).join(' ')}`

describe('Terragrunt', () => {
  test.each<readonly [string, Files, readonly string[]]>([
    [
      'a directory of units each, whose modules are no roots',
      {
        'env/terragrunt.hcl': asks,
        'env/variables.tf': named,
        'env/staging/app/terragrunt.hcl': `${include}terraform {\n  source = "../../../aws//app"\n}\n`,
        'env/production/app/terragrunt.hcl': `${include}terraform {\n  source = "git::https://example.com/x.git//aws/app?ref=v1"\n}\n`,
        'aws/app/main.tf': `${named}module "staging_role" {\n  source = "x/y/z"\n}\nmodule "production_role" {\n  source = "x/y/z"\n}\n`,
      },
      ['staging: env/staging | ENVIRONMENT=staging', 'production: env/production | ENVIRONMENT=production'],
    ],
    [
      'one tree that asks for the name',
      {
        'infra/terragrunt.hcl': asks,
        'infra/app/terragrunt.hcl': include,
        'infra/app/main.tf': '',
        'infra/config/staging.tfvars': '',
        'infra/config/prod.tfvars': '',
      },
      ['staging: infra/app | ENVIRONMENT=staging', 'prod: infra/app | ENVIRONMENT=prod'],
    ],
    [
      'everything that is not production in one directory',
      { 'non-prod/us/app/terragrunt.hcl': include, 'prod/us/app/terragrunt.hcl': include },
      ['non-prod: non-prod | ', 'prod: prod | '],
    ],
    [
      'a stack each',
      { 'live/stage/terragrunt.stack.hcl': '', 'live/prod/terragrunt.stack.hcl': '' },
      ['stage: live/stage | ', 'prod: live/prod | '],
    ],
  ])('%s', async (_, files, expected) => {
    const { config } = await find(files)
    expect(config.environments.map(units)).toEqual(expected)
    expect(config.environments.flatMap(({ terraform }) => terraform)).toEqual([])
  })
})

describe('workflows', () => {
  const files: Files = {
    'env/terragrunt.hcl': 'locals {\n  a = get_env("ACCOUNT")\n}\n',
    'env/staging/app/terragrunt.hcl': include,
    'env/prod/app/terragrunt.hcl': include,
    '.github/workflows/plan_staging.yml': workflow([
      'ACCOUNT: "111"',
      'TF_VAR_token: ${{ secrets.TOKEN }}',
      'NODE_ENV: test',
    ]),
    '.github/workflows/deploy-production.yaml': workflow(['ACCOUNT: "222"', 'TF_VAR_size: 3']),
    '.github/workflows/audit-production.yaml': workflow(['TF_VAR_size: 4']),
    '.github/workflows/copy-prod-to-staging.yml': workflow(['ACCOUNT: "333"']),
    '.github/workflows/ci.yml': workflow(['ACCOUNT: "444"']),
  }

  test('what an environment’s own workflows set, of what Terraform reads', async () => {
    const { config, found } = await find(files)
    expect(config.environments.map(units)).toEqual([
      'staging: env/staging | ACCOUNT=111',
      'prod: env/prod | ACCOUNT=222',
    ])
    expect(config.environments.map(({ unknownVariables }) => [...(unknownVariables?.keys() ?? [])])).toEqual([
      ['TF_VAR_token'],
      [],
    ])
    expect(found).toContain('staging: .github/workflows/plan_staging.yml: sets ACCOUNT, TF_VAR_token')
  })

  test('sotsu.yaml adds to them and wins over them', async () => {
    const yaml = 'environments:\n  staging:\n    variables:\n      ACCOUNT: "999"\n      OTHER: x\n  prod: {}\n'
    const { config } = await resolveConfig(mapTree(files), readSotsuYaml('sotsu.yaml', yaml), {
      detectors,
      readDotenv: dotenvVariables,
    })
    expect(config.environments.map(units)).toEqual([
      'staging: env/staging | ACCOUNT=999 OTHER=x',
      'prod: env/prod | ACCOUNT=222',
    ])
  })
})

/** `root: variable files`, one environment a line. */
const withFiles = ({ name, terraform }: EnvironmentConfig): string =>
  `${name}: ${terraform.map(({ dir, varFiles }) => [dir, ...varFiles].join(' ')).join(', ')}`

const needing = (...names: readonly string[]): string =>
  `${root}${names.map(name => `variable "${name}" {}\n`).join('')}resource "aws_lb" "a" {}\n`

describe('variable files beside the root modules that are given them', () => {
  test.each<readonly [string, Files, readonly string[]]>([
    [
      'in a directory of their own, before files that a root module has itself',
      {
        'infra/web/main.tf': needing('domain', 'size'),
        'infra/api/main.tf': needing('domain', 'image'),
        'infra/api/vars/staging.tfvars': 'image = "a"\n',
        'infra/api/vars/production.tfvars': 'image = "b"\n',
        'infra/tfvars/staging.tfvars': 'domain = "stg.example"\nsize = 1\n',
        'infra/tfvars/production.tfvars': 'domain = "shop.example"\nsize = 2\n',
      },
      [
        'staging: infra/api infra/tfvars/staging.tfvars infra/api/vars/staging.tfvars, infra/web infra/tfvars/staging.tfvars',
        'production: infra/api infra/tfvars/production.tfvars infra/api/vars/production.tfvars, infra/web infra/tfvars/production.tfvars',
      ],
    ],
    [
      'in the directory above',
      {
        'infra/web/main.tf': needing('domain'),
        'infra/staging.tfvars': 'domain = "stg.example"\n',
        'infra/production.tfvars': 'domain = "shop.example"\n',
      },
      ['staging: infra/web infra/staging.tfvars', 'production: infra/web infra/production.tfvars'],
    ],
    [
      'but not where they set little of what it requires, or what it has already',
      {
        'infra/web/main.tf': needing('domain', 'size', 'image'),
        'infra/api/main.tf': needing('domain'),
        'infra/api/terraform.tfvars': 'domain = "any.example"\n',
        'infra/app/main.tf': needing('domain'),
        'infra/tfvars/staging.tfvars': 'domain = "stg.example"\n',
        'infra/tfvars/production.tfvars': 'domain = "shop.example"\n',
      },
      ['staging: infra/app infra/tfvars/staging.tfvars', 'production: infra/app infra/tfvars/production.tfvars'],
    ],
  ])('%s', async (_, files, expected) => {
    const { config } = await find(files)
    expect(config.environments.map(withFiles)).toEqual(expected)
  })
})
