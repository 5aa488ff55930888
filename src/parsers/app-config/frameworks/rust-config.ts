import { startOf } from '../../../model/source-location.ts'
import { baseName } from '../../../model/source-tree.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFile, AppFiles } from '../app-files.ts'
import { type CallCode, type Code, type CodeFile, dottedName, lastName } from '../code/expression.ts'
import { emptyMap } from '../formats/config-node.ts'
import { mergeLayers, replaceLists, setPath } from '../layers/merge.ts'
import { isEnvironmentName, spellingsOf } from '../layers/profile-names.ts'
import { textOf, withText } from '../read-value.ts'
import { chainOf } from '../tokens/site.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

const extensions = ['toml', 'json', 'yaml', 'yml', 'ini', 'ron', 'json5']

/** One `add_source` of a builder, or its default. */
type Source =
  | { readonly kind: 'file'; readonly name: string; readonly required: boolean; readonly at?: Code }
  | {
      readonly kind: 'environment'
      readonly prefix?: string
      readonly separator?: string
      readonly prefixSeparator?: string
      readonly ignoreEmpty: boolean
      readonly listSeparator?: string
      readonly listKeys: readonly string[]
    }
  | { readonly kind: 'value'; readonly path: readonly string[]; readonly value: Value; readonly over: boolean }

/** Where the code cannot be followed: what most services write. */
const usualSources = (profile: string): readonly Source[] => [
  { kind: 'file', name: 'config/default', required: false },
  { kind: 'file', name: `config/${profile}`, required: false },
  { kind: 'file', name: 'config/local', required: false },
  { kind: 'environment', prefix: 'APP', separator: '__', ignoreEmpty: false, listKeys: [] },
]

const argument = (call: CallCode | undefined, app: AppContext): string | undefined =>
  textOf(app.program.evaluate(call?.args[0]))

/** The sources of `Config::builder()`, in the order in which they are added: later ones win. */
const sourcesInCode = (app: AppContext): readonly Source[] => {
  for (const file of app.program.files) {
    if (file.language !== 'rust') continue
    const calls = file.calls.filter(call =>
      /^(add_source|set_default|set_override|merge)$/.test(lastName(call.callee) ?? ''),
    )
    const placed = [...new Set(calls)].sort((one, other) => argumentStart(one) - argumentStart(other))
    const sources = placed.flatMap(call => sourceOf(call, file, app))
    if (sources.some(source => source.kind !== 'value')) return sources
  }
  return []
}

const argumentStart = (call: CallCode): number => call.args[0]?.start ?? call.start

const sourceOf = (call: CallCode, file: CodeFile, app: AppContext): readonly Source[] => {
  const method = lastName(call.callee)
  if (method === 'set_default' || method === 'set_override') {
    const path = textOf(app.program.evaluate(call.args[0]))
    const value = app.program.evaluate(call.args[1])
    return path === undefined || value === undefined
      ? []
      : [{ kind: 'value', path: path.split('.'), value, over: method === 'set_override' }]
  }
  const [given] = call.args
  const bound = given?.kind === 'name' ? file.bindings.get(given.name) : given
  if (bound?.kind !== 'call') return []
  const chain = chainOf(bound)
  const step = (name: string): CallCode | undefined => chain.find(one => lastName(one.callee) === name)
  const [head] = chain
  const name = dottedName(head?.callee ?? bound) ?? ''
  if (/(^|\.)File\.(with_name|from|new|from_str)$/.test(name)) {
    const path = filePath(head?.args[0], app)
    const required = textOf(app.program.evaluate(step('required')?.args[0])) !== 'false'
    return path === undefined ? [] : [{ kind: 'file', name: path, required, at: bound }]
  }
  if (/(^|\.)Environment\.(with_prefix|default|new)$/.test(name)) {
    const prefix = name.endsWith('with_prefix') ? argument(head, app) : argument(step('prefix'), app)
    const [separator, prefixSeparator, listSeparator] = ['separator', 'prefix_separator', 'list_separator'].map(key =>
      argument(step(key), app),
    )
    const listKeys = chain
      .filter(one => lastName(one.callee) === 'with_list_parse_key')
      .flatMap(one => argument(one, app) ?? [])
    const ignoreEmpty = argument(step('ignore_empty'), app) === 'true'
    return [
      {
        kind: 'environment',
        ignoreEmpty,
        listKeys,
        ...(prefix === undefined ? {} : { prefix }),
        ...(separator === undefined ? {} : { separator }),
        ...(prefixSeparator === undefined ? {} : { prefixSeparator }),
        ...(listSeparator === undefined ? {} : { listSeparator }),
      },
    ]
  }
  return []
}

/** A path of which some part is not known names the environment there: `format!("config/{}", run_mode)`. */
const filePath = (code: Code | undefined, app: AppContext): string | undefined => {
  if (code === undefined) return undefined
  if (code.kind === 'call' && code.callee.kind === 'member' && code.callee.name === 'join') {
    const [base, rest] = [filePath(code.callee.object, app), filePath(code.args[0], app)]
    return rest === undefined ? undefined : base === undefined || base === app.profile ? rest : `${base}/${rest}`
  }
  const value = app.program.evaluate(code)
  if (value === undefined) return undefined
  const parts = value.kind === 'template' ? value.parts : [value]
  return parts
    .map(part => textOf(part) ?? app.profile)
    .join('')
    .replace(/^\.?\//, '')
}

const findFile = (files: AppFiles, name: string): AppFile | undefined => {
  const direct =
    files.get(name) ?? extensions.map(extension => files.get(`${name}.${extension}`)).find(file => file !== undefined)
  if (direct !== undefined) return direct
  const ends = [name, ...extensions.map(extension => `${name}.${extension}`)]
  const same = (path: string): boolean => ends.some(end => path.endsWith(`/${end}`) || path === baseName(end))
  return files.all.find(file => same(file.path))
}

const fold = (key: string): string => key.toLowerCase()

const loadSources = (sources: readonly Source[], app: AppContext): Value => {
  const { files, profile } = app
  let tree: Value = emptyMap(startOf('config'))
  for (const source of sources.filter(one => one.kind === 'value' && !one.over))
    if (source.kind === 'value') tree = setPath(tree, source.path, source.value, fold)
  for (const source of sources) {
    if (source.kind === 'file') {
      const wanted = baseName(source.name).replace(/\.\w+$/, '')
      const names =
        isEnvironmentName(wanted) && wanted !== 'local'
          ? spellingsOf(profile).map(one => source.name.replace(wanted, one))
          : [source.name]
      const file =
        findFile(files, source.name) ?? names.map(name => findFile(files, name)).find(found => found !== undefined)
      const [document] = file?.documents() ?? []
      if (document !== undefined) tree = mergeLayers(tree, document, { ...replaceLists, sameKey: fold })
      else if (file === undefined && source.required && source.at !== undefined) {
        const { at } = source
        files.diagnostics.push({
          severity: 'warning',
          summary: 'Config file is missing',
          detail: `The service will not start without "${source.name}". Add the file, or mark it required(false).`,
          at: at.source.at(at.start, at.end),
        })
      }
    } else if (source.kind === 'environment') tree = applyEnvironment(tree, source, app.environment)
  }
  for (const source of sources)
    if (source.kind === 'value' && source.over) tree = setPath(tree, source.path, source.value, fold)
  return tree
}

/** Names are matched without case. The prefix's separator is the key separator where none of its own is set. */
const applyEnvironment = (
  under: Value,
  source: Extract<Source, { kind: 'environment' }>,
  environment: ReadonlyMap<string, Value>,
): Value => {
  let tree = under
  const {
    prefix,
    separator = '',
    prefixSeparator = separator === '' ? '_' : separator,
    ignoreEmpty,
    listSeparator,
    listKeys,
  } = source
  const start = prefix === undefined ? '' : `${prefix}${prefixSeparator}`.toLowerCase()
  for (const [name, value] of environment) {
    const lower = name.toLowerCase()
    if (!lower.startsWith(start) || lower === start) continue
    // Without a prefix every variable of the process would be a setting: only those that set an existing path are.
    const key = lower.slice(start.length)
    const path = separator === '' ? key.split('.') : key.split(separator.toLowerCase())
    if (prefix === undefined && !hasPath(tree, path)) continue
    if (ignoreEmpty && textOf(value) === '') continue
    const text = textOf(value)
    const isList =
      listSeparator !== undefined && text !== undefined && (listKeys.length === 0 || listKeys.includes(path.join('.')))
    tree = setPath(
      tree,
      path,
      isList
        ? { kind: 'list', items: text.split(listSeparator).map(item => withText(value, item)), from: value.from }
        : value,
      fold,
    )
  }
  return tree
}

const hasPath = (tree: Value, path: readonly string[]): boolean => {
  let current: Value | undefined = tree
  for (const key of path)
    current = current?.kind === 'map' ? [...current.entries].find(([name]) => fold(name) === key)?.[1] : undefined
  return current !== undefined
}

export const rustConfig: Framework = {
  name: 'rust-config',
  aliases: ['config-rs', 'rust-config-jsonwebtoken', 'rust'],
  recognise: files => {
    const manifest = files.matching(/(^|\/)Cargo\.toml$/).find(file => /^\s*config\s*=/m.test(file.source.text))
    const code = files.matching(/\.rs$/).find(file => /\bConfig::builder\(|config::Config\b/.test(file.source.text))
    return manifest?.path ?? code?.path
  },
  load: (app): FrameworkSettings => {
    const found = sourcesInCode(app)
    return { tree: loadSources(found.length > 0 ? found : usualSources(app.profile), app), sameKey: fold }
  },
}
