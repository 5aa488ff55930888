import { joinPath } from '../../../model/source-tree.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import { getPath, mapScalars } from '../layers/merge.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import { joinText, textOf, unresolved, withText } from '../read-value.ts'
import type { Container } from './container.ts'

interface Service {
  readonly files: AppFiles
  readonly profile: string
  readonly variables: ReadonlyMap<string, Value>
  readonly document: Value
  /** Variables that lead to each other end here. */
  left: number
}

const innermost = /\$\{([^${}]*)\}/
const mostSteps = 2_000

/** A part of a document by its dotted path; the environment's own key under any of its common spellings. */
const within = (document: Value | undefined, path: string, service: Service): Value | undefined => {
  const { profile } = service
  let current = document
  for (const key of path.split('.').filter(part => part !== '')) {
    const names = spellingsOf(profile).includes(key.toLowerCase()) ? [key, ...spellingsOf(profile)] : [key]
    // What is asked for may be in a file that a variable names.
    const from = current?.kind === 'known' ? resolve(current, service) : current
    current = names.map(name => getPath(from, [name])).find(found => found !== undefined)
  }
  return current
}

/** One source of a variable: `self:custom.x`, `file(env.yml):staging`, `opt:stage`; `undefined` where it has nothing. */
const sourceValue = (text: string, at: Value, service: Service): Value | undefined => {
  const { files, profile, variables, document } = service
  const quoted = /^(['"])(.*)\1$/.exec(text)
  if (quoted) return withText(at, quoted[2] ?? '')
  const self = /^self:(.*)$/.exec(text)
  if (self) return within(document, self[1] ?? '', service)
  if (/^(opt|sls):stage$/.test(text)) return withText(at, profile)
  const file = /^file\(([^)]*)\)(?::(.*))?$/.exec(text)
  if (file) {
    const [read] = files.get(joinPath(file[1] ?? '') ?? '')?.documents() ?? []
    return within(read, file[2] ?? '', service)
  }
  const parameter = /^param:(.*)$/.exec(text)
  if (parameter) return parameterValue(parameter[1] ?? '', document, service) ?? unresolved('outside', text, at.from.at)
  const variable = /^env:(.*)$/.exec(text)
  if (variable) return variables.get(variable[1] ?? '')
  return /^(ssm|cf|s3|aws|secretsmanager|doppler|strToBool)/i.test(text)
    ? unresolved('outside', text, at.from.at)
    : undefined
}

/** A parameter of the stage, else of all stages. https://www.serverless.com/framework/docs/guides/parameters */
const parameterValue = (name: string, document: Value, service: Service): Value | undefined =>
  [...spellingsOf(service.profile), 'default']
    .map(stage => getPath(document, ['params', stage, name]) ?? getPath(document, ['stages', stage, 'params', name]))
    .find(found => found !== undefined)

/** `${source, fallback}`: the first of its sources that has something. */
const variableValue = (expression: string, at: Value, service: Service): Value => {
  for (const source of expression.split(/,\s*(?![^(]*\))/)) {
    const found = sourceValue(source.trim(), at, service)
    if (found !== undefined) return resolve(found, service)
  }
  return unresolved('outside', expression, at.from.at)
}

const resolveText = (value: Value, text: string, service: Service): Value => {
  service.left -= 1
  const found = innermost.exec(text)
  if (found === null || service.left < 0) return withText(value, text)
  const inner = variableValue(found[1] ?? '', value, service)
  if (found[0] === text) return inner
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)]
  const known = textOf(inner)
  if (known !== undefined) return resolveText(value, `${before}${known}${after}`, service)
  const parts = [
    ...(before === '' ? [] : [withText(value, before)]),
    inner,
    ...(after === '' ? [] : [resolveText(value, after, service)]),
  ]
  return joinText(parts, value.from.at)
}

const resolve = (value: Value, service: Service): Value =>
  mapScalars(value, scalar => {
    const text = textOf(scalar)
    return text?.includes('${') ? resolveText(scalar, text, service) : scalar
  })

/** The file of a Serverless Framework service that tells its functions something. */
export const serverlessFile = (files: AppFiles): string | undefined =>
  files
    .matching(/^serverless\.ya?ml$/)
    .find(file => getPath(file.documents()[0], ['provider', 'environment']) !== undefined)?.path

/** What the functions of a Serverless Framework service are told for a stage (Serverless docs, "Variables"). */
export const serverlessContainers = (
  files: AppFiles,
  profile: string,
  variables: ReadonlyMap<string, Value>,
): readonly Container[] => {
  const [file] = files.matching(/^serverless\.ya?ml$/)
  const [document] = file?.documents() ?? []
  if (document === undefined || getPath(document, ['provider']) === undefined) return []
  const service: Service = { files, profile, variables, document, left: mostSteps }
  const environmentAt = (path: readonly string[]): ReadonlyMap<string, Value> => {
    const written = getPath(document, path)
    const read = written && resolve(written, service)
    return read?.kind === 'map' ? read.entries : new Map()
  }
  const shared = environmentAt(['provider', 'environment'])
  const functions = getPath(document, ['functions'])
  const names = functions?.kind === 'map' ? [...functions.entries.keys()] : []
  const own = new Map(names.flatMap(name => [...environmentAt(['functions', name, 'environment'])]))
  const environment = new Map([...own, ...shared])
  return environment.size === 0 ? [] : [{ name: 'serverless', image: '', environment, command: [], from: 'serverless' }]
}
