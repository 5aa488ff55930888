import { baseName, directoryOf, joinPath } from '../../../model/source-tree.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import { writtenAt } from '../formats/config-node.ts'
import { envFileEntries } from '../layers/dotenv-cascade.ts'
import { mapScalars } from '../layers/merge.ts'
import { resolvePlaceholders, unresolvedShell } from '../layers/placeholders.ts'
import { isEnvironmentName, sameEnvironment, spellingsOf } from '../layers/profile-names.ts'
import { textOf, withText } from '../read-value.ts'
import type { Container } from './container.ts'

const baseFile = /^(docker-)?compose\.ya?ml$/

/** The files of a project in `-f` order: COMPOSE_FILE, else the base with the environment's own file or the override. */
const projectFiles = (files: AppFiles, profile: string, shell: ReadonlyMap<string, Value>): readonly string[] => {
  const listed = textOf(shell.get('COMPOSE_FILE'))
  if (listed !== undefined && listed !== '') return listed.split(textOf(shell.get('COMPOSE_PATH_SEPARATOR')) ?? /[:;]/)
  const base =
    files.all.find(file => baseFile.test(file.path))?.path ??
    files.all.find(file => baseFile.test(file.path.split('/').at(-1) ?? ''))?.path
  if (base === undefined) return []
  const stem = base.replace(/\.ya?ml$/, '')
  const first = (names: readonly string[]): string | undefined =>
    names.flatMap(name => [`${stem}.${name}.yaml`, `${stem}.${name}.yml`]).find(path => files.get(path) !== undefined)
  const over = first(spellingsOf(profile)) ?? first(['override'])
  return over === undefined ? [base] : [base, over]
}

/** A service that is told by `local.env` runs on a developer's machine, whatever else its project says. */
const isOfOther =
  (profile: string) =>
  (path: string): boolean => {
    const [, before, after] = /^(?:([\w-]+)\.env|\.env\.([\w-]+))$/.exec(baseName(path)) ?? []
    const name = (before ?? after ?? '').replace(/\.local$/, '')
    return name !== '' && isEnvironmentName(name) && !sameEnvironment(profile, name)
  }

/** The services of a compose project as `docker compose` merges and interpolates it. */
export const composeContainers = (
  files: AppFiles,
  profile: string,
  variables: ReadonlyMap<string, Value>,
): readonly Container[] => {
  const dotenv = files.get('.env')
  const shell = new Map([...(dotenv ? envFileEntries(dotenv, name => variables.get(name)) : []), ...variables])
  const services = new Map<string, Service>()
  for (const path of projectFiles(files, profile, shell)) {
    const file = files.get(joinPath(path) ?? path)
    const [document] = file?.documents() ?? []
    const listed = document?.kind === 'map' ? document.entries.get('services') : undefined
    if (file === undefined || listed?.kind !== 'map') continue
    const interpolate = (value: Value): Value => {
      const resolved = mapScalars(value, scalar =>
        resolvePlaceholders(scalar, unresolvedShell, name => shell.get(name)),
      )
      const tag = file.tags().get(value)
      return tag === '!override' || tag === '!reset' ? ({ ...resolved, tag } as Tagged) : resolved
    }
    for (const [name, service] of listed.entries) {
      if (service.kind !== 'map') continue
      services.set(name, mergeService(services.get(name), service.entries, interpolate, directoryOf(path)))
    }
  }
  return [...services]
    .filter(([, { envFiles }]) => !envFiles.some(isOfOther(profile)))
    .map(([name, service]): Container => {
      const environment = new Map<string, Value>()
      for (const path of service.envFiles) {
        const file = files.get(path)
        if (file !== undefined)
          for (const [key, value] of envFileEntries(file, other => shell.get(other))) environment.set(key, value)
      }
      for (const [key, value] of service.environment) {
        if (value !== null) environment.set(key, value)
        else {
          const passed = shell.get(key)
          if (passed !== undefined) environment.set(key, passed)
        }
      }
      return { name, image: service.image, environment, command: service.command, from: 'compose' }
    })
}

type Tagged = Value & { readonly tag?: string }

interface Service {
  readonly image: string
  readonly command: readonly string[]
  readonly envFiles: readonly string[]
  /** null: the name alone, which passes the shell's variable on. */
  readonly environment: ReadonlyMap<string, Value | null>
}

const mergeService = (
  before: Service | undefined,
  entries: ReadonlyMap<string, Value>,
  interpolate: (value: Value) => Value,
  directory: string,
): Service => {
  const read = (key: string): Tagged | undefined => {
    const value = entries.get(key)
    return value && interpolate(value)
  }
  const environment = read('environment')
  const envFile = read('env_file')
  const keepsEnvironment = environment?.tag === undefined
  const paths = envFilesOf(envFile).flatMap(path => joinPath(directory, path) ?? [])
  return {
    image: textOf(read('image')) ?? before?.image ?? '',
    command: entries.has('command') ? wordsOf(read('command')) : (before?.command ?? []),
    envFiles: [
      ...(envFile?.tag === undefined ? (before?.envFiles ?? []) : []),
      ...(envFile?.tag === '!reset' ? [] : paths),
    ],
    environment: new Map([
      ...(keepsEnvironment ? (before?.environment ?? []) : []),
      ...(environment?.tag === '!reset' ? [] : variablesOf(environment)),
    ]),
  }
}

const envFilesOf = (value: Value | undefined): readonly string[] => {
  if (value?.kind === 'list') return value.items.flatMap(envFilesOf)
  if (value?.kind === 'map') return envFilesOf(value.entries.get('path'))
  const path = textOf(value)
  return path === undefined ? [] : [path]
}

const wordsOf = (value: Value | undefined): readonly string[] =>
  value?.kind === 'list' ? value.items.flatMap(item => textOf(item) ?? []) : (textOf(value)?.split(/\s+/) ?? [])

/** Both forms of `environment`: a map, or a list of `NAME=value` and `NAME`. */
const variablesOf = (value: Value | undefined): ReadonlyMap<string, Value | null> => {
  const variables = new Map<string, Value | null>()
  if (value?.kind === 'map') {
    for (const [name, item] of value.entries) {
      const from = writtenAt(item.from.at, name, 'environment-variable')
      if (item.kind !== 'known') variables.set(name, item)
      else
        variables.set(
          name,
          item.value === null
            ? null
            : withText(item, String(item.value), { ...from, origins: mergedOrigins(item, from) }),
        )
    }
  }
  if (value?.kind === 'list') {
    for (const item of value.items) {
      const first = item.kind === 'template' ? item.parts[0] : item
      const text = textOf(first)
      const split = text?.indexOf('=') ?? -1
      if (first === undefined || text === undefined) continue
      if (split === -1) {
        variables.set(text, null)
        continue
      }
      const name = text.slice(0, split)
      const rest = withText(first, text.slice(split + 1), writtenAt(first.from.at, name, 'environment-variable'))
      if (item.kind === 'template') {
        const parts = [rest, ...item.parts.slice(1)].filter(part => textOf(part) !== '')
        const [only] = parts
        variables.set(name, parts.length === 1 && only !== undefined ? only : { ...item, parts })
      } else variables.set(name, { ...rest, from: { ...rest.from, origins: mergedOrigins(item, rest.from) } })
    }
  }
  return variables
}

/** What an interpolated variable flowed from, behind the place in the compose file. */
const mergedOrigins = (item: Value, from: Value['from']): Value['from']['origins'] => {
  const interpolated = item.from.origins.filter(
    origin => origin.kind === 'environment-variable' || origin.kind === 'argument',
  )
  return interpolated.length > 0 ? interpolated : from.origins
}
