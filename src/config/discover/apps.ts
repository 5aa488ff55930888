import { environmentRole } from '../../model/environment-names.ts'
import { baseName, directoryOf, joinPath, readText, type SourceTree } from '../../model/source-tree.ts'
import type { Detectors } from './detectors.ts'
import { environmentsAmong, isPlainEnvironment } from './names.ts'
import type { WalkedDirectory } from './walk.ts'

/** An application, and the profiles that its files name: profile → the file that does. */
export interface FoundApp {
  readonly name: string
  readonly dir: string
  readonly profiles: ReadonlyMap<string, string>
  /** Profiles whose names say nothing: they stand where the names of environments stand. */
  readonly unnamed: ReadonlySet<string>
  readonly because: string
}

const manifests =
  /^(package\.json|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|go\.mod|Gemfile|pyproject\.toml|requirements\.txt|mix\.exs|composer\.json|Pipfile|.*\.csproj)$/

/** Files that are named by a profile, as frameworks name them: the profile is the first group. */
const profiled: readonly { readonly in?: RegExp; readonly file: RegExp }[] = [
  { file: /^\.env\.(?!(?:local|example|sample|template|dist|defaults?|schema)$)([\w-]+?)(?:\.local)?$/ },
  { file: /^([\w-]+)\.env$/ },
  { file: /^application-([\w-]+)\.(?:ya?ml|properties|json|toml)$/ },
  { file: /^appsettings\.([\w-]+)\.json$/ },
  {
    in: /(^|\/)(config|conf|configs|settings|environments?|env|profiles|etc)(\/[^/]+)?$/,
    file: /^(?:config|settings|env|environment|app|application)?[._-]?([\w-]+)\.(?:toml|ya?ml|json5?|jsonc|properties|ini|conf|hocon|[cm]?[jt]s|py|rb|exs|php)$/,
  },
  {
    in: /(^|\/)(config|conf|settings|environments?|env|src|app)$/,
    file: /^(?:config|settings|environment|env|application)[._-]([\w-]+)\.(?:toml|ya?ml|json5?|properties|ini|conf|[cm]?[jt]s|py|rb|exs)$/,
  },
]

/** `CODE.public.conf`: what stands before it beside two environments is one too, whatever it is called. */
const published = /^([\w-]+)\.(?:public|private)\.(?:conf|hocon|ya?ml|json5?|toml|properties)$/
const sharedByAll = /^(common|shared|default|base|reference|application|local|test|example|sample|template)$/i

const publishedIn = (files: readonly string[]): { readonly named: boolean; readonly names: readonly string[] } => {
  const names = files.flatMap(file => published.exec(file)?.[1] ?? [])
  return { named: new Set(names.filter(isPlainEnvironment)).size >= 2, names }
}

const profileOf = (directory: string, file: string): string | undefined => {
  const before = published.exec(file)?.[1]
  if (before !== undefined) return before
  for (const pattern of profiled) {
    if (pattern.in && !pattern.in.test(directory)) continue
    const profile = pattern.file.exec(file)?.[1]
    if (profile !== undefined) return profile
  }
  return undefined
}

const isBelow = (path: string, directory: string): boolean =>
  directory === '' || path === directory || path.startsWith(`${directory}/`)

/** A directory inside an app whose name only says where its configuration lies. */
const inner = /^(config|conf|configs|settings|environments?|env|profiles|src|main|resources|app|etc)$/i

const source = /\.([cm]?[jt]sx?|py|rb|go|rs|java|kt|php|exs?|cs|scala)$/
const workspaceFiles = ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json', 'rush.json', 'go.work']

/** Whether a manifest is that of a workspace. */
const gathersOthers = (tree: SourceTree, root: string): boolean => {
  const textOf = (file: string): string => {
    const text = readText(tree, joinPath(root, file) ?? file)
    return typeof text === 'string' ? text : ''
  }
  return (
    workspaceFiles.some(file => textOf(file) !== '') ||
    /"workspaces"\s*:/.test(textOf('package.json')) ||
    /^\[workspace\]/m.test(textOf('Cargo.toml')) ||
    /<modules>/.test(textOf('pom.xml'))
  )
}

/** Applications: a directory with a manifest (or with profile files), whose files name profiles or hold token settings. */
export const findApps = (
  tree: SourceTree,
  directories: readonly WalkedDirectory[],
  infrastructure: readonly string[],
  detectors: Detectors,
): readonly FoundApp[] => {
  const withManifest = directories
    .filter(({ files }) => files.some(file => manifests.test(file)))
    .map(({ path }) => path)
  const nearestManifest = (path: string): string | undefined =>
    withManifest.filter(root => isBelow(path, root)).toSorted((one, other) => other.length - one.length)[0]
  const outOf = (path: string): string => {
    let current = path
    while (inner.test(baseName(current))) current = directoryOf(current)
    return current
  }

  const unnamed = new Map<string, Set<string>>()
  const named = new Map<string, { readonly profile: string; readonly file: string }[]>()
  for (const { path, files } of directories) {
    if (infrastructure.some(directory => isBelow(path, directory))) continue
    const family = files.flatMap(file => {
      const profile = profileOf(path, file)
      return profile === undefined ? [] : [{ profile, file: joinPath(path, file) ?? file }]
    })
    const known = environmentsAmong(family.map(({ profile }) => profile))
    const company = publishedIn(files)
    const others = company.named
      ? company.names.filter(name => environmentRole(name) === undefined && !sharedByAll.test(name))
      : []
    const profiles = family.filter(
      ({ profile }) => (known.has(profile) && isPlainEnvironment(profile)) || others.includes(profile),
    )
    if (profiles.length === 0) continue
    const root = nearestManifest(path)
    const dir = root === undefined || root === '' ? outOf(path) : root
    unnamed.set(dir, new Set([...(unnamed.get(dir) ?? []), ...others]))
    named.set(dir, [...(named.get(dir) ?? []), ...profiles])
  }
  const services = new Set(
    directories.filter(({ files }) => files.some(file => /^serverless\.ya?ml$/.test(file))).map(({ path }) => path),
  )
  /** A service with tools beside it, which have manifests of their own; the top of a workspace only gathers others. */
  const holdsSources = (root: string): boolean =>
    directories.some(
      ({ path, files }) =>
        directoryOf(path) === root &&
        /^(src|app|lib|server)$/.test(baseName(path)) &&
        files.some(file => source.test(file)),
    ) && !gathersOthers(tree, root)
  const byContent = withManifest.filter(
    path =>
      !named.has(path) &&
      !infrastructure.some(directory => directory !== '' && isBelow(path, directory)) &&
      (services.has(path) ||
        holdsSources(path) ||
        !withManifest.some(other => other !== path && isBelow(other, path))) &&
      detectors.framework(tree, path) !== undefined,
  )
  const dirs = [...named.keys(), ...byContent].toSorted((one, other) => (one < other ? -1 : 1))
  const names = dirs.map(dir => baseName(dir) || 'app')
  return dirs.map((dir, index) => {
    const name = names[index] ?? 'app'
    const profiles = new Map((named.get(dir) ?? []).map(({ profile, file }) => [profile, file]))
    const because =
      profiles.size > 0
        ? `${dir || '.'}/: application config for ${[...profiles.keys()].join(', ')}`
        : `${dir || '.'}/: an application with token settings`
    return {
      name: names.filter(other => other === name).length > 1 ? dir.replaceAll('/', '-') : name,
      dir,
      profiles,
      unnamed: unnamed.get(dir) ?? new Set(),
      because,
    }
  })
}
