import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import { type CallCode, lastName } from '../code/expression.ts'
import { emptyMap } from '../formats/config-node.ts'
import { getPath, leaves, mergeLayers, replaceLists, setPath } from '../layers/merge.ts'
import { isEmptyText, textOf } from '../read-value.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

const fold = (key: string): string => key.toLowerCase()
const formats = ['json', 'toml', 'yaml', 'yml', 'properties', 'ini', 'hcl', 'env']

interface Setup {
  readonly files: readonly string[]
  readonly prefix: string
  readonly replaced: ReadonlyMap<string, string>
  readonly automatic: boolean
  readonly bound: ReadonlyMap<string, readonly string[]>
  readonly defaults: readonly (readonly [string, Value])[]
  readonly allowEmpty: boolean
}

const setupOf = (app: AppContext): Setup => {
  const files: string[] = []
  let prefix = ''
  let replaced = new Map<string, string>()
  let automatic = false
  let allowEmpty = false
  const bound = new Map<string, readonly string[]>()
  const defaults: (readonly [string, Value])[] = []
  const text = (call: CallCode, i: number): string | undefined => {
    const value = app.program.evaluate(call.args[i])
    if (value?.kind !== 'template') return textOf(value)
    return value.parts.map(part => textOf(part) ?? app.profile).join('')
  }
  const calls = app.program.files
    .filter(file => file.language === 'go' && /viper/.test(file.text))
    .flatMap(file => file.calls)
  for (const call of [...calls].sort((one, other) => one.end - other.end)) {
    const first = text(call, 0)
    switch (lastName(call.callee)) {
      case 'SetConfigName':
      case 'SetConfigFile':
        if (first !== undefined) files.push(first)
        break
      case 'SetEnvPrefix':
        prefix = `${first ?? ''}_`
        break
      case 'AutomaticEnv':
        automatic = true
        break
      case 'AllowEmptyEnv':
        allowEmpty = first === 'true'
        break
      case 'NewReplacer': {
        const words = call.args.map((_, i) => text(call, i) ?? '')
        replaced = new Map(
          words.flatMap((word, i): [string, string][] => (i % 2 === 0 ? [[word, words[i + 1] ?? '']] : [])),
        )
        break
      }
      case 'BindEnv':
        if (first !== undefined)
          bound.set(
            fold(first),
            call.args.slice(1).map((_, i) => text(call, i + 1) ?? ''),
          )
        break
      case 'SetDefault': {
        const value = app.program.evaluate(call.args[1])
        if (first !== undefined && value !== undefined) defaults.push([first, value])
        break
      }
    }
  }
  return { files, prefix, replaced, automatic, bound, defaults, allowEmpty }
}

const load = (app: AppContext, setup: Setup): Value => {
  let tree: Value = emptyMap(startOf('viper'))
  for (const [key, value] of setup.defaults) tree = setPath(tree, key.split('.'), value, fold)
  const names = setup.files.length > 0 ? setup.files : ['config']
  for (const name of names) {
    const paths = [name, ...formats.map(format => `${name}.${format}`)]
    const file = app.files.all.find(one =>
      paths.some(path => one.path === path || one.path.endsWith(`/${path.replace(/^\.?\//, '')}`)),
    )
    const [document] = file?.documents() ?? []
    if (document !== undefined) tree = mergeLayers(tree, document, { ...replaceLists, sameKey: fold })
  }
  return tree
}

export const viper: Framework = {
  name: 'viper',
  aliases: ['go-viper'],
  recognise: files => files.matching(/\.go$/).find(file => /\bviper\b/.test(file.source.text))?.path,
  load: (app): FrameworkSettings => {
    const setup = setupOf(app)
    let tree = load(app, setup)
    /** A variable counts for a key when it is bound to it, or by name with AutomaticEnv; an empty one does not. */
    const variable = (key: string): Value | undefined => {
      const names = setup.bound.get(fold(key))
      const standard = [...setup.replaced]
        .reduce((name, [from, to]) => name.replaceAll(from, to), `${setup.prefix}${key}`)
        .toUpperCase()
      const candidates =
        names === undefined ? (setup.automatic ? [standard] : []) : names.length > 0 ? names : [standard]
      for (const name of candidates) {
        const value = app.environment.get(name)
        if (value !== undefined && (setup.allowEmpty || !isEmptyText(value))) return value
      }
      return undefined
    }
    for (const [path] of leaves(tree)) {
      const value = variable(path.join('.'))
      if (value !== undefined) tree = setPath(tree, path, value, fold)
    }
    for (const key of setup.bound.keys()) {
      const value = variable(key)
      if (value !== undefined) tree = setPath(tree, key.split('.'), value, fold)
    }
    return {
      tree,
      sameKey: fold,
      name: name => (name === 'viper' ? tree : undefined),
      call: (call, name, file, evaluate) => {
        if (file.language !== 'go' || !/(^|\.)(GetString|GetStringSlice|Get|GetBool|GetInt|GetDuration)$/.test(name))
          return undefined
        const key = textOf(evaluate(call.args[0]))
        if (key === undefined) return undefined
        return variable(key) ?? getPath(tree, key.split('.'), fold)
      },
    }
  },
}
