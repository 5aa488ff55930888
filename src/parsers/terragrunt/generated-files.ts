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
    moduleDirectory === unit.unit ? [] : besideUnit(unit.tree, unit.unit),
  )
  const unknowns = new Map<string, { readonly value: HclValue; readonly at: SourceLocation }>()
  for (const { path, contents, yields, at } of generated) {
    const name = stringOf(path)
    const where = name === undefined ? undefined : joinPath(moduleDirectory, name)
    if (name === undefined || where === undefined || contents === undefined) continue
    if (yields && (files.has(name) || unit.tree.read(where) instanceof Uint8Array)) continue
    const text = textOf(withoutCheckout(contents), value => {
      const made = variable(unknowns.size)
      unknowns.set(made, { value, at })
      return made
    })
    if (text !== undefined) files.set(name, text)
    else
      unit.report({
        severity: 'warning',
        summary: 'Generated file is not known',
        detail: `What is generated as ${name} depends on ${contents.state === 'unknown' ? reasonOf(contents.cause).names : 'no text'}; it was left out.`,
        at,
      })
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
const textOf = (value: HclValue, declare: (value: HclValue) => string): string | undefined => {
  const known = stringOf(value)
  if (known !== undefined) return known
  if (value.state !== 'unknown' || value.cause.kind !== 'template') return undefined
  let text = ''
  for (const part of value.cause.parts) {
    const own = stringOf(part)
    if (own !== undefined) text += own
    else text += isQuoted(text) ? `\${var.${declare(part)}}` : `var.${declare(part)}`
  }
  return text
}

const isQuoted = (before: string): boolean => {
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return (line.replaceAll(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1
}
