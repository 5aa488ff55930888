import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import { type CallCode, type Code, dottedName, lastName } from '../code/expression.ts'
import { emptyMap } from '../formats/config-node.ts'
import { getPath, mergeLayers, replaceLists, setPath } from '../layers/merge.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import { textOf } from '../read-value.ts'
import { chainOf } from '../tokens/site.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

const fold = (key: string): string => key.toLowerCase()

const pathOf = (code: Code | undefined, app: AppContext): string | undefined => {
  const value = app.program.evaluate(code)
  if (value === undefined) return undefined
  return (value.kind === 'template' ? value.parts : [value]).map(part => textOf(part) ?? app.profile).join('')
}

/** What one provider holds: a file's document, or the variables of a prefix. */
const provided = (code: Code | undefined, app: AppContext): Value | undefined => {
  if (code?.kind !== 'call') return undefined
  const chain = chainOf(code)
  const [head] = chain
  const name = dottedName(head?.callee ?? code) ?? ''
  const step = (method: string): CallCode | undefined => chain.find(one => lastName(one.callee) === method)
  if (/(^|\.)(Toml|Json|Yaml)\.(file|file_exact)$/.test(name)) {
    const path = pathOf(head?.args[0], app)
    const file =
      path === undefined ? undefined : (app.files.get(path) ?? app.files.all.find(one => one.path.endsWith(`/${path}`)))
    const [document] = file?.documents() ?? []
    return document && step('nested') !== undefined ? selectProfile(document, app.profile) : document
  }
  if (!/(^|\.)Env\.(prefixed|raw)$/.test(name)) return undefined
  const prefix = name.endsWith('prefixed') ? (textOf(app.program.evaluate(head?.args[0])) ?? '').toLowerCase() : ''
  const separator = textOf(app.program.evaluate(step('split')?.args[0]))
  let tree: Value = emptyMap(startOf('environment'))
  for (const [variable, value] of app.environment) {
    const lower = variable.toLowerCase()
    if (!lower.startsWith(prefix)) continue
    const key = lower.slice(prefix.length)
    tree = setPath(tree, separator === undefined ? [key] : key.split(separator.toLowerCase()), value, fold)
  }
  return tree
}

/** Figment's profiles: `default` under the selected one under `global`. */
const selectProfile = (document: Value, profile: string): Value => {
  const section = (name: string): Value => getPath(document, [name], fold) ?? emptyMap(document.from.at)
  const own = [...spellingsOf(profile)].map(name => getPath(document, [name], fold)).find(value => value !== undefined)
  const merged = mergeLayers(section('default'), own ?? emptyMap(document.from.at), { ...replaceLists, sameKey: fold })
  return mergeLayers(merged, section('global'), { ...replaceLists, sameKey: fold })
}

const load = (app: AppContext): Value => {
  let tree: Value = emptyMap(startOf('figment'))
  const rocket = app.files.matching(/(^|\/)Rocket\.toml$/)[0]?.documents()[0]
  if (rocket !== undefined) tree = selectProfile(rocket, app.profile)
  const steps = app.program.files
    .filter(file => file.language === 'rust')
    .flatMap(file => file.calls)
    .filter(call => /^(merge|join|admerge|adjoin)$/.test(lastName(call.callee) ?? ''))
    .sort((one, other) => (one.args[0]?.start ?? 0) - (other.args[0]?.start ?? 0))
  for (const call of steps) {
    const layer = provided(call.args[0], app)
    const method = lastName(call.callee) ?? ''
    if (layer === undefined) continue
    const rules = { ...replaceLists, sameKey: fold, lists: method.startsWith('ad') ? 'append' : 'replace' } as const
    tree = method.endsWith('join') ? mergeLayers(layer, tree, rules) : mergeLayers(tree, layer, rules)
  }
  return tree
}

export const figment: Framework = {
  name: 'figment',
  aliases: ['rocket'],
  recognise: files =>
    files.matching(/\.rs$/).find(file => /\bFigment\b/.test(file.source.text))?.path ??
    files.matching(/(^|\/)Rocket\.toml$/)[0]?.path,
  load: (app): FrameworkSettings => ({ tree: load(app), sameKey: fold }),
}
