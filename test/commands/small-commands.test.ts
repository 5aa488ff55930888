import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'
import { rules } from '../../src/rules/index.ts'
import { repositoryOf, run } from './fake-runtime.ts'

const made: string[] = []
const repository = (files: Readonly<Record<string, string>>): string => {
  const root = repositoryOf(files)
  made.push(root)
  return root
}
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true })
})

const files = {
  'infra/main.tf': 'terraform {\n  backend "s3" {}\n}\nvariable "environment" {}\n',
  'infra/staging.tfvars': '',
  'infra/production.tfvars': '',
  'infra/odd.tfvars': '',
  'api/template.yaml': 'Parameters:\n  Env: { Type: String }\nResources:\n  A:\n    Type: AWS::SNS::Topic\n',
  'api/staging.json': '[{"ParameterKey":"Env","ParameterValue":"stg"}]',
}

describe('sotsu init', () => {
  test('writes what discovery found, which is then read as it was found', async () => {
    const root = repository(files)
    const { code, out } = await run(['init'], { cwd: root })
    expect(code).toBe(0)
    expect(out).toBe(
      'sotsu.yaml written: staging, production\nleft alone: infra/odd.tfvars: its name says no environment\n',
    )
    const text = readFileSync(join(root, 'sotsu.yaml'), 'utf8')
    expect(text).toMatchSnapshot()
    expect(readSotsuYaml('sotsu.yaml', text).data.environments).toEqual({
      staging: {
        terraform: [{ dir: 'infra', varFiles: ['infra/staging.tfvars'], vars: { environment: 'staging' } }],
        cloudformation: [
          { template: 'api/template.yaml', parameterFiles: ['api/staging.json'], stackName: 'api-staging' },
        ],
      },
      production: {
        terraform: [{ dir: 'infra', varFiles: ['infra/production.tfvars'], vars: { environment: 'production' } }],
      },
    })
  })

  test('never writes over a configuration', async () => {
    const root = repository({ ...files, 'sotsu.yaml': 'rules: {}\n' })
    const { code, err } = await run(['init'], { cwd: root })
    expect(code).toBe(2)
    expect(err).toContain('sotsu.yaml is there already')
    expect(readFileSync(join(root, 'sotsu.yaml'), 'utf8')).toBe('rules: {}\n')
    expect((await run(['init', '--dry-run'], { cwd: root })).out).toContain('environments:')
  })

  test('of a repository without environments', async () => {
    const root = repository({ 'README.md': '' })
    const { out } = await run(['init'], { cwd: root })
    expect(out).toContain('no environments found')
    expect(readSotsuYaml('sotsu.yaml', readFileSync(join(root, 'sotsu.yaml'), 'utf8')).data).toEqual({})
  })
})

describe('sotsu explain', () => {
  test('every rule has a page', async () => {
    for (const { id } of rules) {
      const { code, out } = await run(['explain', id], { cwd: '/' })
      expect(code).toBe(0)
      expect(out.startsWith(`# ${id}\n`)).toBe(true)
    }
  })

  test('without a rule: all of them', async () => {
    const { out } = await run(['explain'], { cwd: '/' })
    expect(out.trimEnd().split('\n')).toHaveLength(rules.length)
  })

  test.each(['dns-record-missin', '../../package', 'README'])('%s is none', async id => {
    const { code, err } = await run(['explain', id], { cwd: '/' })
    expect(code).toBe(2)
    expect(err).toContain(`there is no rule ${id}`)
  })
})

describe('sotsu schema', () => {
  test.each(['config', 'check', 'trace'])('%s is a JSON Schema', async name => {
    const { code, out } = await run(['schema', name], { cwd: '/' })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: `sotsu/${name}/1`,
      type: 'object',
      additionalProperties: false,
    })
  })

  test('another is wrong usage', async () => {
    expect(await run(['schema', 'chekc'], { cwd: '/' })).toMatchObject({
      code: 2,
      err: 'sotsu: there is no schema chekc. Did you mean check?\n',
    })
  })
})

test.each([
  [['check'], false],
  [[], true],
])('stdin is opened only where no command says whether the UI is meant: %j', async (argv: string[], opened) => {
  let asked = false
  const stdinIsTTY = () => {
    asked = true
    return false
  }
  await run(argv, { cwd: repository(files), stdinIsTTY })
  expect(asked).toBe(opened)
})
