import type { SourceTree } from '../../model/source-tree.ts'
import { joinPath, readText } from '../../model/source-tree.ts'

/**
 * Where a child module's files are. `outside`: a registry, a git repository, an archive that is not among the sources, or a path above the
 * repository's root.
 */
export type ModuleLocation =
  | { readonly kind: 'directory'; readonly directory: string }
  | { readonly kind: 'outside'; readonly why: string }

/** What `terraform init` wrote down: the directory of each module call, by its dotted path (`edge.listener`). */
export type ModuleManifest = ReadonlyMap<string, string>

const noManifest: ModuleManifest = new Map()

/** Only paths that begin so are local: https://developer.hashicorp.com/terraform/language/modules/sources#local-paths */
export const isLocalSource = (source: string): boolean =>
  source.startsWith('./') || source.startsWith('../') || source === '.' || source === '..'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a source could name a module at all: `vpc` is neither a local path nor a registry's `namespace/name/provider` nor a URL. */
export const isModuleSource = (source: string): boolean =>
  isLocalSource(source) || /[:@]/.test(source) || source.startsWith('/') || source.split('/').length >= 3

/** Reads `.terraform/modules/modules.json` below the root module. A manifest that cannot be read is as good as none. */
export const readModuleManifest = (tree: SourceTree, root: string): ModuleManifest => {
  const path = joinPath(root, '.terraform/modules/modules.json')
  const text = path === undefined ? undefined : readText(tree, path)
  if (typeof text !== 'string') return noManifest
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return noManifest
  }
  const { Modules: modules } = isRecord(content) ? content : {}
  const directories = new Map<string, string>()
  for (const module of Array.isArray(modules) ? modules : []) {
    if (!isRecord(module)) continue
    const { Key: key, Dir: dir } = module
    if (typeof key === 'string' && typeof dir === 'string' && key !== '') directories.set(key, dir)
  }
  return directories
}

/**
 * @param from the calling module's directory
 * @param call the call's dotted path from the root module
 */
export const locateModule = (
  source: string,
  from: string,
  call: string,
  root: string,
  manifest: ModuleManifest,
  tree: SourceTree,
): ModuleLocation => {
  if (isLocalSource(source)) {
    const directory = joinPath(from, source)
    return directory === undefined
      ? { kind: 'outside', why: 'it lies above the root of the repository' }
      : { kind: 'directory', directory }
  }
  const vendored = manifest.get(call)
  const directory = vendored === undefined ? undefined : joinPath(root, vendored)
  if (directory !== undefined && tree.list(directory) !== undefined) return { kind: 'directory', directory }
  return { kind: 'outside', why: 'its files are not in the repository' }
}
