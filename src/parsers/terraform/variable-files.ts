import type { SourceTree } from '../../model/source-tree.ts'
import { joinPath } from '../../model/source-tree.ts'
import { compareText } from '../hcl/value-constructors.ts'

const isAutomatic = (name: string): boolean => name.endsWith('.auto.tfvars') || name.endsWith('.auto.tfvars.json')

/**
 * The variable files that Terraform reads by itself, later ones winning: terraform.tfvars, its JSON form, then `*.auto.tfvars` and
 * `*.auto.tfvars.json` in one bytewise order of names.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export const automaticVariableFiles = (tree: SourceTree, directory: string): readonly string[] => {
  const names = (tree.list(directory) ?? []).filter(entry => entry.kind === 'file').map(entry => entry.name)
  const usual = ['terraform.tfvars', 'terraform.tfvars.json'].filter(name => names.includes(name))
  const automatic = names.filter(isAutomatic).sort(compareText)
  return [...usual, ...automatic].flatMap(name => joinPath(directory, name) ?? [])
}
