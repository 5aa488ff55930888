import { baseName, joinPath } from '../../model/source-tree.ts'
import { environmentsAmong, isEnvironmentName, isPlainEnvironment, withoutNoise } from './names.ts'
import type { TerraformRoot } from './terraform-roots.ts'
import type { WalkedDirectory } from './walk.ts'

const stemOf = (file: string): string =>
  file.replace(/\.(auto\.)?tfvars(\.json)?$|\.tfbackend$|\.hcl$|\.config$|\.conf$/, '')
export const isVariableFile = (file: string): boolean =>
  /\.tfvars(\.json)?$/.test(file) && !/^terraform\.tfvars|\.auto\.tfvars/.test(file)
export const isBackendFile = (file: string): boolean =>
  /\.tfbackend$/.test(file) || /(^|[._-])backend([._-].*)?\.(hcl|config|conf)$/.test(file)

export interface NamedFile {
  readonly path: string
  readonly environment: string
}

/** Files below a root (but of no root below it) that carry an environment's name: in their own name, or in that of their directory. */
export const namedFiles = (
  root: TerraformRoot,
  roots: readonly TerraformRoot[],
  directories: readonly WalkedDirectory[],
  isWanted: (file: string) => boolean,
  known: ReadonlySet<string> = new Set(),
): { readonly named: readonly NamedFile[]; readonly unnamed: readonly string[] } => {
  const below = (directory: string, outer: string): boolean =>
    outer === '' || directory === outer || directory.startsWith(`${outer}/`)
  const inner = roots.filter(other => other !== root && below(other.directory, root.directory))
  const own = directories.filter(
    ({ path }) => below(path, root.directory) && !inner.some(other => below(path, other.directory)),
  )
  const files = own.flatMap(({ path, files: names }) =>
    names
      .filter(
        name =>
          isWanted(name) ||
          (path !== root.directory && /^terraform\.tfvars(\.json)?$/.test(name) && isWanted('x.tfvars')),
      )
      .map(name => ({ path: joinPath(path, name) ?? name, name, directory: path })),
  )
  const byName = environmentsAmong([...new Set(files.map(({ name }) => stemOf(name)))], { known })
  const byDirectory = environmentsAmong([...new Set(files.map(({ directory }) => baseName(directory)))])
  const named: NamedFile[] = []
  const unnamed: string[] = []
  for (const { path, name, directory } of files) {
    const environment =
      byName.get(stemOf(name)) ?? (directory === root.directory ? undefined : byDirectory.get(baseName(directory)))
    if (environment === undefined) unnamed.push(path)
    else named.push({ path, environment })
  }
  return { named, unnamed }
}

/** Composed names (`infra-dev`) that stand beside plain ones (`dev`) anywhere: there they are environments of their own. */
export const composedNames = (directories: readonly WalkedDirectory[]): ReadonlySet<string> =>
  new Set(
    directories.flatMap(({ files }) => {
      const stems = files
        .filter(file => isVariableFile(file) || isBackendFile(file))
        .map(file => withoutNoise(stemOf(file)))
      return stems.some(isPlainEnvironment)
        ? stems.filter(stem => !isPlainEnvironment(stem) && isEnvironmentName(stem))
        : []
    }),
  )
