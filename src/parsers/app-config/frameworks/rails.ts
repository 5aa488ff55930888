import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFile } from '../app-files.ts'
import type { Code } from '../code/expression.ts'
import { dottedName } from '../code/expression.ts'
import { ExpressionReader } from '../code/expression-reader.ts'
import { emptyMap } from '../formats/config-node.ts'
import { textSource } from '../formats/text-source.ts'
import { getPath, mapScalars, mergeLayers, replaceLists, setPath } from '../layers/merge.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import { joinText, textOf, unresolved, withText } from '../read-value.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

/** `<%= … %>` inside a scalar, read as Ruby. */
const renderErb = (value: Value, app: AppContext): Value => {
  const text = textOf(value)
  if (text === undefined || !text.includes('<%=')) return value
  const parts: Value[] = []
  let last = 0
  for (const match of text.matchAll(/<%=([\s\S]*?)-?%>/g)) {
    if (match.index > last) parts.push(withText(value, text.slice(last, match.index)))
    const source = { ...textSource(value.from.at.file, match[1] ?? ''), at: () => value.from.at }
    const code = new ExpressionReader(source, 'ruby').expression()
    parts.push(app.program.evaluate(code) ?? unresolved('unsupported', 'ERB', value.from.at))
    last = match.index + match[0].length
  }
  if (last < text.length) parts.push(withText(value, text.slice(last)))
  return joinText(parts, value.from.at)
}

const rendered = (file: AppFile, app: AppContext): Value | undefined => {
  const [document] = file.documents()
  return document && mapScalars(document, value => renderErb(value, app))
}

/** `config_for(:name)`: the environment's section over `shared`. */
const configFor = (name: string, app: AppContext): Value | undefined => {
  const file = app.files.matching(new RegExp(`(^|/)config/${name.replaceAll(/\W/g, '\\$&')}\\.ya?ml(\\.erb)?$`))[0]
  const document = file && rendered(file, app)
  if (document === undefined) return undefined
  const own = spellingsOf(app.profile)
    .map(one => getPath(document, [one]))
    .find(value => value !== undefined)
  const shared = getPath(document, ['shared']) ?? getPath(document, ['default'])
  if (own === undefined && shared === undefined) return document
  const empty = emptyMap(document.from.at)
  return mergeLayers(shared ?? empty, own ?? empty, replaceLists)
}

/** The `config` gem: settings.yml under settings/{environment}.yml under settings.local.yml. */
const settingsGem = (app: AppContext): Value | undefined => {
  const stems = [
    'settings',
    ...spellingsOf(app.profile).map(name => `settings/${name}`),
    'settings.local',
    ...spellingsOf(app.profile).map(name => `settings/${name}.local`),
  ]
  let tree: Value | undefined
  for (const stem of stems) {
    const file = app.files
      .matching(/(^|\/)config\/settings.*\.ya?ml$/)
      .find(one => one.path.replace(/\.ya?ml$/, '').endsWith(`config/${stem}`))
    const document = file && rendered(file, app)
    if (document !== undefined) tree = tree === undefined ? document : mergeLayers(tree, document, replaceLists)
  }
  return tree
}

/** `config.x.jwt.issuer = …` in application.rb, then the environment's file, then initializers. */
const assignedConfig = (app: AppContext): Value => {
  let tree: Value = emptyMap(startOf('config/application.rb'))
  const files = app.program.files.filter(file => file.language === 'ruby')
  const order = [
    ...files.filter(file => /(^|\/)config\/application\.rb$/.test(file.file)),
    ...files.filter(file =>
      spellingsOf(app.profile).some(name => file.file.endsWith(`config/environments/${name}.rb`)),
    ),
    ...files.filter(file => /(^|\/)config\/initializers\//.test(file.file)),
  ]
  for (const file of order) {
    for (const { target, value } of file.assignments) {
      const path = /(?:^|\.)(?:config|configuration)\.(.+)$/.exec(dottedName(target) ?? '')?.[1]
      const read = path === undefined ? undefined : (readConfigFor(value, app) ?? app.program.evaluate(value))
      if (path !== undefined && read !== undefined) tree = setPath(tree, path.split('.'), read)
    }
    for (const call of file.calls) {
      if (!/(^|\.)config\.session_store$/.test(dottedName(call.callee) ?? '')) continue
      for (const { name, value } of call.named) {
        const read = app.program.evaluate(value)
        if (read !== undefined) tree = setPath(tree, ['session_store', name], read)
      }
    }
  }
  return tree
}

/** `config.auth = config_for(:auth)` */
const readConfigFor = (code: Code, app: AppContext): Value | undefined => {
  if (code.kind !== 'call' || !/(^|\.)config_for$/.test(dottedName(code.callee) ?? '')) return undefined
  const name = textOf(app.program.evaluate(code.args[0]))
  return name === undefined ? undefined : configFor(name, app)
}

const credentialsPath = (code: Code, evaluate: (code: Code | undefined) => Value | undefined): string | undefined => {
  if (code.kind === 'name' || code.kind === 'member') {
    const dotted = dottedName(code)
    const found = dotted === undefined ? undefined : /(?:^|\.)(credentials|secrets)((?:\.\w+[!?]?)*)$/.exec(dotted)
    if (found?.[1] !== undefined && /^(Rails|Application|credentials)/.test(dotted ?? ''))
      return `${found[1]}${found[2] ?? ''}`
    return code.kind === 'member' ? credentialsPath(code.object, evaluate)?.concat(`.${code.name}`) : undefined
  }
  if (code.kind === 'index') {
    const key = textOf(evaluate(code.index))
    return key === undefined ? undefined : credentialsPath(code.object, evaluate)?.concat(`.${key}`)
  }
  if (code.kind === 'call' && code.callee.kind === 'member' && /^(dig|fetch|\[\])$/.test(code.callee.name)) {
    const keys = code.args.flatMap(arg => textOf(evaluate(arg)) ?? [])
    return credentialsPath(code.callee.object, evaluate)?.concat(keys.map(key => `.${key}`).join(''))
  }
  return undefined
}

export const rails: Framework = {
  name: 'rails',
  aliases: ['ruby', 'ruby-jwt', 'devise-jwt', 'knock', 'doorkeeper-openid_connect', 'sinatra'],
  recognise: files => files.matching(/(^|\/)(config\/application\.rb|Gemfile|config\.ru)$|\.rb$/)[0]?.path,
  load: (app): FrameworkSettings => {
    const settings = settingsGem(app)
    const config = assignedConfig(app)
    const hasConfig = config.kind === 'map' && config.entries.size > 0
    const tree = settings === undefined || !hasConfig ? settings : mergeLayers(config, settings, replaceLists)
    const evaluateCode = (code: Code, evaluate: (code: Code | undefined) => Value | undefined): Value | undefined => {
      const path = credentialsPath(code, evaluate)
      return path === undefined ? undefined : unresolved('outside', path, code.source.at(code.start, code.end))
    }
    return {
      ...(tree === undefined && !hasConfig ? {} : { tree: tree ?? config }),
      code: (code, file, evaluate) => {
        if (file.language !== 'ruby') return undefined
        const dotted = dottedName(code) ?? ''
        const path = /^Rails\.(?:application\.config|configuration)\.(.+)$/.exec(dotted)?.[1]
        return (path === undefined ? undefined : getPath(config, path.split('.'))) ?? evaluateCode(code, evaluate)
      },
      name: (name, file) => (file.language === 'ruby' && name === 'Settings' ? settings : undefined),
      call: (call, name, file, evaluate) => {
        if (file.language !== 'ruby' || !/(^|\.)config_for$/.test(name)) return undefined
        const key = textOf(evaluate(call.args[0]))
        return key === undefined ? undefined : configFor(key, app)
      },
    }
  },
}
