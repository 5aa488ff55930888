import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closestName } from '../../src/config/closest-name.ts'
import { ConfigError } from '../../src/config/config-error.ts'
import { readSotsuYaml } from '../../src/config/read-sotsu-yaml.ts'

const problems = (text: string): readonly string[] => {
  try {
    readSotsuYaml('sotsu.yaml', text)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
}

test.each<readonly [string, string, string]>([
  [
    'an unknown key, with what was meant',
    'environmentz: {}',
    'sotsu.yaml:1: unknown key environmentz. Did you mean environments?',
  ],
  [
    'an unknown key deep inside',
    'environments:\n  a:\n    terraform:\n      - dir: x\n        varFile: [y]',
    'sotsu.yaml:5: environments.a.terraform[0]: unknown key varFile. Did you mean varFiles?',
  ],
  [
    'a missing key',
    'comparisons:\n  - staging: a',
    'sotsu.yaml:2: comparisons[0]: production is missing. Add production: text',
  ],
  [
    'a number where text is needed',
    'environments:\n  a:\n    account: 111122223333',
    'sotsu.yaml:3: environments.a.account: expected text, found a number. Write it in quotes: "111122223333"',
  ],
  [
    'an account that is none',
    'environments:\n  a: { account: "12" }',
    'sotsu.yaml:2: environments.a.account: an account is 12 digits. Correct it; sotsu schema config prints what is possible',
  ],
  [
    'text where a list is needed',
    'environments:\n  a:\n    apps: api',
    'sotsu.yaml:3: environments.a.apps: expected a list, found text. Write a list here',
  ],
  [
    'an unknown severity',
    'rules:\n  x: eror',
    'sotsu.yaml:2: rules.x: "eror" is not possible here. Did you mean error?',
  ],
  [
    'an unknown severity in a map',
    'rules:\n  x: { severity: fatal }',
    'sotsu.yaml:2: rules.x.severity: "fatal" is not possible here. Use one of: off, info, warning, error',
  ],
  [
    'a request without a URL',
    'journeys:\n  - { name: a, request: GET /x }',
    'sotsu.yaml:2: journeys[0].request: write it as "GET https://{host}/path". Correct it; sotsu schema config prints what is possible',
  ],
  [
    'an expectation of another kind',
    'journeys:\n  - { name: a, request: "https://a.example/", expect: api }',
    'sotsu.yaml:2: journeys[0].expect: write it as "service:NAME". Correct it; sotsu schema config prints what is possible',
  ],
  [
    'a key that is there twice',
    'rules: {}\nrules: {}',
    'sotsu.yaml:2: Map keys must be unique. Correct the YAML at this line',
  ],
  ['a list instead of a map', '- a', 'sotsu.yaml:1: expected a map, found a list. Write a map here'],
])('%s', (_, text, problem) => {
  expect(problems(text)).toEqual([problem])
})

test('all problems are told at once, in order of lines', () => {
  const lines = problems('comparisons: [{ staging: a }]\nenvironments:\n  a: { regoin: b }\nrulez: {}\n')
  expect(lines.map(line => line.split(':')[1])).toEqual(['1', '3', '4'])
})

test('YAML that cannot be read', () => {
  expect(problems('a: [1')[0]).toMatch(/^sotsu\.yaml:1: .+\. Correct the YAML at this line$/)
})

test('aliases that explode are refused', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
  for (const [index, name] of [...'bcdefghi'].entries())
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
  expect(problems(bomb.join('\n'))[0]).toContain('Write the parts out')
})

test.each(['', '# nothing\n', 'environments:\n  staging:\n', 'rules:\n'])('%j is fine', text => {
  expect(problems(text)).toEqual([])
})

test('the example is read, with places', () => {
  const text = readFileSync(join(import.meta.dirname, '../../examples/sotsu.yaml'), 'utf8')
  const { data, locate } = readSotsuYaml('sotsu.yaml', text)
  expect(Object.keys(data.environments ?? {})).toEqual(['dev', 'staging', 'production'])
  const line = text.split('\n').findIndex(row => row.includes('dir: terraform/environments/staging')) + 1
  expect(locate('environments', 'staging', 'terraform', 0, 'dir').start.line).toBe(line)
})

test('whatever is written, it is read or refused with a ConfigError', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }))
  fc.assert(
    fc.property(tree, data => {
      for (const line of problems(JSON.stringify(data))) expect(line).toMatch(/^sotsu\.yaml:\d+: /)
    }),
    { numRuns: 300 },
  )
})
const key = fc.constantFrom(
  'environments',
  'staging',
  'terraform',
  'dir',
  'vars',
  'rules',
  'journeys',
  'token',
  'apps',
  '__proto__',
  'x',
)

describe('the name that was meant', () => {
  const names = ['staging', 'production', 'dev']
  test.each([
    ['stagign', 'staging'],
    ['Production', 'production'],
    ['prodution', 'production'],
    ['deb', 'dev'],
    ['qa', undefined],
    ['something else', undefined],
  ])('%s → %s', (written, meant) => {
    expect(closestName(written, names)).toBe(meant)
  })
})
