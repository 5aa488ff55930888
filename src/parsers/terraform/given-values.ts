import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { startOf } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'
import { unknown } from '../../model/value.ts'
import type { Block, Expression } from '../hcl/ast.ts'
import { readAssignments } from './read-assignments.ts'
import { automaticVariableFiles } from './variable-files.ts'

/** A value for a variable of the root module, and how it was given. */
export interface GivenValue {
  readonly by: 'tfvars' | 'environment-variable' | 'argument'
  /** `by` in words: `from terraform.tfvars`. */
  readonly where: string
  readonly at: SourceLocation
  readonly content:
    | { readonly kind: 'expression'; readonly expression: Expression }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'value'; readonly value: Value }
}

/** Text as `-var` takes it, on the command line or where `at` says; or a value that another source evaluated. */
export type GivenArgument = string | { readonly text: string; readonly at: SourceLocation } | { readonly value: Value }

/** A variable of the process environment that is set to something outside the repository; `names` is what decides. */
export interface UnknownVariable {
  readonly names: string
  readonly secret: boolean
  readonly at: SourceLocation
}

export interface GivenInputs {
  readonly tree: SourceTree
  readonly directory: string
  /** Relative to the root of the tree, later ones winning. */
  readonly variableFiles: readonly string[]
  /** They win over files. */
  readonly variables: ReadonlyMap<string, GivenArgument>
  /** The process environment; its `TF_VAR_…` count. */
  readonly environmentVariables: ReadonlyMap<string, { readonly text: string; readonly at: SourceLocation }>
  readonly unknownVariables?: ReadonlyMap<string, UnknownVariable>
}

export interface GivenValues {
  readonly values: ReadonlyMap<string, GivenValue>
  readonly diagnostics: readonly Diagnostic[]
}

const prefix = 'TF_VAR_'
const defaultsInRepository = 'If you meant to use this value, add a "variable" block to the configuration.'

/**
 * Collects what was given for variables, by rising precedence: environment, terraform.tfvars, *.auto.tfvars, variable files, arguments.
 * Whole values are replaced, never merged. https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export const collectGivenValues = async (
  inputs: GivenInputs,
  declared: ReadonlyMap<string, Block>,
): Promise<GivenValues> => {
  const values = new Map<string, GivenValue>()
  const diagnostics: Diagnostic[] = []
  for (const [key, { names, secret, at }] of inputs.unknownVariables ?? []) {
    const name = key.startsWith(prefix) ? key.slice(prefix.length) : ''
    const from = { at, origins: [{ kind: 'environment-variable' as const, name: key, at }] }
    const unset = unknown({ kind: 'unset-input', names }, from)
    const value = secret ? { ...unset, sensitive: true as const } : unset
    if (declared.has(name))
      values.set(name, { by: 'environment-variable', where: `from ${key}`, at, content: { kind: 'value', value } })
  }
  for (const [key, { text, at }] of inputs.environmentVariables) {
    const name = key.startsWith(prefix) ? key.slice(prefix.length) : ''
    if (declared.has(name))
      values.set(name, { by: 'environment-variable', where: `from ${key}`, at, content: { kind: 'text', text } })
  }
  const automatic = automaticVariableFiles(inputs.tree, inputs.directory)
  for (const path of [...automatic, ...inputs.variableFiles]) {
    const file = await readAssignments(inputs.tree, path, 'variables')
    diagnostics.push(...file.diagnostics)
    for (const [name, expression] of file.values) {
      if (!declared.has(name)) {
        diagnostics.push({
          severity: 'warning',
          summary: 'Value for undeclared variable',
          detail: `The root module does not declare a variable named "${name}" but a value was found in file "${path}". ${defaultsInRepository}`,
          at: expression.at,
        })
        continue
      }
      values.set(name, {
        by: 'tfvars',
        where: `from ${path}`,
        at: expression.at,
        content: { kind: 'expression', expression },
      })
    }
  }
  for (const [name, given] of inputs.variables) {
    const argument = typeof given === 'string' ? { text: given, at: startOf('command line') } : given
    const at = 'text' in argument ? argument.at : argument.value.from.at
    if (declared.has(name))
      values.set(name, {
        by: 'argument',
        where: `set using -var="${name}=..."`,
        at,
        content: 'text' in argument ? { kind: 'text', text: argument.text } : { kind: 'value', value: argument.value },
      })
    else if ('text' in argument)
      diagnostics.push({
        severity: 'error',
        summary: 'Value for undeclared variable',
        detail: `A variable named "${name}" was assigned on the command line, but the root module does not declare a variable of that name. To use this value, add a "variable" block to the configuration.`,
        at,
      })
  }
  return { values, diagnostics }
}
