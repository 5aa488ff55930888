import type { Value } from '../../../model/value.ts'
import { writtenAt } from '../formats/config-node.ts'
import { absent, isEmptyText } from '../read-value.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

const tagged = /^\s*(\w+)\s+[\w.[\]*]+\s+`([^`]*\b(?:env|envconfig):"[^`]*)`/gm

/** Fields of Go structs that caarlos0/env, envconfig or cleanenv fill: their variable, and their default where that is absent or empty. */
const fieldsOf = (app: AppContext): ReadonlyMap<string, Value> => {
  const fields = new Map<string, Value>()
  for (const { source } of app.files.matching(/\.go$/)) {
    for (const match of source.text.matchAll(tagged)) {
      const [, field = '', tags = ''] = match
      const name = /\b(?:env|envconfig):"([^",]+)/.exec(tags)?.[1]
      if (name === undefined) continue
      const at = source.at(match.index, match.index + match[0].length, [field])
      const fallback = /\b(?:envDefault|env-default|default):"([^"]*)"/.exec(tags)?.[1]
      const given = app.environment.get(name)
      const used = given !== undefined && !(fallback !== undefined && isEmptyText(given)) ? given : undefined
      fields.set(
        field,
        used ??
          (fallback === undefined ? absent(name, at) : { kind: 'known', value: fallback, from: writtenAt(at, name) }),
      )
    }
  }
  return fields
}

export const goEnv: Framework = {
  name: 'go-env',
  aliases: ['caarlos0-env', 'envconfig', 'cleanenv'],
  recognise: files => files.matching(/\.go$/).find(file => /`[^`]*\b(env|envconfig):"/.test(file.source.text))?.path,
  load: (app): FrameworkSettings => {
    const fields = fieldsOf(app)
    return {
      code: (code, file) => (file.language === 'go' && code.kind === 'member' ? fields.get(code.name) : undefined),
    }
  },
}
