import type { Diagnostic } from '../../model/diagnostic.ts'
import { type SourceLocation, startOf } from '../../model/source-location.ts'
import {
  baseName,
  directoryOf,
  joinPath,
  type ReadFailure,
  readText,
  type SourceTree,
} from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'
import type { ConfigDocuments } from './formats/config-node.ts'
import type { OpenIncluded } from './formats/hocon.ts'
import { readConfig } from './formats/read-config.ts'
import { embeddedSource, type TextSource, textSource } from './formats/text-source.ts'

/** One file of an app: its path below the app's root, its text, and its documents, read when first asked for. */
export interface AppFile {
  readonly path: string
  readonly source: TextSource
  documents(): readonly Value[]
  tags(): ReadonlyMap<Value, string>
}

export interface AppFiles {
  readonly root: string
  readonly all: readonly AppFile[]
  readonly diagnostics: Diagnostic[]
  get(path: string): AppFile | undefined
  matching(pattern: RegExp): readonly AppFile[]
  /** A file that stands inside another (a ConfigMap's entry): every place in it is the place of that entry. */
  embed(path: string, text: string, at: SourceLocation): AppFile
}

const passedOver =
  /^(node_modules|\.git|\.terraform|\.next|\.venv|venv|__pycache__|dist|build|target|vendor|coverage|tests?|__tests__|spec|testdata|fixtures|e2e|docs)$/
const notConfig =
  /(\.(test|spec|stories|d)\.[cm]?[jt]sx?|_test\.go|Tests?\.(cs|java|kt)|_spec\.rb|\.min\.js|\.map|-lock\.json|package-lock\.json|\.lock)$/
const wanted =
  /(?<![^/])(\.env[^/]*|[^/]+\.env|\.flaskenv|Dockerfile[^/]*|Procfile|CNAME)$|\.(ya?ml|json5?|jsonc|toml|properties|ini|cfg|conf|hocon|[cm]?[jt]sx?|py|rb|exs?|go|rs|cs|java|kts?|php|tf|tfvars|erb|enc|xml|csproj|gradle|mod|tpl)$|(?<![^/])(Gemfile|Pipfile|requirements\.txt|mix\.exs|go\.mod)$/

const mostFiles = 5_000
const mostBytes = 1_000_000
const mostBytesTogether = 64_000_000
const mostDirectories = 20_000

/** A file as it lies in the tree. Its text and documents do not depend on the environment: they are read once for all of them. */
interface TreeFile {
  readonly source: TextSource
  documents(): ConfigDocuments
}

interface Listing {
  readonly files: readonly (TreeFile & { readonly path: string })[]
  readonly diagnostics: readonly Diagnostic[]
}

interface TreeCache {
  /** By their path in the tree: directories of apps lie in each other. `undefined`: too large. */
  readonly files: Map<string, TreeFile | ReadFailure | undefined>
  readonly listings: Map<string, Listing>
}

const caches = new WeakMap<SourceTree, TreeCache>()

const cacheOf = (tree: SourceTree): TreeCache => {
  const cache = caches.get(tree) ?? { files: new Map(), listings: new Map() }
  caches.set(tree, cache)
  return cache
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const treeFile = (path: string, source: TextSource, open?: OpenIncluded): TreeFile => ({
  source,
  documents: once(() => readConfig(path, source, open)),
})

/** An included file lies beside the one that includes it; without an ending it may have one of three. */
const openBeside =
  (tree: SourceTree, path: string): OpenIncluded =>
  name => {
    const beside = joinPath(directoryOf(path), name)
    const paths = beside === undefined ? [] : ['', '.conf', '.json'].map(ending => beside + ending)
    for (const one of paths) {
      const file = readFile(tree, one)
      if (file !== undefined && 'source' in file && one !== path) return file.source
    }
    return undefined
  }

const readFile = (tree: SourceTree, path: string): TreeFile | ReadFailure | undefined => {
  const { files } = cacheOf(tree)
  if (!files.has(path)) {
    const text = readText(tree, path)
    files.set(
      path,
      typeof text !== 'string'
        ? text
        : text.length > mostBytes
          ? undefined
          : treeFile(path, textSource(path, text), openBeside(tree, path)),
    )
  }
  return files.get(path)
}

/** What may matter of an app's directory. Tests, dependencies and build output are passed over. */
const listFiles = (tree: SourceTree, root: string): Listing => {
  const { listings } = cacheOf(tree)
  const present = listings.get(root)
  if (present !== undefined) return present
  const diagnostics: Diagnostic[] = []
  const files: (TreeFile & { readonly path: string })[] = []
  let bytes = 0
  const directories = ['']
  for (let seen = 0; seen < mostDirectories && files.length < mostFiles && bytes < mostBytesTogether; seen += 1) {
    const next = directories.shift()
    if (next === undefined) break
    for (const entry of tree.list(joinPath(root, next) ?? root) ?? []) {
      const path = next === '' ? entry.name : `${next}/${entry.name}`
      if (entry.kind === 'directory') {
        if (!passedOver.test(entry.name)) directories.push(path)
      } else if (wanted.test(path) && !notConfig.test(path)) {
        const file = joinPath(root, path) ?? path
        const read = readFile(tree, file)
        if (read === undefined) continue
        if ('failure' in read) {
          if (read.failure !== 'missing') diagnostics.push(notRead(file, read.why))
          continue
        }
        bytes += read.source.text.length
        files.push({ ...read, path })
      }
    }
  }
  if (directories.length > 0) diagnostics.push(leftOut(root, files.length))
  files.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0))
  const listing = { files, diagnostics }
  listings.set(root, listing)
  return listing
}

/** The files of an app's directory, those nearest to its root first where there are too many. */
export const readAppFiles = (tree: SourceTree, dir: string): AppFiles => {
  const root = rootOf(tree, dir)
  const listing = listFiles(tree, root)
  const diagnostics = [...listing.diagnostics]
  const all = listing.files.map(file => appFile(file.path, file, diagnostics))
  const byPath = new Map(all.map(file => [file.path, file]))
  return {
    root,
    all,
    diagnostics,
    get: path => byPath.get(path),
    matching: pattern => all.filter(file => pattern.test(file.path)),
    embed: (path, text, at) => {
      const file = appFile(path, treeFile(path, embeddedSource(text, at)), diagnostics)
      all.push(file)
      byPath.set(path, file)
      return file
    },
  }
}

/** A file as one environment sees it: what is wrong with it is told to whoever reads it. */
const appFile = (path: string, { source, documents: read }: TreeFile, diagnostics: Diagnostic[]): AppFile => {
  const documents = once(() => {
    const found = read()
    diagnostics.push(...found.diagnostics)
    return found
  })
  return { path, source, documents: () => documents().documents, tags: () => documents().tags ?? new Map() }
}

const leftOut = (root: string, count: number): Diagnostic => ({
  severity: 'warning',
  summary: 'Too many files for one app',
  detail: `Of ${root === '' ? 'this directory' : root} the ${count} files nearest to its top were read. Name the app's own directory in sotsu.yaml.`,
  at: startOf(root),
})

const notRead = (file: string, why: string): Diagnostic => ({
  severity: 'error',
  summary: 'Cannot read this file',
  detail: `${why}. Its settings are left out; make the file readable or exclude it.`,
  at: startOf(file),
})

const manifests =
  /^(package\.json|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|go\.mod|Gemfile|pyproject\.toml|requirements\.txt|mix\.exs|composer\.json)$/

/** An app may be named by its config directory: its root is then the directory above, where its manifest stands. */
const rootOf = (tree: SourceTree, dir: string): string => {
  const root = joinPath(dir) ?? ''
  const hasManifest = (path: string): boolean =>
    (tree.list(path) ?? []).some(entry => entry.kind === 'file' && manifests.test(entry.name))
  if (!/^(config|conf|settings|resources)$/.test(baseName(root)) || hasManifest(root)) return root
  const above = directoryOf(root)
  return hasManifest(above) ? above : root
}
