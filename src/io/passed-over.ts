/**
 * Directories that hold no sources: version control, dependencies, working files of Terraform. What `terraform init` downloaded
 * (`.terraform/modules`) is source.
 */
export const isPassedOver = (directory: string, name: string): boolean => {
  if (name === '.git' || name === 'node_modules' || name === '.terragrunt-cache') return true
  return /(^|\/)\.terraform$/.test(directory) && name !== 'modules'
}
