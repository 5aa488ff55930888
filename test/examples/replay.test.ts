import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import { afterAll, describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'

const example = join(import.meta.dirname, '..', '..', 'examples')
const workspace = mkdtempSync(join(tmpdir(), 'sotsu-replay-'))
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

type Tree = ReadonlyMap<string, string>

const readTree = (root: string): Tree =>
  new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map((path): [string, string] => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

const runReplay = (args: readonly string[], from = example) =>
  spawnSync(process.execPath, [join(from, 'replay.mjs'), ...args], { encoding: 'utf8' })

const replay = (moment: string): Tree => {
  const target = join(workspace, moment)
  const run = runReplay([moment, target])
  expect({ moment, status: run.status, stderr: run.stderr }).toEqual({ moment, status: 0, stderr: '' })
  expect(run.stdout).toContain(target)
  return readTree(target)
}

/** Every line that one tree has and the other has not, as `file: - old` and `file: + new`. */
const changedLines = (before: Tree, after: Tree): readonly string[] =>
  [...after].flatMap(([file, text]) => {
    const old = (before.get(file) ?? '').split('\n')
    const now = text.split('\n')
    return [
      ...old.filter(line => !now.includes(line)).map(line => `${file}: - ${line.trim()}`),
      ...now.filter(line => !old.includes(line)).map(line => `${file}: + ${line.trim()}`),
    ]
  })

const tfvars = 'terraform/environments/production/terraform.tfvars'
const parameters = 'services/statements-api/parameters/production.json'
const config = 'services/statements-api/config/production.toml'

describe('the moments of the story', () => {
  const asItWas = replay('as-it-was')
  const routed = replay('routed')
  const certified = replay('certified')
  const corrected = replay('corrected')

  test('the first is the checked-in example without what is about it', () => {
    const checkedIn = readTree(example)
    const about = [...checkedIn.keys()].filter(file => !asItWas.has(file))

    expect(about).toEqual([
      'README.md',
      'moments/certified.json',
      'moments/corrected.json',
      'moments/routed.json',
      'replay.mjs',
    ])
    for (const [file, text] of asItWas) expect(checkedIn.get(file), file).toBe(text)
  })

  test.each([
    [
      'routed',
      asItWas,
      routed,
      [
        `${parameters}: - { "ParameterKey": "PartnerHosts", "ParameterValue": "app.kumocard.example" },`,
        `${parameters}: + { "ParameterKey": "PartnerHosts", "ParameterValue": "partner-api.kumocard.example" },`,
        `${tfvars}: - partner_hosts = ["app.kumocard.example"]`,
        `${tfvars}: + partner_hosts = ["partner-api.kumocard.example"]`,
      ],
    ],
    [
      'certified',
      routed,
      certified,
      [
        `${tfvars}: - user = { domain_name = "app.kumocard.example" }`,
        `${tfvars}: + user    = { domain_name = "app.kumocard.example" }`,
        `${tfvars}: + partner = { domain_name = "partner-api.kumocard.example" }`,
      ],
    ],
    [
      'corrected',
      certified,
      corrected,
      [
        `${config}: - issuer = "https://app.kumocard.example/oauth"`,
        `${config}: + issuer = "https://partner-api.kumocard.example/oauth"`,
      ],
    ],
  ])('%s changes what it mends and nothing else', (_moment, before, after, lines) => {
    expect([...after.keys()]).toEqual([...before.keys()])
    expect(changedLines(before, after)).toEqual(lines)
  })

  test.each([
    ['as-it-was', asItWas],
    ['routed', routed],
    ['certified', certified],
    ['corrected', corrected],
  ])('%s can be read', (_moment, tree) => {
    for (const [file, text] of tree) {
      if (file.endsWith('.json')) expect(() => JSON.parse(text), file).not.toThrow()
      if (file.endsWith('.toml')) expect(() => parseToml(text), file).not.toThrow()
      if (file.endsWith('sotsu.yaml')) expect(() => parseYaml(text), file).not.toThrow()
    }
  })

  test('the environments share their root module and differ in values only', () => {
    for (const file of ['main.tf', 'variables.tf', 'outputs.tf', 'providers.tf']) {
      const texts = ['dev', 'staging', 'production'].map(name => asItWas.get(`terraform/environments/${name}/${file}`))
      expect(new Set(texts).size, file).toBe(1)
      expect(texts[0], file).toBeDefined()
    }
  })
})

describe('replay refuses', () => {
  test.each([
    ['a moment that is not in the story', ['yesterday'], 'as-it-was|routed|certified|corrected'],
    ['no moment', [], 'as-it-was|routed|certified|corrected'],
    ['a target that has something in it', ['routed', workspace], 'is not empty'],
    ['a target inside the example', ['routed', join(example, 'copy')], 'outside the example'],
  ])('%s', (_name, args, message) => {
    writeFileSync(join(workspace, 'occupied'), '')
    const run = runReplay(args)

    expect(run.status).toBe(2)
    expect(run.stderr).toContain(message)
  })

  test('an edit whose text is not there exactly once', () => {
    const copy = mkdtempSync(join(workspace, 'edited-'))
    cpSync(example, copy, { recursive: true })
    const path = join(copy, config)
    writeFileSync(path, readFileSync(path, 'utf8').replace('app.kumocard', 'www.kumocard'))

    const run = runReplay(['corrected', join(workspace, 'never')], copy)

    expect(run.status).toBe(2)
    expect(run.stderr).toContain('found it 0 times')
  })
})
