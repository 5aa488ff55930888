import { describe, expect, test } from 'vitest'
import { mapTree } from '../../../src/io/map-tree.ts'
import { startOf } from '../../../src/model/source-location.ts'
import type { Value } from '../../../src/model/value.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import { evaluateTerraform, type TerraformInput } from '../../../src/parsers/terraform/evaluate-terraform.ts'

const from = { at: startOf('elsewhere'), origins: [] }

const evaluate = async (
  text: string,
  more: Partial<TerraformInput> = {},
  files: Readonly<Record<string, string>> = {},
) => {
  const tree = mapTree({ 'infra/app/main.tf': text, ...files })
  const source = await evaluateTerraform({ tree, dir: 'infra/app', id: 'app', salt: 'test', ...more })
  return {
    outputs: Object.fromEntries([...source.outputs].map(([name, { value }]) => [name, valueToJson(value)])),
    trouble: source.diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`),
    inputs: source.inputs,
  }
}

const output = (expression: string): string => `output "x" {\n  value = ${expression}\n}\n`

describe('where the repository is checked out', () => {
  test.each<[string, unknown]>([
    ['abspath(path.module)', { $template: [{ $unknown: 'the path of the checkout' }, '/infra/app'] }],
    ['basename(abspath(path.module))', 'app'],
    ['basename(dirname(abspath(path.module)))', 'infra'],
    ['dirname(abspath(path.module))', { $template: [{ $unknown: 'the path of the checkout' }, '/infra'] }],
    ['regex("/infra/([^/]+)$", abspath(path.module))[0]', 'app'],
    ['endswith(abspath(path.module), "/app")', true],
    ['reverse(split("/", abspath(path.module)))[0]', { $unknown: 'the path of the checkout' }],
    ['split("/", abspath(path.module))[1]', { $unknown: 'the path of the checkout' }],
    ['length(abspath(path.module))', { $unknown: 'the path of the checkout' }],
    ['basename(abspath("../.."))', { $unknown: 'the path of the checkout' }],
    ['abspath("../../..")', { $unknown: 'abspath()' }],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(output(expression))).toMatchObject({ outputs: { x: expected }, trouble: [] })
  })
})

describe('keys of for_each that are decided at deployment', () => {
  const ids = (name: string): Value => ({
    kind: 'list',
    from,
    items: [{ kind: 'reference', to: { source: 'other', name }, attribute: ['id'], from }],
  })
  const text =
    'variable "ids" {}\nresource "aws_lb" "own" {}\nresource "aws_subnet" "x" {\n  for_each = toset(var.ids)\n}\n'

  test('what another root has deployed is there', async () => {
    const { trouble } = await evaluate(text, { vars: new Map([['ids', { value: ids('aws_vpc.main') }]]) })
    expect(trouble).toEqual([])
  })

  test('what this one deploys is not', async () => {
    const { trouble } = await evaluate(
      text.replace('variable "ids" {}\n', '').replace('toset(var.ids)', 'toset([aws_lb.own.arn])'),
    )
    expect(trouble).toEqual(['error: Invalid for_each argument'])
  })
})

describe('variables of the process environment that are set outside the repository', () => {
  const unknownVariables = new Map([
    ['TF_VAR_token', { names: 'secrets.TOKEN', secret: true, at: startOf('deploy.yml') }],
  ])

  test('are unknown and name what decides', async () => {
    const { inputs, trouble } = await evaluate('variable "token" {}\n', { unknownVariables })
    expect(trouble).toEqual([])
    expect(inputs.get('token')).toMatchObject({
      kind: 'unknown',
      why: { kind: 'unset-input', names: 'secrets.TOKEN' },
      sensitive: true,
    })
  })

  test('a variable file wins over them', async () => {
    const { inputs } = await evaluate(
      'variable "token" {}\n',
      { unknownVariables },
      { 'infra/app/terraform.tfvars': 'token = "file"\n' },
    )
    expect(inputs.get('token')).toMatchObject({ kind: 'known', value: 'file' })
  })
})
