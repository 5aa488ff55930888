import type { SourceTree } from '../../model/source-tree.ts'
import { joinPath } from '../../model/source-tree.ts'

export interface ModuleFiles {
  /** In name order, which is the order in which Terraform reads them. */
  readonly primary: readonly string[]
  /** `override.tf`, `*_override.tf` and their JSON forms: merged over the primary files, in name order. */
  readonly overrides: readonly string[]
}

/** Editors' leftovers and hidden files, as Terraform ignores them. */
const isIgnored = (name: string): boolean =>
  name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'))

const extensions = ['.tf.json', '.tofu.json', '.tf', '.tofu'] as const

const extensionOf = (name: string): (typeof extensions)[number] | undefined =>
  isIgnored(name) ? undefined : extensions.find(extension => name.endsWith(extension))

const isOverride = (stem: string): boolean => stem === 'override' || stem.endsWith('_override')

/**
 * The configuration files of a module's directory; `undefined` when there is no such directory. OpenTofu reads `x.tofu` in place of `x.tf`.
 * https://developer.hashicorp.com/terraform/language/files, https://opentofu.org/docs/language/files/
 */
export const moduleFiles = (tree: SourceTree, directory: string): ModuleFiles | undefined => {
  const entries = tree.list(directory)
  if (entries === undefined) return undefined
  const names = new Set(entries.filter(entry => entry.kind === 'file').map(entry => entry.name))
  const primary: string[] = []
  const overrides: string[] = []
  for (const name of names) {
    const extension = extensionOf(name)
    const path = joinPath(directory, name)
    if (extension === undefined || path === undefined) continue
    const stem = name.slice(0, -extension.length)
    if (extension.startsWith('.tf') && names.has(stem + extension.replace('.tf', '.tofu'))) continue
    if (isOverride(stem)) overrides.push(path)
    else primary.push(path)
  }
  return { primary, overrides }
}
