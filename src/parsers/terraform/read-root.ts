import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { startOf } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import { normalizePath } from '../../model/source-tree.ts'
import type { GivenArgument, GivenValue, UnknownVariable } from './given-values.ts'
import { collectGivenValues } from './given-values.ts'
import { loadModuleTree } from './load-module-tree.ts'
import type { ModuleTree } from './module-config.ts'
import type { Assignments } from './read-assignments.ts'
import { readBackendFiles } from './read-assignments.ts'

export interface RootInput {
  readonly tree: SourceTree
  /** The root module, relative to the root of the tree. */
  readonly dir: string
  /** Relative to the root of the tree, later ones winning; besides terraform.tfvars and *.auto.tfvars, which are always read. */
  readonly varFiles?: readonly string[]
  /** What `terraform init -backend-config=…` is given, relative to the root of the tree, later ones winning. */
  readonly backendFiles?: readonly string[]
  /** They win over files. */
  readonly vars?: ReadonlyMap<string, GivenArgument>
  /** The process environment: `TF_VAR_…`, `TF_WORKSPACE`, and `AWS_REGION` or `AWS_DEFAULT_REGION` for providers that say no region. */
  readonly environmentVariables?: ReadonlyMap<string, { readonly text: string; readonly at: SourceLocation }>
  /** Variables of the process environment that are set to something outside the repository. */
  readonly unknownVariables?: ReadonlyMap<string, UnknownVariable>
}

/** A root module as it is written, and what its variables are given; without a module where there is no such directory. */
export type ReadRoot =
  | {
      readonly module: ModuleTree
      readonly given: ReadonlyMap<string, GivenValue>
      readonly backend: Assignments['values']
      readonly diagnostics: readonly Diagnostic[]
    }
  | { readonly module?: undefined; readonly diagnostics: readonly Diagnostic[] }

/** Reads every file that a root module is made of and evaluates nothing. */
export const readRoot = async (input: RootInput): Promise<ReadRoot> => {
  const {
    tree,
    dir,
    varFiles = [],
    backendFiles = [],
    vars = new Map(),
    environmentVariables = new Map(),
    unknownVariables = new Map(),
  } = input
  const directory = normalizePath(dir) ?? dir
  const loaded = await loadModuleTree(tree, directory)
  if (loaded === undefined) {
    const detail = `There is no directory "${dir}" to read a root module from.`
    return { diagnostics: [{ severity: 'error', summary: 'No such directory', detail, at: startOf(directory) }] }
  }
  const { module } = loaded
  const { values, diagnostics } = await collectGivenValues(
    { tree, directory, variableFiles: varFiles, variables: vars, environmentVariables, unknownVariables },
    module.config.variables,
  )
  const backend = await readBackendFiles(tree, backendFiles)
  return {
    module,
    given: values,
    backend: backend.values,
    diagnostics: [...loaded.diagnostics, ...diagnostics, ...backend.diagnostics],
  }
}
