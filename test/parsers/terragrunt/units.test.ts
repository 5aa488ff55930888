import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mapTree } from '../../../src/io/map-tree.ts'
import type { EvaluatedSource } from '../../../src/model/evaluated.ts'
import { formatLocation, startOf } from '../../../src/model/source-location.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import { evaluateTerragrunt, evaluateUnits } from '../../../src/parsers/terragrunt/evaluate-terragrunt.ts'
import { findStacks } from '../../../src/parsers/terragrunt/expand-stacks.ts'
import { findUnits } from '../../../src/parsers/terragrunt/find-units.ts'
import { unitFacts } from '../../../src/parsers/terragrunt/unit-facts.ts'

type Files = Readonly<Record<string, string>>

const environmentVariables = new Map([['REGION', { text: 'eu-west-1', at: startOf('.env') }]])
const unknownVariables = new Map([['TOKEN', { names: 'secrets.TOKEN', secret: true, at: startOf('deploy.yml') }]])

const evaluate = (files: Files, dir: string): Promise<EvaluatedSource> =>
  evaluateTerragrunt({ tree: mapTree(files), dir, id: dir, environmentVariables, unknownVariables, salt: 'test' })

const inputsOf = ({ inputs }: EvaluatedSource): unknown =>
  Object.fromEntries([...inputs].map(([name, value]) => [name, valueToJson(value)]))

const summaries = ({ diagnostics }: EvaluatedSource): readonly string[] =>
  diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`)

const variable = 'variable "x" {}\n'
const rootInclude = 'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n'

/** What `x` is in the unit `live/app`, whose root gives nothing. */
const expression = async (text: string, more: Files = {}): Promise<unknown> => {
  const source = await evaluate(
    {
      'live/root.hcl': '',
      'live/app/terragrunt.hcl': `${rootInclude}inputs = {\n  x = ${text}\n}\n`,
      'live/app/main.tf': variable,
      ...more,
    },
    'live/app',
  )
  return (inputsOf(source) as { x: unknown }).x
}

describe('functions', () => {
  test.each<[string, unknown]>([
    ['path_relative_to_include()', 'app'],
    ['path_relative_to_include("root")', 'app'],
    ['path_relative_from_include()', '..'],
    ['basename(get_terragrunt_dir())', 'app'],
    ['basename(get_original_terragrunt_dir())', 'app'],
    ['basename(get_parent_terragrunt_dir())', 'live'],
    ['get_path_from_repo_root()', 'live/app'],
    ['get_path_to_repo_root()', '../..'],
    ['get_repo_root()', { $unknown: 'the path of the checkout' }],
    ['get_terragrunt_dir()', { $template: [{ $unknown: 'the path of the checkout' }, '/live/app'] }],
    ['basename(get_repo_root())', { $unknown: 'the path of the checkout' }],
    ['basename(find_in_parent_folders("root.hcl"))', 'root.hcl'],
    ['find_in_parent_folders("none.hcl", "fallback")', 'fallback'],
    ['find_in_parent_folders("none.hcl")', { $unknown: 'none.hcl' }],
    ['get_env("REGION")', 'eu-west-1'],
    ['get_env("REGION", "other")', 'eu-west-1'],
    ['get_env("OTHER", "default")', 'default'],
    ['get_env("OTHER")', { $unknown: 'environment variable OTHER' }],
    ['run_cmd("--terragrunt-quiet", "git", "rev-parse", "HEAD")', { $unknown: 'run_cmd(git), which is not run' }],
    ['sops_decrypt_file("secrets.yaml")', { $unknown: 'live/app/secrets.yaml (encrypted)' }],
    ['get_terraform_commands_that_need_parallelism()', ['apply', 'plan', 'destroy']],
    ['get_platform()', { $unknown: 'get_platform()' }],
    ['get_aws_account_id()', { $unknown: 'the AWS account' }],
    ['read_terragrunt_config("none.hcl", { locals = { a = 1 } }).locals.a', 1],
    ['file("note.txt")', 'hello'],
    ['file("$' + '{get_repo_root()}/live/app/note.txt")', 'hello'],
    ['jsondecode(read_tfvars_file("../common.tfvars")).size', 3],
    ['read_terragrunt_config("../common.hcl").locals.where', 'live'],
    ['read_terragrunt_config("../common.hcl").locals.original', 'app'],
    ['read_terragrunt_config("../common.hcl").inputs.region', 'eu-west-1'],
  ])('%s', async (text, expected) => {
    const more = {
      'live/app/note.txt': 'hello',
      'live/common.tfvars': 'size = 3\n',
      'live/common.hcl':
        'locals {\n  where = basename(get_terragrunt_dir())\n  original = basename(get_original_terragrunt_dir())\n}\ninputs = {\n  region = get_env("REGION")\n}\n',
    }
    expect(await expression(text, more)).toEqual(expected)
  })

  test('a secret of the environment stays one', async () => {
    const source = await evaluate(
      { 'app/terragrunt.hcl': 'inputs = {\n  x = get_env("TOKEN")\n}\n', 'app/main.tf': variable },
      'app',
    )
    expect(source.inputs.get('x')).toMatchObject({ kind: 'unknown', sensitive: true })
  })

  test('a value of a variable file has its line there', async () => {
    const source = await evaluate(
      {
        'app/terragrunt.hcl': 'inputs = jsondecode(read_tfvars_file("a.tfvars"))\n',
        'app/a.tfvars': 'y = 1\nx = "one"\n',
        'app/main.tf': variable,
      },
      'app',
    )
    expect(source.inputs.get('x')?.from.origins.map(({ kind, at }) => `${kind} ${formatLocation(at)}`)).toEqual([
      'tfvars app/a.tfvars:2',
    ])
  })
})

describe('includes', () => {
  const two = (strategy: string): Files => ({
    'root.hcl': 'inputs = {\n  x = { list = [1], map = { a = 1, b = 1 } }\n  y = "root"\n}\n',
    'app/terragrunt.hcl': `include "root" {\n  path = find_in_parent_folders("root.hcl")\n${strategy}}\ninputs = {\n  x = { list = [2], map = { b = 2 } }\n}\n`,
    'app/main.tf': `${variable}variable "y" {\n  default = null\n}\n`,
  })
  test.each<[string, string, unknown]>([
    ['shallow, unless it says otherwise', '', { x: { list: [2], map: { b: 2 } }, y: 'root' }],
    ['deep', '  merge_strategy = "deep"\n', { x: { list: [1, 2], map: { a: 1, b: 2 } }, y: 'root' }],
    ['no merge', '  merge_strategy = "no_merge"\n', { x: { list: [2], map: { b: 2 } }, y: null }],
  ])('%s', async (_, strategy, expected) => {
    expect(inputsOf(await evaluate(two(strategy), 'app'))).toEqual(expected)
  })

  test('of two includes the later one wins', async () => {
    const files = {
      'a.hcl': 'inputs = {\n  x = "a"\n}\n',
      'b.hcl': 'inputs = {\n  x = "b"\n}\n',
      'app/terragrunt.hcl': 'include "a" {\n  path = "../a.hcl"\n}\ninclude "b" {\n  path = "../b.hcl"\n}\n',
      'app/main.tf': variable,
    }
    expect(inputsOf(await evaluate(files, 'app'))).toEqual({ x: 'b' })
  })

  test('what is not exposed cannot be referred to', async () => {
    const files = {
      'root.hcl': 'locals {\n  a = 1\n}\n',
      'app/terragrunt.hcl': 'include "root" {\n  path = "../root.hcl"\n}\ninputs = {\n  x = include.root.locals.a\n}\n',
      'app/main.tf': variable,
    }
    expect(summaries(await evaluate(files, 'app'))).toContain('error: Include is not exposed')
  })

  test('an include that is not there is told', async () => {
    const files = { 'app/terragrunt.hcl': 'include {\n  path = "../root.hcl"\n}\n', 'app/main.tf': '' }
    expect(summaries(await evaluate(files, 'app'))).toContain('error: Included file does not exist')
  })
})

describe('inputs of which some are not known', () => {
  const files = {
    'app/terragrunt.hcl':
      'inputs = merge(\n  jsondecode(read_tfvars_file("secret.tfvars")),\n  { known = "yes" },\n)\n',
    'app/main.tf': 'variable "known" {}\nvariable "waits" {}\nvariable "holds" {\n  default = "default"\n}\n',
  }

  test('what comes later is known, a default holds, the rest waits', async () => {
    const source = await evaluate(files, 'app')
    expect(inputsOf(source)).toEqual({ known: 'yes', waits: { $unknown: 'app/secret.tfvars' }, holds: 'default' })
    expect(summaries(source)).toEqual(['warning: File is not in the repository'])
  })

  test('what an unknown may override is not known', async () => {
    const turned = {
      ...files,
      'app/terragrunt.hcl':
        'inputs = merge(\n  { known = "perhaps" },\n  jsondecode(read_tfvars_file("secret.tfvars")),\n)\n',
    }
    expect(inputsOf(await evaluate(turned, 'app'))).toMatchObject({ known: { $unknown: 'app/secret.tfvars' } })
  })

  test('also behind a local', async () => {
    const behind = {
      ...files,
      'app/terragrunt.hcl':
        'locals {\n  all = merge(jsondecode(read_tfvars_file("secret.tfvars")), { known = "yes" })\n}\ninputs = local.all\n',
    }
    expect(inputsOf(await evaluate(behind, 'app'))).toMatchObject({ known: 'yes' })
  })
})

describe('dependencies', () => {
  const other = 'variable "z" {\n  default = "z"\n}\noutput "z" {\n  value = var.z\n}\n'
  const unit = (more = '', use = 'dependency.b.outputs.z'): string =>
    `dependency "b" {\n  config_path = "../b"\n${more}}\ninputs = {\n  x = ${use}\n}\n`
  const mocks = '  mock_outputs = {\n    z = "mock"\n  }\n'
  const cases: readonly [string, Files, unknown, readonly string[]][] = [
    ['an output', { 'a/terragrunt.hcl': unit(mocks), 'b/terragrunt.hcl': '', 'b/main.tf': other }, 'z', []],
    [
      'an output that is not there',
      { 'a/terragrunt.hcl': unit('', 'dependency.b.outputs.none'), 'b/terragrunt.hcl': '', 'b/main.tf': other },
      { $unknown: 'Unsupported attribute' },
      ['error: Unsupported attribute'],
    ],
    ['a unit that is not there', { 'a/terragrunt.hcl': unit() }, { $unknown: 'outputs of b' }, ['error: No such unit']],
    [
      'a module that is not there: a mock is no value',
      {
        'a/terragrunt.hcl': unit(mocks),
        'b/terragrunt.hcl': 'terraform {\n  source = "tfr:///acme/b/aws?version=1.0.0"\n}\n',
      },
      { $unknown: 'output z of b, of which only a mock is given' },
      [],
    ],
    [
      'outputs that are skipped are the mocks',
      { 'a/terragrunt.hcl': unit(`${mocks}  skip_outputs = true\n`), 'b/terragrunt.hcl': '', 'b/main.tf': other },
      'mock',
      [],
    ],
    [
      'a circle',
      {
        'a/terragrunt.hcl': unit(),
        'b/terragrunt.hcl':
          'dependency "a" {\n  config_path = "../a"\n}\ninputs = {\n  z = dependency.a.outputs.x\n}\n',
        'b/main.tf': other,
      },
      { $unknown: 'outputs of a' },
      [],
    ],
  ]
  test.each(cases)('%s', async (_, files, expected, diagnostics) => {
    const source = await evaluate({ ...files, 'a/main.tf': `${variable}output "x" {\n  value = var.x\n}\n` }, 'a')
    expect(inputsOf(source)).toEqual({ x: expected })
    expect(summaries(source)).toEqual(diagnostics)
  })

  test('a circle is told', async () => {
    const files = {
      'a/terragrunt.hcl': unit(),
      'a/main.tf': `${variable}output "x" {\n  value = var.x\n}\n`,
      'b/terragrunt.hcl': 'dependency "a" {\n  config_path = "../a"\n}\ninputs = {\n  z = dependency.a.outputs.x\n}\n',
      'b/main.tf': other,
    }
    const sources = await evaluateUnits({ tree: mapTree(files), dirs: ['a', 'b'], salt: 'test' })
    expect(sources.flatMap(summaries)).toContain('error: Dependency cycle')
  })

  test('units that are depended on belong to the environment', async () => {
    const files = {
      'a/terragrunt.hcl': unit(),
      'a/main.tf': variable,
      'b/terragrunt.hcl': '',
      'b/main.tf': other,
    }
    const sources = await evaluateUnits({ tree: mapTree(files), dirs: ['a'], salt: 'test' })
    expect(sources.map(({ id }) => id).toSorted()).toEqual(['a', 'b'])
  })
})

describe('modules', () => {
  const files = (source: string): Files => ({
    'live/app/terragrunt.hcl': `terraform {\n  source = "${source}"\n}\ninputs = {\n  x = "given"\n}\n`,
    'modules/app/main.tf': `${variable}resource "aws_lb" "main" {\n  name = var.x\n}\n`,
  })
  test.each<[string, string, number, readonly string[]]>([
    ['local', '../../modules/app', 1, []],
    ['local, with its root', '../../modules//app', 1, []],
    [
      'of another revision',
      'git::https://example.com/acme/infra.git//modules/app?ref=v1',
      1,
      ['warning: Module of another revision'],
    ],
    [
      'of another repository',
      'git::https://example.com/acme/modules.git//app?ref=v1',
      0,
      ['warning: Module is not among the sources'],
    ],
    ['of a registry', 'tfr:///acme/app/aws?version=1.0.0', 0, ['warning: Module is not among the sources']],
    ['local, but not there', '../../modules/none', 0, ['warning: Module is not among the sources']],
    ['by what is not known', '../../$' + '{get_env("DIR")}', 0, ['warning: Module is not among the sources']],
  ])('%s', async (_, source, resources, diagnostics) => {
    const evaluated = await evaluate(files(source), 'live/app')
    expect(evaluated.resources.length).toBe(resources)
    expect(summaries(evaluated)).toEqual(diagnostics)
    expect(inputsOf(evaluated)).toEqual({ x: 'given' })
  })

  test('a unit that is excluded makes nothing', async () => {
    const all = files('../../modules/app')
    const excluded = `${all['live/app/terragrunt.hcl']}exclude {\n  if = true\n  actions = ["all"]\n}\n`
    expect((await evaluate({ ...all, 'live/app/terragrunt.hcl': excluded }, 'live/app')).resources).toEqual([])
  })

  test('directories that units apply are no roots', () => {
    const tree = mapTree(files('../../modules//app'))
    expect(unitFacts(tree, 'live/app')).toEqual({ isUnit: true, modules: ['modules/app'], environmentVariables: [] })
  })

  test('a root that others include is no unit', () => {
    const tree = mapTree({
      'live/terragrunt.hcl': 'terraform {\n  source = "../modules/app"\n}\n',
      'live/variables.tf': variable,
      'live/app/terragrunt.hcl': 'include {\n  path = find_in_parent_folders()\n}\n',
    })
    expect(findUnits(tree, '')).toEqual(['live/app'])
  })
})

describe('stacks', () => {
  const files: Files = {
    'live/terragrunt.stack.hcl':
      'stack "inner" {\n  source = "../catalog/inner"\n  path = "inner"\n  values = {\n    y = "from-outside"\n  }\n}\nunit "far" {\n  source = "github.com/acme/catalog//units/far?ref=v1"\n  path = "far"\n  values = {\n    x = "given"\n  }\n}\n',
    'catalog/inner/terragrunt.stack.hcl':
      'unit "app" {\n  source = "../../../catalog/app"\n  path = "app"\n  no_dot_terragrunt_stack = true\n  values = {\n    x = values.y\n  }\n}\n',
    'catalog/app/terragrunt.hcl':
      'dependency "far" {\n  config_path = "../../far"\n}\ninputs = {\n  x = "$' +
      '{values.x} $' +
      '{basename(get_terragrunt_dir())}"\n  y = dependency.far.outputs.id\n}\n',
    'catalog/app/main.tf': `${variable}variable "y" {}\n`,
  }

  test('inside each other, and of units that are not in the repository', async () => {
    const tree = mapTree(files)
    const sources = await evaluateUnits({ tree, dirs: [], stacks: findStacks(tree, 'live'), salt: 'test' })
    expect(Object.fromEntries(sources.map(source => [source.id, inputsOf(source)]))).toEqual({
      'live/.terragrunt-stack/inner/app': {
        x: 'from-outside app',
        y: { $unknown: 'output id of live/.terragrunt-stack/far' },
      },
      'live/.terragrunt-stack/far': { x: 'given' },
    })
    expect(sources.flatMap(summaries)).toEqual(['warning: Unit is not among the sources'])
  })
})

describe('what is laid over a module', () => {
  const generate = (contents: string, more = ''): string =>
    `generate "extra" {\n  path      = "extra.tf"\n  if_exists = "overwrite"\n${more}  contents  = <<EOF\n${contents}EOF\n}\n`
  const names = ({ resources }: EvaluatedSource): readonly unknown[] =>
    resources.map(({ address, values }) => [address.name, valueToJson(values)])

  test('a generated file', async () => {
    const source = await evaluate(
      { 'app/terragrunt.hcl': generate('resource "aws_lb" "made" {\n  name = "made"\n}\n'), 'app/main.tf': '' },
      'app',
    )
    expect(names(source)).toEqual([['aws_lb.made', { name: 'made' }]])
  })

  test('not when it is disabled', async () => {
    const disabled = generate('resource "aws_lb" "made" {}\n', '  disable = true\n')
    expect((await evaluate({ 'app/terragrunt.hcl': disabled, 'app/main.tf': '' }, 'app')).resources).toEqual([])
  })

  test('what is not known in it stays unknown, and the rest is there', async () => {
    const text =
      'resource "aws_lb" "made" {\n  name = "lb-$' + '{get_env("A")}"\n  internal = $' + '{get_env("B")}\n}\n'
    const source = await evaluate({ 'app/terragrunt.hcl': generate(text), 'app/main.tf': '' }, 'app')
    expect(names(source)).toEqual([
      [
        'aws_lb.made',
        {
          name: { $template: ['lb-', { $unknown: 'environment variable A' }] },
          internal: { $unknown: 'environment variable B' },
        },
      ],
    ])
    expect([...source.inputs.keys()]).toEqual([])
  })

  test.each<[string, string, unknown]>([
    ['a variable file', 'arguments = ["-var-file=a.tfvars"]', 'file'],
    ['a variable', 'arguments = ["-var", "x=argument"]', 'argument'],
    ['a process environment', 'env_vars = { TF_VAR_x = "environment" }', 'environment'],
    ['an optional file that is not there', 'optional_var_files = ["none.tfvars"]', 'input'],
  ])('extra arguments: %s', async (_, line, expected) => {
    const files = {
      'app/terragrunt.hcl': `terraform {\n  extra_arguments "a" {\n    commands = ["plan"]\n    ${line}\n  }\n}\ninputs = {\n  x = "input"\n}\n`,
      'app/a.tfvars': 'x = "file"\n',
      'app/main.tf': variable,
    }
    expect(inputsOf(await evaluate(files, 'app'))).toEqual({ x: expected })
  })
})

test('whatever is cut out of a configuration, evaluation gives an answer', async () => {
  const text = `${rootInclude}locals {\n  a = jsondecode(read_tfvars_file("a.tfvars"))\n  b = local.a.x\n}\ndependency "b" {\n  config_path = "../b"\n}\ngenerate "p" {\n  path = "p.tf"\n  contents = "# $\{local.b}"\n}\ninputs = merge(local.a, { y = dependency.b.outputs.z })\n`
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length), fc.nat(40), async (start, length) => {
      const cut = text.slice(0, start) + text.slice(start + length)
      const files = {
        'root.hcl': 'inputs = {\n  z = 1\n}\n',
        'a/terragrunt.hcl': cut,
        'a/a.tfvars': 'x = "x"\n',
        'a/main.tf': 'variable "x" {}\nvariable "y" {}\n',
        'b/terragrunt.hcl': 'inputs = {}\n',
        'b/main.tf': 'output "z" {\n  value = 1\n}\n',
      }
      expect((await evaluate(files, 'a')).id).toBe('a')
    }),
    { numRuns: 60 },
  )
})
