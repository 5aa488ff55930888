import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import type { ClassCode, Code } from '../code/expression.ts'
import { dottedName, lastName } from '../code/expression.ts'
import { emptyMap } from '../formats/config-node.ts'
import { readDotenv } from '../formats/dotenv.ts'
import { readJson } from '../formats/json.ts'
import { embeddedSource } from '../formats/text-source.ts'
import { mergeLayers, replaceLists, setPath } from '../layers/merge.ts'
import { textOf } from '../read-value.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

const fold = (key: string): string => key.toLowerCase()

interface Options {
  readonly prefix: string
  readonly delimiter: string | undefined
  readonly envFiles: readonly string[]
  readonly ignoreEmpty: boolean
}

const isSettings = (name: string, classes: ReadonlyMap<string, ClassCode>, depth = 0): boolean => {
  if (/^(Base)?Settings$/.test(name) && !classes.has(name)) return true
  const found = classes.get(name)
  return (
    found !== undefined &&
    depth < 10 &&
    found.bases.some(base => base === 'BaseSettings' || isSettings(base, classes, depth + 1))
  )
}

const optionsOf = (one: ClassCode, app: AppContext, text: string): Options => {
  const config = one.fields.find(field => field.name === 'model_config')?.value
  const option = (name: string): Value | undefined => {
    if (config?.kind === 'call')
      return app.program.evaluate(config.named.find(argument => argument.name === name)?.value)
    const value = app.program.evaluate(config)
    return value?.kind === 'map' ? value.entries.get(name) : undefined
  }
  // pydantic 1: an inner `class Config:`
  const inner = (name: string): string | undefined =>
    new RegExp(`^\\s+${name}\\s*=\\s*['"]([^'"]*)['"]`, 'm').exec(text)?.[1]
  const files = option('env_file')
  const listed =
    files?.kind === 'list' ? files.items.flatMap(item => textOf(item) ?? []) : (textOf(files) ?? inner('env_file'))
  return {
    prefix: textOf(option('env_prefix')) ?? inner('env_prefix') ?? '',
    delimiter: textOf(option('env_nested_delimiter')) ?? inner('env_nested_delimiter'),
    envFiles: listed === undefined ? [] : typeof listed === 'string' ? [listed] : listed,
    ignoreEmpty: textOf(option('env_ignore_empty')) === 'true',
  }
}

/** Names by which a field may be set instead of its own. */
const aliasesOf = (value: Code | undefined, app: AppContext): readonly string[] => {
  if (value?.kind !== 'call' || !/(^|\.)Field$/.test(dottedName(value.callee) ?? '')) return []
  return value.named.flatMap(({ name, value: given }) => {
    if (!/^(alias|validation_alias|env)$/.test(name)) return []
    if (given.kind === 'call' && lastName(given.callee) === 'AliasChoices')
      return given.args.flatMap(arg => textOf(app.program.evaluate(arg)) ?? [])
    return textOf(app.program.evaluate(given)) ?? []
  })
}

const defaultOf = (
  value: Code | undefined,
  app: AppContext,
  instantiate: (name: string) => Value | undefined,
): Value | undefined => {
  if (value === undefined) return undefined
  if (value.kind !== 'call') return value.kind === 'other' ? undefined : app.program.evaluate(value)
  const name = lastName(value.callee) ?? ''
  if (name === 'Field') {
    const given = value.named.find(argument => argument.name === 'default')?.value ?? value.args[0]
    return given === undefined || (given.kind === 'literal' && given.value === null)
      ? undefined
      : defaultOf(given, app, instantiate)
  }
  return instantiate(name) ?? app.program.evaluate(value)
}

export const pydantic: Framework = {
  name: 'pydantic-settings',
  aliases: ['pydantic', 'pyjwt-fastapi', 'fastapi'],
  recognise: files => files.matching(/\.py$/).find(file => /\bBaseSettings\b/.test(file.source.text))?.path,
  load: (app): FrameworkSettings => {
    const sources = app.program.files.filter(file => file.language === 'python')
    const classes = new Map(sources.flatMap(file => file.classes.map(one => [one.name, one] as const)))
    const textOfClass = (name: string): string =>
      sources.find(file => file.classes.some(one => one.name === name))?.text ?? ''
    const built = new Map<string, Value>()
    const building = new Set<string>()
    const instantiate = (name: string): Value | undefined => {
      const one = classes.get(name)
      if (one === undefined || building.has(name)) return built.get(name)
      building.add(name)
      const value = isSettings(name, classes) ? settingsOf(one) : defaultsOf(one)
      building.delete(name)
      built.set(name, value)
      return value
    }
    const fieldsOf = (one: ClassCode, depth = 0): ClassCode['fields'] => [
      ...one.bases.flatMap(base =>
        classes.has(base) && depth < 10 ? fieldsOf(classes.get(base) ?? one, depth + 1) : [],
      ),
      ...one.fields,
    ]
    const defaultsOf = (one: ClassCode): Value => {
      let tree: Value = emptyMap(startOf('settings'))
      for (const { name, value, type } of fieldsOf(one)) {
        if (name === 'model_config') continue
        const fallback = defaultOf(value, app, instantiate) ?? (classes.has(type) ? instantiate(type) : undefined)
        if (fallback !== undefined) tree = setPath(tree, [name], fallback)
      }
      return tree
    }
    const settingsOf = (one: ClassCode): Value => {
      const options = optionsOf(one, app, textOfClass(one.name))
      const variables = new Map<string, Value>()
      for (const path of options.envFiles) {
        const file = app.files.get(path) ?? app.files.all.find(other => other.path.endsWith(`/${path}`))
        for (const entry of file ? readDotenv(file.source, 'python').entries : [])
          if (entry.value) variables.set(fold(entry.name), entry.value)
      }
      for (const [name, value] of app.environment) variables.set(fold(name), value)
      let tree = defaultsOf(one)
      for (const { name, value, type } of fieldsOf(one)) {
        const aliases = aliasesOf(value, app)
        const names = aliases.length > 0 ? aliases : [`${options.prefix}${name}`]
        const given = names.map(alias => variables.get(fold(alias))).find(found => found !== undefined)
        if (given !== undefined && !(options.ignoreEmpty && textOf(given) === ''))
          tree = setPath(tree, [name], typed(given, type, tree, name))
        if (options.delimiter === undefined) continue
        const start = `${fold(options.prefix)}${fold(name)}${fold(options.delimiter)}`
        for (const [variable, nested] of variables) {
          if (variable.startsWith(start))
            tree = setPath(tree, [name, ...variable.slice(start.length).split(fold(options.delimiter))], nested)
        }
      }
      return tree
    }
    let all: Value = emptyMap(startOf('settings'))
    for (const name of classes.keys()) {
      const value = isSettings(name, classes) ? instantiate(name) : undefined
      if (value !== undefined) all = mergeLayers(all, value, replaceLists)
    }
    return {
      tree: all,
      call: (_call, name, file) => (file.language === 'python' && classes.has(name) ? instantiate(name) : undefined),
    }
  },
}

/** Lists and nested models come as JSON. */
const typed = (value: Value, type: string, tree: Value, name: string): Value => {
  const text = textOf(value)
  const isStructured =
    /^(list|set|tuple|dict|List|Set|Tuple|Dict|Optional\[(list|List))/.test(type) ||
    (tree.kind === 'map' && tree.entries.get(name)?.kind === 'map')
  if (!isStructured || text === undefined || !/^\s*[[{]/.test(text)) return value
  const [document] = readJson(embeddedSource(text, value.from.at)).documents
  if (document === undefined) return value
  const before = tree.kind === 'map' ? tree.entries.get(name) : undefined
  return before?.kind === 'map' ? mergeLayers(before, document, replaceLists) : document
}
