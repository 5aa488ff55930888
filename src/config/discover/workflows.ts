import { isEnvironmentWord } from '../../model/environment-names.ts'
import { joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { EnvironmentConfig } from '../resolved-config.ts'
import { readVariableFile } from '../variable-files.ts'
import { canonicalName } from './names.ts'
import type { WalkedDirectory } from './walk.ts'

export interface WorkflowVariables {
  readonly variables: EnvironmentConfig['variables']
  readonly unknownVariables: NonNullable<EnvironmentConfig['unknownVariables']>
  readonly because: readonly string[]
}

const isWorkflow = (file: string): boolean => /\.ya?ml$/i.test(file)

/** What Terraform and Terragrunt read of a process environment; the rest of a workflow's variables is its own. */
const isOfTerraform = (name: string): boolean =>
  /^TF_VAR_./.test(name) || name === 'TF_WORKSPACE' || name === 'AWS_REGION' || name === 'AWS_DEFAULT_REGION'

/** Environments that the words of a file's name speak of. */
const environmentsIn = (file: string): ReadonlySet<string> =>
  new Set(
    file
      .replace(/\.[^.]*$/, '')
      .split(/[-_.\s]+/)
      .filter(isEnvironmentWord)
      .map(canonicalName),
  )

/**
 * Variables that the workflows of one environment set: those whose file is named after it and after no other. Of two workflows that set a
 * variable to different values neither is believed.
 */
export const workflowVariables = (
  tree: SourceTree,
  directories: readonly WalkedDirectory[],
  environment: string,
  asked: ReadonlySet<string>,
): WorkflowVariables => {
  const workflows = directories.find(({ path }) => path === '.github/workflows')
  const own = (workflows?.files ?? []).filter(file => {
    const named = environmentsIn(file)
    return isWorkflow(file) && named.size === 1 && named.has(canonicalName(environment))
  })
  const variables = new Map<string, { readonly text: string; readonly at: EnvironmentAt }>()
  const unknownVariables = new Map<string, UnknownAt>()
  const because: string[] = []
  const contested = new Set<string>()
  for (const file of own) {
    const path = joinPath('.github/workflows', file) ?? file
    const read = readVariableFile(tree, path, () => [])
    const taken: string[] = []
    for (const { name, text, at } of read.known) {
      if (!isOfTerraform(name) && !asked.has(name)) continue
      const present = variables.get(name)
      if (present !== undefined && present.text !== text) contested.add(name)
      variables.set(name, { text, at })
      taken.push(name)
    }
    for (const { name, ...unknown } of read.unknown) {
      if (!isOfTerraform(name) && !asked.has(name)) continue
      unknownVariables.set(name, unknown)
      taken.push(name)
    }
    if (taken.length > 0) because.push(`${path}: sets ${[...new Set(taken)].join(', ')}`)
  }
  for (const name of contested) variables.delete(name)
  for (const name of variables.keys()) unknownVariables.delete(name)
  return { variables, unknownVariables, because }
}

type EnvironmentAt = EnvironmentConfig['variables'] extends ReadonlyMap<string, { readonly at: infer At }> ? At : never
type UnknownAt = NonNullable<EnvironmentConfig['unknownVariables']> extends ReadonlyMap<string, infer V> ? V : never
