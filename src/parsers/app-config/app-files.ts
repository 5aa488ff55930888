import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { baseName, directoryOf, joinPath, readText, type SourceTree } from '../../model/source-tree.ts'
import type { Value } from '../../model/value.ts'
import type { ConfigDocuments } from './formats/config-node.ts'
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
  /(^|\/)(\.env[^/]*|[^/]+\.env|\.flaskenv|Dockerfile[^/]*|Procfile|CNAME)$|\.(ya?ml|json5?|jsonc|toml|properties|ini|cfg|conf|hocon|[cm]?[jt]sx?|py|rb|exs?|go|rs|cs|java|kts?|php|tf|tfvars|erb|enc|xml|csproj|gradle|mod|tpl)$|(^|\/)(Gemfile|Pipfile|requirements\.txt|mix\.exs|go\.mod)$/

const mostFiles = 5_000
const mostBytes = 1_000_000

/** Reads what may matter of an app's directory. Tests, dependencies and build output are passed over. */
export const readAppFiles = (tree: SourceTree, dir: string): AppFiles => {
  const root = rootOf(tree, dir)
  const diagnostics: Diagnostic[] = []
  const all: AppFile[] = []
  const byPath = new Map<string, AppFile>()
  const add = (file: AppFile): AppFile => {
    all.push(file)
    byPath.set(file.path, file)
    return file
  }
  const directories = ['']
  for (let next = directories.pop(); next !== undefined && all.length < mostFiles; next = directories.pop()) {
    const entries = tree.list(joinPath(root, next) ?? root) ?? []
    for (const entry of entries) {
      const path = next === '' ? entry.name : `${next}/${entry.name}`
      if (entry.kind === 'directory') {
        if (!passedOver.test(entry.name)) directories.push(path)
      } else if (wanted.test(path) && !notConfig.test(path)) {
        const file = joinPath(root, path) ?? path
        const text = readText(tree, file)
        if (typeof text === 'string' && text.length <= mostBytes)
          add(lazyFile(path, textSource(file, text), diagnostics))
        else if (typeof text !== 'string' && text.failure !== 'missing') {
          diagnostics.push(notRead(file, text.why))
        }
      }
    }
  }
  all.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0))
  return {
    root,
    all,
    diagnostics,
    get: path => byPath.get(path),
    matching: pattern => all.filter(file => pattern.test(file.path)),
    embed: (path, text, at) => add(lazyFile(path, embeddedSource(text, at), diagnostics)),
  }
}

const lazyFile = (path: string, source: TextSource, diagnostics: Diagnostic[]): AppFile => {
  let read: ConfigDocuments | undefined
  const documents = (): ConfigDocuments => {
    if (read === undefined) {
      read = readConfig(path, source)
      diagnostics.push(...read.diagnostics)
    }
    return read
  }
  return { path, source, documents: () => documents().documents, tags: () => documents().tags ?? new Map() }
}

const notRead = (file: string, why: string): Diagnostic => ({
  severity: 'error',
  summary: 'Cannot read this file',
  detail: `${why}. Its settings are left out; make the file readable or exclude it.`,
  at: { file, start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 }, path: [] },
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
