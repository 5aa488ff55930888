import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../../src/model/value.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import { readDeployments } from '../../../src/parsers/cloudformation/deployments/read-deployments.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/cloudformation/deployments/${name}`, import.meta.url), 'utf8')

const shown = (value: Value | undefined) => value && valueToJson(value)
const read = (name: string, text = fixture(name)) =>
  readDeployments(name, text).map(
    ({ tool, stackName, template, region, configEnvironment, parameters, parameterFiles, at }) => ({
      tool,
      line: at.start.line,
      stack: shown(stackName),
      template: shown(template),
      region: shown(region),
      environment: shown(configEnvironment),
      parameters: Object.fromEntries(
        [...parameters].map(([name, { value, at }]) => [
          name,
          [typeof value === 'string' ? value : valueToJson(value), at.start.line],
        ]),
      ),
      files: parameterFiles,
    }),
  )

describe('deployments', () => {
  it('of a script', () => {
    expect(read('deploy.sh')).toEqual([
      {
        tool: 'aws cloudformation',
        line: 6,
        stack: 'api-prod',
        template: 'service.yaml',
        region: 'eu-west-1',
        parameters: {
          Domain: ['api.example.com', 11],
          Title: ['two words', 12],
          Image: [{ $template: ['repo:', { $unknown: '$GIT_SHA' }] }, 13],
        },
        files: ['params/prod.ini'],
      },
      {
        tool: 'aws cloudformation',
        line: 16,
        stack: 'net',
        template: 'net.yaml',
        parameters: { Cidr: ['10.0.0.0/16', 16], Env: ['prod', 16] },
        files: [],
      },
      { tool: 'sam', line: 17, environment: 'prod', parameters: { A: ['1', 17], B: ['2', 17] }, files: [] },
      {
        tool: 'rain',
        line: 17,
        stack: 'web-prod',
        template: 'web.yaml',
        parameters: { Host: ['x', 17], Port: ['80', 17] },
        files: [],
      },
    ])
  })

  it('of a Makefile', () => {
    expect(read('Makefile')).toEqual([
      {
        tool: 'aws cloudformation',
        line: 6,
        stack: 'api-staging',
        template: 'service.yaml',
        parameters: { Owner: ['$USER', 7] },
        files: ['params/staging.json'],
      },
    ])
  })

  it('of a workflow', () => {
    expect(read('workflow.yml')).toEqual([
      {
        tool: 'github action',
        line: 13,
        stack: 'api-prod',
        template: 'service.yaml',
        parameters: {
          Domain: ['api.example.com', 15],
          Hosts: ['a,b', 15],
          Token: [{ $unknown: 'secrets.TOKEN' }, 15],
        },
        files: [],
      },
      {
        tool: 'aws cloudformation',
        line: 18,
        stack: 'api-prod-web',
        template: 'web.yaml',
        parameters: { Domain: ['api.example.com', 19] },
        files: [],
      },
    ])
  })

  it('whose variables are set to different texts in one file are not known', () => {
    const text = 'ENV=a\nENV=b\naws cloudformation deploy --stack-name api-$ENV\n'
    expect(read('deploy.sh', text)[0]?.stack).toEqual({ $template: ['api-', { $unknown: '$ENV' }] })
  })

  it.each([
    ['README.md', 'nothing here'],
    ['template.yaml', 'Resources: {A: {Type: A::B::C, Metadata: "aws cloudformation deploy --stack-name x"}}'],
    ['broken.yml', 'run: [aws cloudformation deploy'],
    ['deploy.sh', 'aws cloudformation deploy --stack-name "open'],
    ['deploy.sh', `aws cloudformation deploy ${'$('.repeat(50_000)}`],
  ])('are none in %s', (name, text) => {
    expect(read(name, text).flatMap(({ stack }) => stack ?? [])).toEqual([])
  })

  it('of a job whose matrix includes what belongs to each environment', () => {
    const workflow = `
on: push
jobs:
  deploy:
    strategy:
      matrix:
        environment: [staging, prod]
        include:
          - environment: staging
            host: stg.example.com
          - environment: prod
            host: example.com
          - environment: dr
            host: dr.example.com
            region: eu-west-1
    env:
      HOST: "\${{ matrix.host }}"
    steps:
      - run: aws cloudformation deploy --stack-name api-\${{ matrix.environment }} --template-file api.yaml --region "\${{ matrix.region }}" --parameter-overrides Host=$HOST
      - uses: aws-actions/aws-cloudformation-github-deploy@v1
        with:
          name: web
          template: web.yaml
          parameter-overrides: file://params/\${{ matrix.environment }}.json
`
    const found = read('.github/workflows/deploy.yml', workflow)
    expect(
      found.map(({ stack, region, parameters, files }) => [stack, region, parameters.Host?.[0] ?? null, ...files]),
    ).toEqual([
      ['api-staging', { $unknown: 'matrix.region' }, 'stg.example.com'],
      ['web', undefined, null, 'params/staging.json'],
      ['api-prod', { $unknown: 'matrix.region' }, 'example.com'],
      ['web', undefined, null, 'params/prod.json'],
      ['api-dr', 'eu-west-1', 'dr.example.com'],
      ['web', undefined, null, 'params/dr.json'],
    ])
  })

  const numbers = (count: number): string => Array.from({ length: count }, (_, index) => index).join(', ')
  const includes = (count: number, indent: string): string =>
    Array.from({ length: count }, (_, index) => `${indent}- name: n${index}\n`).join('')
  const deploys = 'run: aws cloudformation deploy --stack-name a-${{ matrix.name }} --template-file a.yaml'

  it.each([
    [
      'lists whose product is beyond any job',
      `a: [${numbers(5_000)}]\n        b: [${numbers(5_000)}]\n        include:\n${includes(1, '          ')}`,
    ],
    ['more entries than a job may have', `include:\n${includes(5_000, '          ')}`],
  ])('stay one where a matrix has %s', (_, matrix) => {
    const workflow = `jobs:\n  a:\n    strategy:\n      matrix:\n        ${matrix}\n    steps:\n      - ${deploys}\n`
    expect(read('.github/workflows/deploy.yml', workflow)).toMatchObject([{ stack: { $template: expect.anything() } }])
  })

  it('are not multiplied by a matrix inside of another', () => {
    const level = (depth: number, indent: string): string =>
      depth === 0
        ? `${indent}steps:\n${indent}  - ${deploys}\n`
        : `${indent}strategy:\n${indent}  matrix:\n${indent}    include:\n${includes(20, `${indent}      `)}${indent}inner:\n${level(depth - 1, `${indent}  `)}`
    expect(read('.github/workflows/deploy.yml', `jobs:\n  a:\n${level(8, '    ')}`)).toHaveLength(20)
  })
})
