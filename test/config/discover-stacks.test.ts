import { describe, expect, test } from 'vitest'
import { detectors } from '../../src/commands/detect/detectors.ts'
import { type Discovery, discover } from '../../src/config/discover/discover.ts'
import { mapTree } from '../../src/io/map-tree.ts'
import type { Value } from '../../src/model/value.ts'

type Files = Readonly<Record<string, string>>

const find = (files: Files): Promise<Discovery> => discover(mapTree(new Map(Object.entries(files))), detectors)

const shown = (value: string | Value): string =>
  typeof value === 'string' ? value : value.kind === 'unknown' ? `?${value.why.names}` : `(${value.kind})`

/** `environment[@region]: template +parameter file KEY=value … stack name`, one line a stack. */
const brief = ({ config }: Discovery): readonly string[] =>
  config.environments.flatMap(({ name, region, cloudformation }) =>
    cloudformation.map(({ template, parameterFiles, parameters, stackName, region: own }) =>
      [
        `${name}${region ? `@${region}` : ''}:`,
        template,
        ...parameterFiles.map(file => `+${file}`),
        ...[...parameters].map(([key, { value }]) => `${key}=${shown(value)}`),
        ...(own ? [`in ${own}`] : []),
        stackName,
      ].join(' '),
    ),
  )

const template = (...parameters: readonly string[]): string =>
  `Parameters:\n${parameters.map(name => `  ${name}: { Type: String }\n`).join('')}  Free: { Type: String, Default: x }\nResources:\n  A:\n    Type: AWS::SNS::Topic\n`
const deploy = (stack: string, parameters: string, more = ''): string =>
  `aws cloudformation deploy --region eu-west-1 --stack-name ${stack} --template-file infra/api.yaml --parameter-overrides ${parameters}${more}\n`

describe('environments of stacks', () => {
  test.each<readonly [string, Files, readonly string[]]>([
    [
      'a script each',
      {
        'infra/api.yaml': template('Env', 'Host'),
        'scripts/deploy-staging.sh': deploy('api-staging', 'Env=staging Host=stg.example.com'),
        'scripts/deploy-prod.sh': deploy('api-prod', 'Env=prod Host=example.com'),
      },
      [
        'staging@eu-west-1: infra/api.yaml Env=staging Host=stg.example.com api-staging',
        'prod@eu-west-1: infra/api.yaml Env=prod Host=example.com api-prod',
      ],
    ],
    [
      'one script for all, with a file of parameters each',
      {
        'infra/api.yaml': template('Env', 'Host'),
        'infra/config/dev.ini': 'Env=dev\n',
        'infra/config/prod.ini': 'Env=prod\n',
        'deploy.sh': deploy('api-$1', '$(cat infra/config/$1.ini) Host=$HOST'),
      },
      [
        'dev@eu-west-1: infra/api.yaml +infra/config/dev.ini Host=?$HOST api-dev',
        'prod@eu-west-1: infra/api.yaml +infra/config/prod.ini Host=?$HOST api-prod',
      ],
    ],
    [
      'a loop',
      {
        'infra/api.yaml': template('Env'),
        'deploy.sh': `for env in staging production; do\n  ${deploy('api-$env', 'Env=$env')}done\n`,
      },
      [
        'staging@eu-west-1: infra/api.yaml Env=staging api-staging',
        'production@eu-west-1: infra/api.yaml Env=production api-production',
      ],
    ],
    [
      'a workflow with a choice',
      {
        'infra/api.yaml': template('Env'),
        '.github/workflows/deploy.yml': `on:
  workflow_dispatch:
    inputs:
      environment:
        type: choice
        options:
          - dev
          - prod
jobs:
  deploy:
    steps:
      - uses: aws-actions/aws-cloudformation-github-deploy@v1
        with:
          name: api-\${{ inputs.environment }}
          template: infra/api.yaml
          parameter-overrides: Env=\${{ inputs.environment }}
`,
      },
      ['dev: infra/api.yaml Env=dev api-dev', 'prod: infra/api.yaml Env=prod api-prod'],
    ],
    [
      'a Makefile beside parameter files that lack something',
      {
        'infra/api.yaml': template('Env', 'Image'),
        'infra/params/staging.json':
          '[{"ParameterKey":"Env","ParameterValue":"staging"},{"ParameterKey":"Image","ParameterValue":"1"}]',
        'infra/params/prod.json':
          '[{"ParameterKey":"Env","ParameterValue":"prod"},{"ParameterKey":"Image","ParameterValue":"2"}]',
        Makefile: `deploy:\n\t${deploy('kumo-api-$(ENV)', 'file://infra/params/$(ENV).json', ' Image=$(TAG) Free=y')}`,
      },
      [
        'staging@eu-west-1: infra/api.yaml +infra/params/staging.json Free=y kumo-api-staging',
        'prod@eu-west-1: infra/api.yaml +infra/params/prod.json Free=y kumo-api-prod',
      ],
    ],
    [
      'Sceptre',
      {
        'templates/api.yaml': template('Vpc', 'Host', 'Zone'),
        'config/config.yaml': 'project_code: kumo\nregion: eu-west-1\n',
        'config/staging/api.yaml':
          'template:\n  path: api.yaml\nparameters:\n  Vpc: !stack_output staging/vpc.yaml::VpcId\n  Host: stg.example.com\n  Zone: "{{ var.zone }}"\n',
        'config/prod/api.yaml':
          'template_path: templates/api.yaml\nstack_name: api-live\nparameters:\n  Vpc: !ssm /vpc\n  Host: example.com\n  Zone: [a, b]\n',
      },
      [
        'staging@eu-west-1: templates/api.yaml Vpc=?stackoutput:kumo-staging-vpc.VpcId Host=stg.example.com Zone=?Zone of config/staging/api.yaml kumo-staging-api',
        'prod@eu-west-1: templates/api.yaml Vpc=?ssm:/vpc Host=example.com Zone=a,b api-live',
      ],
    ],
    [
      'the CDK, a stage each',
      {
        'cdk.json': '{}',
        'cdk.out/manifest.json': JSON.stringify({
          version: '36.0.0',
          artifacts: {
            'assembly-Staging': {
              type: 'cdk:cloud-assembly',
              properties: { directoryName: 'assembly-Staging', displayName: 'Staging' },
            },
            'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
            Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
          },
        }),
        ...Object.fromEntries(
          ['Staging', 'Prod'].flatMap(stage => [
            [
              `cdk.out/assembly-${stage}/manifest.json`,
              JSON.stringify({
                artifacts: {
                  [`${stage}Api`]: {
                    type: 'aws:cloudformation:stack',
                    environment:
                      stage === 'Prod' ? 'aws://333344445555/eu-west-1' : 'aws://unknown-account/unknown-region',
                    properties: { templateFile: 'Api.template.json', stackName: `${stage}-Api` },
                  },
                },
              }),
            ],
            [`cdk.out/assembly-${stage}/Api.template.json`, '{"Resources":{"A":{"Type":"AWS::SNS::Topic"}}}'],
          ]),
        ),
      },
      [
        'staging: cdk.out/assembly-Staging/Api.template.json Staging-Api',
        'prod@eu-west-1: cdk.out/assembly-Prod/Api.template.json Prod-Api',
      ],
    ],
    [
      'what the Serverless Framework generated',
      {
        'serverless.yml': 'service: api\nparams:\n  dev: { a: 1 }\n  prod: { a: 2 }\n',
        '.serverless/serverless-state.json':
          '{"service":{"service":"api","provider":{"stage":"prod","region":"eu-west-1"}}}',
        '.serverless/cloudformation-template-update-stack.json': '{"Resources":{"A":{"Type":"AWS::SNS::Topic"}}}',
      },
      ['prod@eu-west-1: .serverless/cloudformation-template-update-stack.json api-prod'],
    ],
    [
      'env files',
      {
        'infra/api.yaml': template('Host'),
        'infra/.env.staging': 'Host=stg.example.com\n',
        'infra/.env.production': 'Host=example.com\n',
      },
      [
        'staging: infra/api.yaml +infra/.env.staging api-staging',
        'production: infra/api.yaml +infra/.env.production api-production',
      ],
    ],
  ])('%s', async (_, files, expected) => {
    expect(brief(await find(files))).toEqual(expected)
  })

  test('are named with what shows them', async () => {
    const { found, leftAlone } = await find({
      'infra/api.yaml': template('Env'),
      'deploy-prod.sh': deploy('api-prod', 'Env=prod'),
      'serverless.yml': 'service: x\ncustom:\n  stages:\n    dev: {}\n    prod: {}\n',
    })
    expect(found).toEqual(['prod: infra/api.yaml: deploy-prod.sh line 1 deploys it for prod'])
    expect(leftAlone).toEqual([
      expect.stringContaining('serverless.yml: stages dev, prod; the Serverless Framework is not evaluated'),
    ])
  })

  test('of commands that name none are left alone', async () => {
    const { config } = await find({ 'infra/api.yaml': template(), 'deploy.sh': deploy('api', 'Free=$X') })
    expect(config.environments).toEqual([])
  })
})
