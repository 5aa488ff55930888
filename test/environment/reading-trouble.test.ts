import { expect, test } from 'vitest'
import { type AnalyzeOptions, analyze } from '../../src/analyze.ts'
import { detectors, dotenvVariables } from '../../src/commands/detect/detectors.ts'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import { mapTree } from '../../src/io/map-tree.ts'
import type { Analysis } from '../../src/model/analysis.ts'

const files = (sotsuYaml: string) =>
  new Map([
    ['sotsu.yaml', sotsuYaml],
    ['prod/main.tf', 'locals {\n  name = "shop"\n}\n'],
    ['stg/main.tf', 'locals {\n  name = "shop"\n}\n'],
    [
      'dev/main.tf',
      'module "a" {\n  source = "../missing"\n}\n\nmodule "b" {\n  source = "./"\n}\n\nlocals {\n  wrong = upper()\n}\n',
    ],
    ['dev/broken.tf', 'locals {\n  name = \n}\n'],
    ['dev/terraform.tfvars', 'nobody = "asks"\n'],
    ['dev/more.tfvars', 'a = [1\n'],
    ['dev/state.json', '{ "format_version": '],
    // Nothing but a plan is no trouble.
    ['planned/plan.json', '{ "format_version": "1.2", "planned_values": { "root_module": {} } }'],
    ['units/one/terragrunt.hcl', 'include "root" {\n  path = "root.hcl"\n}\ninputs = {\n'],
    ['template.yaml', 'Resources:\n  A: [\n'],
    ['dev.json', '{ "Parameters": '],
    ['api/default.toml', 'issuer = \n'],
    ['api/package.json', '{ "dependencies": { "config": "1" }'],
  ])

const environments = `environments:
  dev:
    terraform:
      - { dir: dev, varFiles: [dev/more.tfvars], stateFile: dev/state.json }
      - { dir: nowhere }
      - { dir: planned, planFile: planned/plan.json }
    terragrunt: [{ dir: units }]
    cloudformation: [{ template: template.yaml, parameterFiles: [dev.json] }, { template: absent.yaml }]
    apps: [{ name: api, dir: api, profile: dev }]
  staging: { terraform: [{ dir: stg }] }
  production: { terraform: [{ dir: prod }] }
`
const compared = `${environments}comparisons: [{ staging: staging, production: production }]\n`

const run = async (sotsuYaml: string, evaluate?: AnalyzeOptions['evaluate']): Promise<Analysis> => {
  const tree = mapTree(files(sotsuYaml))
  const { config } = await resolveConfig(tree, readSotsuYaml('sotsu.yaml', sotsuYaml), {
    detectors,
    readDotenv: dotenvVariables,
  })
  return analyze(tree, config, { salt: 'test', ...(evaluate ? { evaluate } : {}) })
}

const told = ({ diagnostics }: Analysis) =>
  diagnostics.map(({ summary, at }) => `${at.file}:${at.start.line} ${summary}`).toSorted()

const names = (analysis: Analysis) => analysis.environments.map(({ name }) => name)

test('an environment in no comparison is read, and what cannot be read is told; it is not evaluated', async () => {
  const analysis = await run(compared, 'compared')
  expect(names(analysis)).toEqual(['staging', 'production'])
  expect(told(analysis)).toMatchInlineSnapshot(`
    [
      "absent.yaml:1 Template not readable",
      "api/default.toml:1 Invalid TOML",
      "dev.json:1 JSON not well-formed",
      "dev/broken.tf:2 Invalid expression",
      "dev/main.tf:2 Unreadable module directory",
      "dev/main.tf:6 Module cycle",
      "dev/more.tfvars:1 Unterminated tuple constructor expression",
      "dev/more.tfvars:2 Missing item separator",
      "dev/state.json:1 Cannot read a plan or state",
      "dev/terraform.tfvars:1 Value for undeclared variable",
      "nowhere:1 No such directory",
      "sotsu.yaml:5 No such directory",
      "sotsu.yaml:8 No such file",
      "template.yaml:3 YAML not well-formed",
      "units/one/terragrunt.hcl:5 Missing expression",
    ]
  `)
})

test('what is told of it is among what evaluating it tells', async () => {
  const every = await run(compared)
  expect(names(every)).toEqual(['dev', 'staging', 'production'])
  const [most, some] = [told(every), told(await run(compared, 'compared'))]
  expect(most).toEqual(expect.arrayContaining(some))
  expect(most.length).toBeGreaterThan(some.length)
})

test('without a comparison every environment is evaluated', async () => {
  const analysis = await run(`${environments}comparisons: []\n`, 'compared')
  expect(names(analysis)).toEqual(['dev', 'staging', 'production'])
})
