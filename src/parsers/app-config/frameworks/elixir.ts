import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import { dottedName } from '../code/expression.ts'
import { emptyMap } from '../formats/config-node.ts'
import { getPath, mergeLayers, replaceLists, setPath } from '../layers/merge.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import { textOf } from '../read-value.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

/** Mix config: config.exs, then the environment's file, then runtime.exs; keyword lists merge deeply. */
const load = (app: AppContext): Value => {
  let tree: Value = emptyMap(startOf('config/config.exs'))
  const stems = [
    'config/config',
    ...spellingsOf(app.profile).map(name => `config/${name}`),
    'config/runtime',
    'config/releases',
  ]
  for (const stem of stems) {
    const file = app.program.files.find(one => one.language === 'elixir' && one.file.endsWith(`${stem}.exs`))
    for (const call of file?.calls ?? []) {
      if (dottedName(call.callee) !== 'config') continue
      const path = call.args.flatMap(arg => dottedName(arg) ?? textOf(app.program.evaluate(arg)) ?? [])
      let values: Value = emptyMap(call.source.at(call.start, call.end))
      for (const { name, value } of call.named) {
        const read = app.program.evaluate(value)
        if (read !== undefined) values = setPath(values, [name], read)
      }
      const before = getPath(tree, path)
      tree = setPath(tree, path, before === undefined ? values : mergeLayers(before, values, replaceLists))
    }
  }
  return tree
}

/** Guardian always mints its issuer, and checks it only with `verify_issuer: true`. */
export const elixir: Framework = {
  name: 'elixir',
  aliases: ['guardian', 'phoenix', 'joken'],
  recognise: files => files.matching(/\.exs?$/)[0]?.path,
  load: (app): FrameworkSettings => {
    const tree = load(app)
    return {
      tree,
      readTokens: tokens => {
        if (tree.kind !== 'map') return
        for (const settings of tree.entries.values()) {
          for (const [module, values] of settings.kind === 'map' ? settings.entries : []) {
            if (!/Guardian/.test(module) || values.kind !== 'map' || module.startsWith('Guardian.DB')) continue
            const issuer = values.entries.get('issuer')
            tokens.mint(issuer)
            if (textOf(values.entries.get('verify_issuer')) === 'true') tokens.accept(issuer, values.from.at)
            else tokens.acceptAny(values.from.at)
          }
        }
      },
    }
  },
}
