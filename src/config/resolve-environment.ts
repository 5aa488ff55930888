import type { Diagnostic } from '../model/diagnostic.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { joinPath, type SourceTree } from '../model/source-tree.ts'
import { ConfigError } from './config-error.ts'
import type { SotsuDocument } from './read-sotsu-yaml.ts'
import type { EnvironmentConfig, UnknownVariable } from './resolved-config.ts'
import type { EnvironmentYaml } from './sotsu-yaml.ts'
import { type ReadDotenv, readVariableFile } from './variable-files.ts'

type Given<T> = ReadonlyMap<string, { readonly value: T; readonly at: SourceLocation }>

/** Whether `sotsu.yaml` says of the environment what it is made of. */
export const namesSources = (environment: EnvironmentYaml | null): boolean =>
  [environment?.terraform, environment?.terragrunt, environment?.cloudformation, environment?.apps].some(
    sources => (sources ?? []).length > 0,
  )

/** One environment as `sotsu.yaml` has it. A path that leads to nothing is a diagnostic; one that leaves the repository a `ConfigError`. */
export const resolveEnvironment = (
  tree: SourceTree,
  document: SotsuDocument,
  name: string,
  given: EnvironmentYaml,
  readDotenv: ReadDotenv,
): { readonly environment: EnvironmentConfig; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = []
  const locate = (...path: readonly PropertyKey[]): SourceLocation => document.locate('environments', name, ...path)

  const inside = (path: string, at: SourceLocation): string => {
    const normal = path.startsWith('/') ? undefined : joinPath(path)
    if (normal !== undefined) return normal
    const what = `"${path}" leads outside the repository`
    const fix = 'Write a path relative to the repository’s root'
    throw new ConfigError([{ file: at.file, line: at.start.line, at: at.path.join('.'), what, fix }])
  }
  const absent = (what: string, path: string, at: SourceLocation): void => {
    const detail = `There is no ${what} "${path}". Correct the path in ${document.file}, or take the entry out.`
    diagnostics.push({ severity: 'error', summary: `No such ${what}`, detail, at })
  }
  const directory = (path: string, at: SourceLocation): string => {
    const normal = inside(path, at)
    if (tree.list(normal) === undefined) absent('directory', path, at)
    return normal
  }
  const file = (path: string, at: SourceLocation): string => {
    const normal = inside(path, at)
    const read = tree.read(normal)
    if (!(read instanceof Uint8Array) && read.failure === 'missing') absent('file', path, at)
    return normal
  }
  const files = (paths: readonly string[] | null | undefined, ...at: readonly PropertyKey[]): readonly string[] =>
    (paths ?? []).map((path, index) => file(path, locate(...at, index)))
  const values = <T>(
    entries: Readonly<Record<string, T>> | null | undefined,
    ...at: readonly PropertyKey[]
  ): Given<T> => new Map(Object.entries(entries ?? {}).map(([key, value]) => [key, { value, at: locate(...at, key) }]))

  const terraform = (given.terraform ?? []).map((source, index) => {
    const at = ['terraform', index] as const
    const hasPlan = Boolean(source.planFile ?? source.stateFile)
    return {
      // A plan or state is enough by itself: the directory only names it then.
      dir: hasPlan ? inside(source.dir, locate(...at, 'dir')) : directory(source.dir, locate(...at, 'dir')),
      varFiles: files(source.varFiles, ...at, 'varFiles'),
      ...(source.backendFiles ? { backendFiles: files(source.backendFiles, ...at, 'backendFiles') } : {}),
      vars: values<unknown>(source.vars, ...at, 'vars'),
      only: source.only ?? [],
      ...(source.workspace ? { workspace: source.workspace } : {}),
      ...(source.planFile ? { planFile: file(source.planFile, locate(...at, 'planFile')) } : {}),
      ...(source.stateFile ? { stateFile: file(source.stateFile, locate(...at, 'stateFile')) } : {}),
    }
  })
  const terragrunt = (given.terragrunt ?? []).map(({ dir }, index) => ({
    dir: directory(dir, locate('terragrunt', index, 'dir')),
  }))
  const cloudformation = (given.cloudformation ?? []).map((source, index) => {
    const at = ['cloudformation', index] as const
    const parameters = values(source.parameters, ...at, 'parameters')
    return {
      // The CDK leaves a directory of templates.
      template: (tree.list(joinPath(source.template) ?? '') ? directory : file)(
        source.template,
        locate(...at, 'template'),
      ),
      parameterFiles: files(source.parameterFiles, ...at, 'parameterFiles'),
      parameters: new Map(
        [...parameters].map(([key, { value, at: where }]) => [
          key,
          { value: Array.isArray(value) ? value.join(',') : String(value), at: where },
        ]),
      ),
      ...(source.stackName ? { stackName: source.stackName } : {}),
    }
  })
  const apps = (given.apps ?? []).map((app, index) => ({
    name: app.name,
    dir: directory(app.dir, locate('apps', index, 'dir')),
    framework: app.framework ?? 'auto',
    profile: app.profile ?? name,
  }))

  const variables = new Map<string, { readonly text: string; readonly at: SourceLocation }>()
  const unknownVariables = new Map<string, UnknownVariable>()
  for (const [key, { value, at }] of values(given.variables, 'variables'))
    variables.set(key, { text: String(value), at })
  for (const [index, written] of (given.variableFiles ?? []).entries()) {
    const path = inside(written, locate('variableFiles', index))
    const read = readVariableFile(tree, path, readDotenv)
    diagnostics.push(...read.diagnostics)
    const taken = new Set([...variables.keys(), ...unknownVariables.keys()])
    for (const { name: key, text, at } of read.known) if (!taken.has(key)) variables.set(key, { text, at })
    for (const { name: key, ...unknown } of read.unknown)
      if (!taken.has(key) && !variables.has(key)) unknownVariables.set(key, unknown)
  }

  return {
    diagnostics,
    environment: {
      name,
      terraform,
      cloudformation,
      apps,
      variables,
      ...(terragrunt.length > 0 ? { terragrunt } : {}),
      ...(unknownVariables.size > 0 ? { unknownVariables } : {}),
      ...(given.region ? { region: given.region } : {}),
      ...(given.account ? { account: given.account } : {}),
    },
  }
}
