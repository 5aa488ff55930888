import { relative, resolve, sep } from 'node:path'
import { UsageError } from '../config/config-error.ts'
import type { Discovery } from '../config/discover/discover.ts'
import { readSotsuYaml } from '../config/read-sotsu-yaml.ts'
import { resolveConfig } from '../config/resolve-config.ts'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { diskTree } from '../io/disk-tree.ts'
import { configName, findRoot, isDirectory } from '../io/find-root.ts'
import { unignoredTree } from '../io/unignored-tree.ts'
import { readText, type SourceTree } from '../model/source-tree.ts'
import { rules } from '../rules/index.ts'
import type { Rule } from '../rules/rule.ts'
import { detectors, dotenvVariables } from './detect/detectors.ts'
import type { Runtime } from './runtime.ts'

export interface RepositoryOptions {
  /** Where to look instead of the working directory. */
  readonly repository?: string | undefined
  /** A configuration file instead of the root's `sotsu.yaml`, relative to the working directory. */
  readonly config?: string | undefined
  /** Modules with rules, or directories of such, relative to the working directory. They are executed. */
  readonly rules?: readonly string[] | undefined
}

export interface Repository {
  readonly root: string
  readonly tree: SourceTree
  readonly config: ResolvedConfig
  readonly discovery?: Discovery
  /** Beside sotsu's own. */
  readonly customRules: readonly Rule[]
}

export const openTree = (
  runtime: Runtime,
  { repository }: RepositoryOptions = {},
): { readonly root: string; readonly tree: SourceTree } => {
  const from = resolve(runtime.cwd, repository ?? '.')
  if (!isDirectory(from)) throw new UsageError(`there is no directory ${repository ?? from}`)
  const root = repository === undefined ? findRoot(from) : from
  return { root, tree: diskTree(root) }
}

/** A path that was given relative to the working directory, relative to the root; a `UsageError` when it lies outside. */
export const insideRoot = (runtime: Runtime, root: string, path: string): string => {
  const below = relative(root, resolve(runtime.cwd, path))
  if (below === '..' || below.startsWith(`..${sep}`) || resolve(below) === below)
    throw new UsageError(`${path} lies outside the repository`)
  return below.split(sep).join('/')
}

/** As Terraform takes it with -chdir: relative to the working directory, else to the root module. */
export const variableFileIn = (runtime: Runtime, root: string, directory: string, file: string): string => {
  const here = insideRoot(runtime, root, file)
  const there = `${directory === '' ? '' : `${directory}/`}${file}`
  const tree = diskTree(root)
  return tree.read(here) instanceof Uint8Array || !(tree.read(there) instanceof Uint8Array) ? here : there
}

/** Everything a command needs of the repository: its files, and what its environments are made of. */
export const openRepository = async (runtime: Runtime, options: RepositoryOptions): Promise<Repository> => {
  const { root, tree } = openTree(runtime, options)
  const file = options.config === undefined ? configName : insideRoot(runtime, root, options.config)
  const text = readText(tree, file)
  if (typeof text !== 'string' && (options.config !== undefined || text.failure !== 'missing'))
    throw new UsageError(`cannot read ${file}: ${text.why}`)
  const { rules: paths = [] } = options
  const customRules =
    paths.length === 0 ? [] : await (await import('./custom-rules.ts')).loadCustomRules(runtime.cwd, paths)
  return repositoryOf(root, tree, file, customRules)
}

/** The same of any tree; without the configuration file, by discovery. */
export const repositoryOf = async (
  root: string,
  tree: SourceTree,
  file: string = configName,
  customRules: readonly Rule[] = [],
): Promise<Repository> => {
  const text = readText(tree, file)
  const document = typeof text === 'string' ? readSotsuYaml(file, text) : undefined
  const { config, discovery } = await resolveConfig(unignoredTree(tree), document, {
    detectors,
    readDotenv: dotenvVariables,
    knownRules: [...rules, ...customRules].map(({ id }) => id),
  })
  return { root, tree, config, customRules, ...(discovery ? { discovery } : {}) }
}
