import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import { emptyMap } from '../formats/config-node.ts'
import { getPath, mergeLayers, replaceLists, setPath } from '../layers/merge.ts'
import { isEnvironmentName, spellingsOf } from '../layers/profile-names.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

const fold = (key: string): string => key.toLowerCase()
/** Whole values are replaced: dynaconf merges only where it is told to. */
const shallow = (under: Value, over: Value): Value =>
  under.kind === 'map' && over.kind === 'map'
    ? { ...over, entries: new Map([...under.entries, ...over.entries]) }
    : over

const load = (app: AppContext): Value => {
  let tree: Value = emptyMap(startOf('settings.toml'))
  for (const name of ['settings', '.secrets', 'settings.local']) {
    const file = app.files.all.find(one =>
      new RegExp(`(^|/)${name.replaceAll('.', '\\.')}\\.(toml|ya?ml|json|ini)$`).test(one.path),
    )
    const [document] = file?.documents() ?? []
    if (document?.kind !== 'map') continue
    const isSectioned = [...document.entries.keys()].some(key => fold(key) === 'default' || isEnvironmentName(key))
    const sections = isSectioned ? ['default', ...spellingsOf(app.profile).slice().reverse(), 'global'] : []
    const layers = isSectioned ? sections.map(section => getPath(document, [section], fold)) : [document]
    for (const layer of layers) {
      if (layer === undefined) continue
      const merges = getPath(layer, ['dynaconf_merge']) !== undefined
      tree = merges ? mergeLayers(tree, layer, { ...replaceLists, sameKey: fold }) : shallow(tree, layer)
    }
  }
  const prefix = prefixOf(app)
  for (const [name, value] of app.environment) {
    if (name.startsWith(prefix)) tree = setPath(tree, name.slice(prefix.length).split('__'), value, fold)
  }
  return tree
}

/** `Dynaconf(envvar_prefix="SHOP")` takes the place of the usual prefix. https://www.dynaconf.com/configuration/#envvar_prefix */
const prefixOf = ({ files }: AppContext): string => {
  for (const { source } of files.matching(/\.py$/)) {
    const given = /\bDynaconf\s*\([^)]*?\benvvar_prefix\s*=\s*["'](\w+)["']/.exec(source.text)?.[1]
    if (given !== undefined) return `${given.toUpperCase()}_`
  }
  return 'DYNACONF_'
}

export const dynaconf: Framework = {
  name: 'dynaconf',
  aliases: [],
  recognise: files => files.matching(/\.py$/).find(file => /\b(dynaconf|Dynaconf)\b/.test(file.source.text))?.path,
  load: (app): FrameworkSettings => {
    const tree = load(app)
    return {
      tree,
      sameKey: fold,
      name: (name, file) => (file.language === 'python' && name === 'settings' ? tree : undefined),
      call: (_call, name, file) => (file.language === 'python' && /(^|\.)Dynaconf$/.test(name) ? tree : undefined),
    }
  },
}
