import { expect, test } from 'vitest'
import { detectors, dotenvVariables } from '../../src/commands/detect/detectors.ts'
import { ConfigError } from '../../src/config/config-error.ts'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import { mapTree } from '../../src/io/map-tree.ts'

const repository = {
  'infra/stg/main.tf': 'terraform {\n  backend "s3" {}\n}\n',
  'infra/prd/main.tf': 'terraform {\n  backend "s3" {}\n}\n',
  'stg.tfvars': 'a = 1',
  'api/template.yaml': 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n',
  '.env.stg': 'A=first\nB=from file\nexport C="quoted"\n',
  'deploy.yml':
    'env:\n  B: workflow\n  D: plain\njobs:\n  a:\n    env:\n      E: ${{ secrets.TOKEN }}\n    steps:\n      - env: { F: "${{ vars.REGION }}" }\n',
}

const resolve = (yaml: string, files: Readonly<Record<string, string>> = repository, knownRules?: readonly string[]) =>
  resolveConfig(mapTree(files), readSotsuYaml('sotsu.yaml', yaml), {
    detectors,
    readDotenv: dotenvVariables,
    ...(knownRules ? { knownRules } : {}),
  })

test('everything that an environment can have', async () => {
  const { config, discovery } = await resolve(`
environments:
  stg:
    region: eu-west-1
    account: "012345678901"
    terraform:
      - dir: ./infra/stg/
        varFiles: [stg.tfvars]
        vars: { size: 2, zones: [a, b] }
        workspace: blue
        only: [module.a]
    terragrunt: [{ dir: infra }]
    cloudformation:
      - { template: api/template.yaml, parameters: { Count: 2, Hosts: [a, b], On: true }, stackName: api }
    apps:
      - { name: api, dir: api }
    variables: { A: given, N: 1 }
    variableFiles: [.env.stg, deploy.yml]
rules: { x: off, y: { severity: info, options: { a: 1 } }, z: { options: { b: 2 } } }
links: [{ from: a, to: b }]
pairs: [{ staging: a, production: b }]
`)
  expect(discovery).toBeUndefined()
  const [stg] = config.environments
  expect(stg).toMatchObject({
    name: 'stg',
    region: 'eu-west-1',
    account: '012345678901',
    terraform: [{ dir: 'infra/stg', varFiles: ['stg.tfvars'], workspace: 'blue', only: ['module.a'] }],
    terragrunt: [{ dir: 'infra' }],
    cloudformation: [{ template: 'api/template.yaml', stackName: 'api' }],
    apps: [{ name: 'api', dir: 'api', framework: 'auto', profile: 'stg' }],
  })
  expect(stg?.terraform[0]?.vars.get('zones')).toMatchObject({ value: ['a', 'b'], at: { start: { line: 9 } } })
  expect([...(stg?.cloudformation[0]?.parameters ?? [])].map(([name, { value }]) => [name, value])).toEqual([
    ['Count', '2'],
    ['Hosts', 'a,b'],
    ['On', 'true'],
  ])
  const variables = [...(stg?.variables ?? [])].map(
    ([name, { text, at }]) => `${name}=${text} ${at.file}:${at.start.line}`,
  )
  expect(variables).toEqual([
    'A=given sotsu.yaml:17',
    'N=1 sotsu.yaml:17',
    'B=from file .env.stg:2',
    'C=quoted .env.stg:3',
    'D=plain deploy.yml:3',
  ])
  expect([...(stg?.unknownVariables ?? [])].map(([name, { names, secret }]) => [name, names, secret])).toEqual([
    ['E', 'secrets.TOKEN', true],
    ['F', 'vars.REGION', false],
  ])
  expect([...config.rules]).toEqual([
    ['x', 'off'],
    ['y', 'info'],
  ])
  expect([...(config.ruleOptions ?? [])]).toEqual([
    ['y', { a: 1 }],
    ['z', { b: 2 }],
  ])
  expect(config.links).toMatchObject([{ from: 'a', to: 'b', at: { start: { line: 20 } } }])
  expect(config.diagnostics).toEqual([])
})

test('journeys', async () => {
  const { config } = await resolve(`
environments: { a: { apps: [{ name: x, dir: api }] } }
journeys:
  - name: partner
    audience: partner
    request: "POST https://{host}/t?x=1"
    hosts: { a: a.example }
    headers: { Accept: text/html }
    token: { aud: api }
    expect: "service:api"
  - { name: plain, request: "https://a.example/", token: { iss: i, aud: [x, y] } }
`)
  expect(config.journeys).toMatchObject([
    {
      name: 'partner',
      audience: 'partner',
      method: 'POST',
      url: 'https://{host}/t?x=1',
      token: { aud: ['api'] },
      expectService: 'api',
      at: { start: { line: 4 } },
    },
    { name: 'plain', method: 'GET', url: 'https://a.example/', token: { iss: 'i', aud: ['x', 'y'] } },
  ])
  expect([...(config.journeys[0]?.hosts ?? [])]).toEqual([['a', 'a.example']])
})

test.each([
  [
    'comparisons: [{ staging: stg, production: prod }]',
    'sotsu.yaml:1: comparisons.0.production: there is no environment prod. Did you mean prd?',
  ],
  ['journeys:\n  - { name: a, request: "https://{host}/", hosts: { stage: x } }', 'there is no environment stage'],
  [
    'journeys:\n  - { name: a, request: "https://{host}/" }',
    'sotsu.yaml:2: journeys.a: {host} has no hosts. Add hosts',
  ],
  ['journeys:\n  - { name: a, request: "https://{domain}/" }', '{domain} cannot stand in a request'],
  ['rules: { dns-recrd: off }', 'there is no rule dns-recrd. Did you mean dns-record?'],
  ['environments: { stg: { terraform: [{ dir: ../other }] } }', '"../other" leads outside the repository'],
  ['environments: { stg: { terraform: [{ dir: /etc }] } }', '"/etc" leads outside the repository'],
])('%s is refused', async (yaml, problem) => {
  await expect(resolve(yaml, repository, ['dns-record'])).rejects.toThrow(ConfigError)
  await expect(resolve(yaml, repository, ['dns-record'])).rejects.toThrow(problem)
})

test('what is not there is a diagnostic, and the rest is used', async () => {
  const { config } = await resolve(
    'environments:\n  stg:\n    terraform: [{ dir: nowhere, varFiles: [no.tfvars] }]\n    variableFiles: [gone.env]\n    apps: [{ name: api, dir: api }]\n',
  )
  expect(config.diagnostics.map(({ summary, at }) => `${at.start.line} ${summary}`)).toEqual([
    '3 No such directory',
    '3 No such file',
    '1 Cannot read a file of variables',
  ])
  expect(config.environments[0]?.apps).toHaveLength(1)
})

test('discovery fills environments that say nothing, and comparisons', async () => {
  const { config, discovery } = await resolve('environments:\n  stg:\n  prd: { region: eu-west-1 }\n')
  expect(discovery?.found).not.toEqual([])
  expect(config.environments.map(({ name, terraform, region }) => [name, terraform[0]?.dir, region])).toEqual([
    ['stg', 'infra/stg', undefined],
    ['prd', 'infra/prd', 'eu-west-1'],
  ])
  expect(config.comparisons).toEqual([{ staging: 'stg', production: 'prd' }])
})

test('environments that say what they are made of are left as they are', async () => {
  const { config, discovery } = await resolve('environments: { only: { terraform: [{ dir: infra/stg }] } }')
  expect(discovery).toBeUndefined()
  expect(config.environments).toMatchObject([{ name: 'only', apps: [], cloudformation: [] }])
  expect(config.comparisons).toEqual([])
})
