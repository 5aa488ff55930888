import type { SourceLocation } from '../../model/source-location.ts'
import { joinPath } from '../../model/source-tree.ts'
import type { HclValue } from '../hcl/value.ts'
import { entriesOf, itemsOf, stringOf } from '../hcl/value-access.ts'
import { pathInTree } from './checkout-path.ts'
import type { UnitContext } from './unit-context.ts'
import type { UnitSettings } from './unit-settings.ts'

/** What `extra_arguments` add to `terraform plan` and `apply`. */
export interface UnitArguments {
  /** Paths of the tree, later ones winning. */
  readonly variableFiles: readonly string[]
  readonly variables: ReadonlyMap<string, { readonly text: string; readonly at: SourceLocation }>
  readonly environment: ReadonlyMap<string, { readonly text: string; readonly at: SourceLocation }>
}

const texts = (value: HclValue | undefined): readonly string[] =>
  (itemsOf(value) ?? []).flatMap(item => stringOf(item) ?? [])

/** Relative paths are those of the directory in which Terraform runs: of the module, over which the unit's files lie. */
export const unitArguments = (
  unit: UnitContext,
  moduleDirectory: string,
  { extraArguments }: UnitSettings,
): UnitArguments => {
  const { tree } = unit
  const variableFiles: string[] = []
  const variables = new Map<string, { readonly text: string; readonly at: SourceLocation }>()
  const environment = new Map<string, { readonly text: string; readonly at: SourceLocation }>()
  const locate = (path: string): readonly string[] =>
    [unit.home, moduleDirectory].flatMap(directory => pathInTree(path, directory) ?? [])
  const add = (path: string, at: SourceLocation, isRequired: boolean): void => {
    const found = locate(path).find(candidate => tree.read(candidate) instanceof Uint8Array)
    if (found !== undefined) variableFiles.push(found)
    else if (isRequired)
      unit.report({
        severity: 'error',
        summary: 'Variable file is not in the repository',
        detail: `There is no file "${locate(path)[0] ?? path}". What it sets is not known.`,
        at,
      })
  }
  for (const { file, block } of extraArguments) {
    const { body, header } = block
    const list = (name: string): readonly string[] => texts(file.argument(body, name))
    const commands = list('commands')
    if (!commands.includes('plan') && !commands.includes('apply')) continue
    const at = (name: string): SourceLocation => body.attributes.get(name)?.at ?? header
    const args = list('arguments')
    for (const path of list('required_var_files')) add(path, at('required_var_files'), true)
    for (const path of list('optional_var_files')) add(path, at('optional_var_files'), false)
    for (const [index, arg] of args.entries()) {
      const [, option, attached] = /^--?(var-file|var)(?:=(.*))?$/s.exec(arg) ?? []
      const given = attached ?? args[index + 1]
      if (option === undefined || given === undefined) continue
      if (option === 'var-file') add(given.replaceAll(/^["']|["']$/g, ''), at('arguments'), true)
      else {
        const [, name, text] = /^["']?([^=]+)=(.*?)["']?$/s.exec(given) ?? []
        if (name !== undefined && text !== undefined) variables.set(name, { text, at: at('arguments') })
      }
    }
    const place = at('env_vars')
    for (const [name, value] of entriesOf(file.argument(body, 'env_vars')) ?? []) {
      const text = stringOf(value)
      if (text !== undefined) environment.set(name, { text, at: place })
    }
  }
  return { variableFiles, variables, environment }
}

/** Variable files that lie beside the unit, which Terraform reads by itself once they are copied over the module. */
export const filesBesideUnit = (unit: UnitContext, moduleDirectory: string): readonly string[] =>
  moduleDirectory === unit.home
    ? []
    : (unit.tree.list(unit.home) ?? [])
        .filter(({ name }) => /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(name))
        .flatMap(({ name }) => joinPath(unit.home, name) ?? [])
