import { directoryOf } from '../../model/source-tree.ts'
import type { HclFunction, Parameter } from '../hcl/functions/define-function.ts'
import { defineFunction } from '../hcl/functions/define-function.ts'
import { FunctionError } from '../hcl/functions/function-error.ts'
import { functionTable } from '../hcl/functions/index.ts'
import { sensitiveMarks } from '../hcl/marks.ts'
import type { Type } from '../hcl/type.ts'
import { boolType, dynamicType, listType, stringType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { stringOf } from '../hcl/value-access.ts'
import { knownString, listOf, notNull, unknownBecause } from '../hcl/value-constructors.ts'
import { absolutePath, pathInTree, relativePath, relativeToCheckout } from './checkout-path.ts'
import type { ConfigFile } from './config-file.ts'
import { readVariables } from './read-variables.ts'

const text = (name: string): Parameter => ({ name, type: stringType })
const texts = (args: readonly HclValue[]): readonly string[] => args.map(arg => stringOf(arg) ?? '')

const define = (
  name: string,
  params: readonly Parameter[],
  call: (args: readonly string[]) => HclValue,
  variadic?: Parameter,
  returns: Type = stringType,
): HclFunction =>
  defineFunction({
    name,
    params,
    returns,
    ...(variadic === undefined ? {} : { variadic }),
    call: args => call(texts(args)),
  })

const outside = (names: string): HclValue => unknownBecause(stringType, { kind: 'outside', names }, notNull)

/** https://terragrunt.gruntwork.io/docs/reference/hcl/functions/ */
const commands: Readonly<Record<string, readonly string[]>> = {
  get_terraform_commands_that_need_vars: ['apply', 'console', 'destroy', 'import', 'plan', 'push', 'refresh'],
  get_terraform_commands_that_need_locking: ['apply', 'destroy', 'import', 'plan', 'refresh', 'taint', 'untaint'],
  get_terraform_commands_that_need_input: ['apply', 'import', 'init', 'plan', 'refresh'],
  get_terraform_commands_that_need_parallelism: ['apply', 'plan', 'destroy'],
}

/** Known only where Terragrunt runs. */
const whereItRuns = [
  'get_platform',
  'get_terraform_command',
  'get_aws_account_alias',
  'get_aws_caller_identity_arn',
  'get_aws_caller_identity_user_id',
  'get_working_dir',
]

/** Terraform's functions and Terragrunt's own, as they answer in one file. */
export const functionsIn = (file: ConfigFile): ReadonlyMap<string, HclFunction> => {
  const { unit } = file
  const { tree, environment } = unit
  const unitDirectory = directoryOf(file.from)
  const fileAt = (path: string): string | undefined => pathInTree(path, unitDirectory)
  const exists = (path: string): boolean => tree.list(path) !== undefined || tree.read(path) instanceof Uint8Array

  const findInParentFolders = (args: readonly string[]): HclValue => {
    const [name = '', fallback] = args
    const wanted = name === '' ? ['terragrunt.hcl', 'terragrunt.hcl.json'] : [name]
    for (let directory = unitDirectory; directory !== ''; ) {
      directory = directoryOf(directory)
      for (const candidate of wanted) {
        const path = pathInTree(candidate, directory)
        if (path !== undefined && exists(path)) return knownString(absolutePath(path))
      }
    }
    if (fallback !== undefined) return knownString(fallback)
    const names = (name === '' ? 'terragrunt.hcl' : name).replace(/^\.\//, '')
    file.warn(
      'File is not in the repository',
      `find_in_parent_folders finds no ${names} in any parent folder. What it says is not known.`,
    )
    return outside(names)
  }

  const environmentVariable = ([name = '', fallback]: readonly string[]): HclValue => {
    const known = environment.known.get(name)
    if (known !== undefined) {
      const origin = { kind: 'environment-variable' as const, name, at: known.at }
      return knownString(known.text, { sensitive: false, origins: [origin], trail: undefined })
    }
    const unknown = environment.unknown.get(name)
    if (unknown !== undefined) {
      const origin = { kind: 'environment-variable' as const, name, at: unknown.at }
      const why = { kind: 'unset-input' as const, names: unknown.names }
      return unknownBecause(stringType, why, notNull, {
        sensitive: unknown.secret,
        origins: [origin],
        trail: undefined,
      })
    }
    if (fallback !== undefined) return knownString(fallback)
    return unknownBecause(stringType, { kind: 'unset-input', names: `environment variable ${name}` }, notNull)
  }

  const variableFile = ([path = '']: readonly string[]): HclValue => {
    const where = fileAt(path)
    const read = where === undefined ? undefined : readVariables(tree, where, unit)
    if (read !== undefined) return read
    file.warn(
      'File is not in the repository',
      `read_tfvars_file reads ${where ?? path}, which is not there. What it says is not known.`,
    )
    return outside(where ?? path)
  }

  const included = (label: string | undefined): string => {
    const path = file.includedPath(label)
    return path === undefined ? unitDirectory : directoryOf(path)
  }
  const label: Parameter = text('label')

  const own: readonly HclFunction[] = [
    define('find_in_parent_folders', [], findInParentFolders, text('name')),
    define('get_env', [text('name')], environmentVariable, text('default')),
    define('read_tfvars_file', [text('path')], variableFile),
    define('path_relative_to_include', [], ([name]) => knownString(relativePath(included(name), unitDirectory)), label),
    define(
      'path_relative_from_include',
      [],
      ([name]) => knownString(relativePath(unitDirectory, included(name))),
      label,
    ),
    define('get_parent_terragrunt_dir', [], ([name]) => knownString(absolutePath(included(name))), label),
    define('get_terragrunt_dir', [], () => knownString(absolutePath(unitDirectory))),
    define('get_original_terragrunt_dir', [], () => knownString(absolutePath(unit.unit))),
    define('get_repo_root', [], () => knownString(absolutePath(''))),
    define('get_path_from_repo_root', [], () => knownString(relativePath('', unit.unit))),
    define('get_path_to_repo_root', [], () => knownString(relativePath(unit.unit, ''))),
    define('get_terragrunt_source_cli_flag', [], () => knownString('')),
    define('get_aws_account_id', [], () =>
      unit.account === undefined ? outside('the AWS account') : knownString(unit.account),
    ),
    define('mark_as_read', [text('path')], ([path = '']) => knownString(path)),
    define(
      'run_cmd',
      [],
      args => {
        const command = args.find(arg => !arg.startsWith('--terragrunt-')) ?? ''
        return unknownBecause(
          stringType,
          { kind: 'impure', names: `run_cmd(${relativeToCheckout(command)}), which is not run` },
          notNull,
        )
      },
      text('argument'),
    ),
    define('sops_decrypt_file', [text('path')], ([path = '']) =>
      unknownBecause(
        stringType,
        { kind: 'outside', names: `${fileAt(path) ?? path} (encrypted)` },
        notNull,
        sensitiveMarks,
      ),
    ),
    define(
      'constraint_check',
      [text('version'), text('constraint')],
      () => unknownBecause(boolType, { kind: 'unsupported', names: 'constraint_check()' }, notNull),
      undefined,
      boolType,
    ),
    ...whereItRuns.map(name => define(name, [], () => outside(`${name}()`))),
    define(
      'get_terraform_cli_args',
      [],
      () => unknownBecause(listType(stringType), { kind: 'outside', names: 'get_terraform_cli_args()' }),
      undefined,
      listType(stringType),
    ),
    define('get_default_retryable_errors', [], () => listOf(stringType, []), undefined, listType(stringType)),
    ...Object.entries(commands).map(([name, list]) =>
      define(
        name,
        [],
        () =>
          listOf(
            stringType,
            list.map(command => knownString(command)),
          ),
        undefined,
        listType(stringType),
      ),
    ),
    defineFunction({
      name: 'read_terragrunt_config',
      params: [text('path')],
      variadic: { name: 'default', type: dynamicType, accepts: ['null', 'unknown', 'any-type'], marks: 'own' },
      returns: dynamicType,
      refinement: {},
      passesOn: true,
      call: ([path, fallback]) => file.readConfig(stringOf(path) ?? '', fallback),
    }),
    decode(unit.decoded),
  ]
  return new Map([...functionTable, ...own.map(made => [made.name, made] as const)])
}

/** `jsondecode`, which gives what a variable file was read as with the lines of its values. */
const decode = (decoded: ReadonlyMap<string, HclValue>): HclFunction => {
  const plain = functionTable.get('jsondecode')
  return defineFunction({
    name: 'jsondecode',
    params: [{ ...text('str'), marks: 'own' }],
    returns: dynamicType,
    refinement: {},
    passesOn: true,
    call: (args, context) => {
      const present = decoded.get(stringOf(args[0]) ?? '')
      if (present !== undefined) return present
      if (plain === undefined) throw new FunctionError(undefined, 'jsondecode is missing')
      return plain.call(args, context)
    },
  })
}
