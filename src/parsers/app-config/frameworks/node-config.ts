import type { Value } from '../../../model/value.ts'
import type { AppFile, AppFiles } from '../app-files.ts'
import { emptyMap } from '../formats/config-node.ts'
import { readJson } from '../formats/json.ts'
import { readJson5 } from '../formats/json5.ts'
import { embeddedSource } from '../formats/text-source.ts'
import { getPath, leaves, mergeLayers, replaceLists, setPath } from '../layers/merge.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import { isAbsent, textOf } from '../read-value.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

/** All files of one stem load, in this order. */
const extensions = ['js', 'cjs', 'mjs', 'ts', 'json', 'json5', 'jsonc', 'toml', 'yaml', 'yml', 'properties']

/** Lowest precedence first; `local` stands over the deployment. */
const stems = (deployments: readonly string[], instance: string | undefined): readonly string[] => [
  'default',
  ...(instance === undefined ? [] : [`default-${instance}`]),
  ...deployments.flatMap(name => [name, ...(instance === undefined ? [] : [`${name}-${instance}`])]),
  'local',
  ...(instance === undefined ? [] : [`local-${instance}`]),
  ...deployments.flatMap(name => [`local-${name}`, ...(instance === undefined ? [] : [`local-${name}-${instance}`])]),
]

const documentOf = (file: AppFile, app: AppContext): Value | undefined => {
  if (/\.[cm]?[jt]s$/.test(file.path)) {
    const code = app.program.files.find(other => other.file === file.source.file)
    return code?.defaultExport && app.program.evaluate(code.defaultExport)
  }
  // JSON files are read as JSON5 is: comments, trailing commas and bare keys are fine.
  if (!/\.json[5c]?$/.test(file.path)) return file.documents()[0]
  const strict = readJson(file.source)
  return strict.diagnostics.length === 0
    ? strict.documents[0]
    : (readJson5(file.source).documents[0] ?? file.documents()[0])
}

const loadNodeConfig = (app: AppContext): Value => {
  const { files, environment } = app
  const directory = (textOf(environment.get('NODE_CONFIG_DIR')) ?? directoryOf(files))
    .replace(/^\.?\/+/, '')
    .replace(/\/$/, '')
  const named = textOf(environment.get('NODE_CONFIG_ENV')) ?? textOf(environment.get('NODE_ENV'))
  const exists = (name: string): boolean =>
    extensions.some(extension => files.get(`${directory}/${name}.${extension}`) !== undefined)
  const deployments = named?.split(',') ?? [spellingsOf(app.profile).find(exists) ?? app.profile]
  let tree: Value = emptyMap({
    file: `${directory}/default`,
    start: { line: 1, column: 1, offset: 0 },
    end: { line: 1, column: 1, offset: 0 },
    path: [],
  })
  for (const stem of stems(deployments, textOf(environment.get('NODE_APP_INSTANCE')))) {
    for (const extension of extensions) {
      const file = files.get(`${directory}/${stem}.${extension}`)
      const document = file && documentOf(file, app)
      if (document !== undefined) tree = mergeLayers(tree, document, replaceLists)
    }
  }
  const given = environment.get('NODE_CONFIG')
  const parsed = given && parseJson(given)
  if (parsed !== undefined) tree = mergeLayers(tree, parsed, replaceLists)
  for (const extension of extensions) {
    const file = files.get(`${directory}/custom-environment-variables.${extension}`)
    const mapping = file && documentOf(file, app)
    if (mapping !== undefined) tree = applyMapping(tree, mapping, environment)
  }
  return tree
}

const directoryOf = (files: AppFiles): string => {
  const found = files.matching(/(^|\/)config\/(default|custom-environment-variables)\.\w+$/)[0]?.path
  return found?.slice(0, found.lastIndexOf('/')) ?? 'config'
}

const parseJson = (value: Value): Value | undefined => {
  const text = textOf(value)
  return text === undefined ? undefined : readJson(embeddedSource(text, value.from.at)).documents[0]
}

/** Names of variables at the places they set. An empty variable sets nothing. */
const applyMapping = (under: Value, mapping: Value, environment: ReadonlyMap<string, Value>): Value => {
  let tree = under
  for (const [path, leaf] of leaves(mapping)) {
    const isFormatted = path.at(-1) === '__name'
    const place = isFormatted ? path.slice(0, -1) : path
    if (path.at(-1) === '__format') continue
    const value = environment.get(textOf(leaf) ?? '')
    if (value === undefined || isAbsent(value) || textOf(value) === '') continue
    const format = isFormatted ? textOf(getPath(mapping, [...place, '__format'])) : undefined
    const parsed = format === 'json' || format === 'yaml' ? parseJson(value) : value
    if (parsed !== undefined) tree = setPath(tree, place, withOrigins(parsed, value))
  }
  return tree
}

const withOrigins = (parsed: Value, value: Value): Value =>
  parsed === value ? value : { ...parsed, from: { ...parsed.from, origins: value.from.origins } }

export const nodeConfig: Framework = {
  name: 'node-config',
  aliases: ['config'],
  recognise: files =>
    files.matching(/(^|\/)config\/custom-environment-variables\.\w+$/)[0]?.path ??
    (files.all.some(
      file => /\.[cm]?[jt]sx?$/.test(file.path) && /(from|require\()\s*['"]config['"]/.test(file.source.text),
    )
      ? files.matching(/(^|\/)config\/default\.\w+$/)[0]?.path
      : undefined),
  load: (app): FrameworkSettings => {
    const tree = loadNodeConfig(app)
    return {
      tree,
      name: (name, _file, from) => (from === 'config' || (from === undefined && name === 'config') ? tree : undefined),
    }
  },
}
