import type { SourceLocation } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import { joinPath } from '../../model/source-tree.ts'
import type { HclValue } from '../hcl/value.ts'
import { reasonOf, stringOf } from '../hcl/value-access.ts'
import { withoutCheckout } from './checkout-path.ts'
import type { UnitContext } from './unit-context.ts'
import type { GeneratedFile } from './unit-settings.ts'

/** Files to lay over a module, and the variables that stand in them for what is not known. */
export interface Overlay {
  readonly files: ReadonlyMap<string, string | Uint8Array>
  readonly unknowns: ReadonlyMap<string, { readonly value: HclValue; readonly at: SourceLocation }>
}

const variable = (index: number): string => `generated_unknown_${index}`
const declarations = 'generated_unknowns.tf'

/** What Terragrunt adds to a module: files from the unit's own directory, then those that it generates. */
export const overlayOf = (unit: UnitContext, moduleDirectory: string, generated: readonly GeneratedFile[]): Overlay => {
  const files = new Map<string, string | Uint8Array>(
    moduleDirectory === unit.home ? [] : besideUnit(unit.tree, unit.home),
  )
  const unknowns = new Map<string, { readonly value: HclValue; readonly at: SourceLocation }>()
  for (const { path, contents, yields, at } of generated) {
    const name = stringOf(path)
    const where = name === undefined ? undefined : joinPath(moduleDirectory, name)
    if (name === undefined || where === undefined || contents === undefined) continue
    if (yields && (files.has(name) || unit.tree.read(where) instanceof Uint8Array)) continue
    const leaveOut = (value: HclValue): void =>
      unit.report({
        severity: 'warning',
        summary: 'Generated file is not known',
        detail: `What is generated as ${name} depends on ${value.state === 'unknown' ? reasonOf(value.cause).names : 'no text'}; what does was left out.`,
        at,
      })
    const declare = (value: HclValue): string => {
      const made = variable(unknowns.size)
      unknowns.set(made, { value, at })
      return made
    }
    const text = textOf(withoutCheckout(contents), declare, leaveOut)
    if (text === undefined) leaveOut(contents)
    else files.set(name, text)
  }
  if (unknowns.size > 0) files.set(declarations, [...unknowns.keys()].map(name => `variable "${name}" {}\n`).join(''))
  return { files, unknowns }
}

/** Configuration that lies beside the unit's own; its variable files are given as such. */
const besideUnit = (tree: SourceTree, directory: string): readonly (readonly [string, Uint8Array])[] =>
  (tree.list(directory) ?? []).flatMap(({ name, kind }) => {
    if (kind !== 'file' || /^\.|\.hcl(\.json)?$|\.tfvars(\.json)?$/.test(name)) return []
    const content = tree.read(joinPath(directory, name) ?? name)
    return content instanceof Uint8Array ? [[name, content] as const] : []
  })

/** Text whose unknown parts are references to variables; where it is quoted or a heredoc already, as an interpolation. */
const textOf = (
  value: HclValue,
  declare: (value: HclValue) => string,
  leaveOut: (value: HclValue) => void,
): string | undefined => {
  const known = stringOf(value)
  if (known !== undefined) return known
  if (value.state !== 'unknown' || value.cause.kind !== 'template') return undefined
  let text = ''
  for (const part of value.cause.parts) {
    const own = stringOf(part)
    if (own !== undefined) text += own
    else if (isQuoted(text)) text += `\${var.${declare(part)}}`
    else if (isWithinArgument(text)) text += `var.${declare(part)}`
    else leaveOut(part)
  }
  return text
}

/** Not where an argument or block would have to begin. */
const isWithinArgument = (before: string): boolean => before.slice(before.lastIndexOf('\n') + 1).trim() !== ''

const isQuoted = (before: string): boolean => {
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return (line.replaceAll(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1
}
