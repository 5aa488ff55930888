/** How a deployment is written down; nothing of it changes what is deployed. */
export interface Style {
  readonly services: 'resources' | 'modules'
  readonly rules: 'blocks' | 'for_each' | 'count'
  readonly values: 'literals' | 'variables' | 'locals'
  readonly files: 'one' | 'by-subject'
  readonly order: 'written' | 'reversed'
  /** Put before the names of Terraform's resources, CloudFormation's logical ids and keys of `for_each`. */
  readonly prefix: string
  readonly containers: 'jsonencode' | 'heredoc'
  readonly variableFiles: 'one' | 'split'
  readonly template: 'short-yaml' | 'long-yaml' | 'json'
  readonly toml: 'tables' | 'dotted'
  readonly yaml: 'nested' | 'dotted'
  readonly dotenv: 'plain' | 'quoted' | 'reversed'
}

export const plainStyle: Style = {
  services: 'resources',
  rules: 'blocks',
  values: 'literals',
  files: 'one',
  order: 'written',
  prefix: '',
  containers: 'jsonencode',
  variableFiles: 'one',
  template: 'short-yaml',
  toml: 'tables',
  yaml: 'nested',
  dotenv: 'plain',
}
