import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import { dottedName, lastName } from '../code/expression.ts'
import { emptyMap } from '../formats/config-node.ts'
import { readJson } from '../formats/json.ts'
import { embeddedSource } from '../formats/text-source.ts'
import { setPath } from '../layers/merge.ts'
import { sameEnvironment, spellingsOf } from '../layers/profile-names.ts'
import { textOf } from '../read-value.ts'
import type { TokenSettings } from '../tokens/token-settings.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

/** Flask's `app.config`, in the order in which a program fills it. */
const load = (app: AppContext): Value => {
  let tree: Value = emptyMap(startOf('app.config'))
  const put = (key: string, value: Value | undefined): void => {
    if (value !== undefined) tree = setPath(tree, [key], value)
  }
  const files = app.program.files.filter(file => file.language === 'python')
  const classes = files.flatMap(file => file.classes)
  const fill = (name: string, depth = 0): void => {
    const found = classes.find(one => one.name === name)
    if (found === undefined || depth > 10) return
    for (const base of found.bases) fill(base, depth + 1)
    for (const field of found.fields) put(field.name, app.program.evaluate(field.value))
  }
  for (const file of files) {
    const steps = [
      ...file.calls.map(call => ({ end: call.end, call })),
      ...file.assignments.map(assignment => ({ end: assignment.end, assignment })),
    ].sort((one, other) => one.end - other.end)
    for (const step of steps) {
      if ('assignment' in step) {
        const { target, value } = step.assignment
        if (target.kind !== 'index' || !/(^|\.)config$/.test(dottedName(target.object) ?? '')) continue
        const key = textOf(app.program.evaluate(target.index))
        if (key !== undefined) put(key, app.program.evaluate(value))
        continue
      }
      const { call } = step
      const method = /(^|\.)config\.(update|from_mapping|from_object|from_prefixed_env|from_pyfile|from_file)$/.exec(
        dottedName(call.callee) ?? '',
      )?.[2]
      if (method === 'update' || method === 'from_mapping') {
        for (const { name, value } of call.named) put(name, app.program.evaluate(value))
        const given = app.program.evaluate(call.args[0])
        if (given?.kind === 'map') for (const [key, value] of given.entries) put(key, value)
      } else if (method === 'from_object') {
        const named = textOf(app.program.evaluate(call.args[0]))?.split('.').at(-1) ?? lastName(call.args[0] ?? call)
        const own = classes.find(
          one =>
            spellingsOf(app.profile).some(name => one.name.toLowerCase().startsWith(name)) &&
            /config|settings/i.test(one.name),
        )
        fill(named !== undefined && classes.some(one => one.name === named) ? named : (own?.name ?? ''))
      } else if (method === 'from_prefixed_env') {
        const prefix = `${textOf(app.program.evaluate(call.args[0])) ?? 'FLASK'}_`
        for (const [name, value] of app.environment) {
          if (name.startsWith(prefix)) tree = setPath(tree, name.slice(prefix.length).split('__'), loaded(value))
        }
      }
    }
  }
  if (tree.kind === 'map' && tree.entries.size === 0) {
    const own = classes.find(
      one => /config/i.test(one.name) && sameEnvironment(app.profile, one.name.replace(/_?config$/i, '').toLowerCase()),
    )
    if (own !== undefined) fill(own.name)
  }
  return tree
}

/** Prefixed variables are read as JSON where they are JSON. */
const loaded = (value: Value): Value => {
  const text = textOf(value)
  if (text === undefined || !/^\s*([[{"]|true$|false$|null$|-?\d)/.test(text)) return value
  const { documents, diagnostics } = readJson(embeddedSource(text, value.from.at))
  return diagnostics.length === 0 ? (documents[0] ?? value) : value
}

/** Flask-JWT-Extended: JWT_ENCODE_* is what it signs, JWT_DECODE_* what it checks; the one does not imply the other. */
const readTokens = (tree: Value, isUsed: boolean, tokens: TokenSettings): void => {
  const read = (key: string): Value | undefined => (tree.kind === 'map' ? tree.entries.get(key) : undefined)
  const mark = read('JWT_DECODE_ISSUER') ?? read('JWT_ENCODE_ISSUER') ?? read('JWT_SECRET_KEY') ?? tree
  if (isUsed) tokens.accept(read('JWT_DECODE_ISSUER'), mark.from.at, { missing: 'unchecked', empty: 'value' })
  tokens.mint(read('JWT_ENCODE_ISSUER'))
  tokens.audience(read('JWT_ENCODE_AUDIENCE'))
  tokens.audience(read('JWT_DECODE_AUDIENCE'))
}

export const flask: Framework = {
  name: 'flask',
  aliases: ['flask-jwt-extended'],
  recognise: files =>
    files
      .matching(/\.py$/)
      .find(file => /\bJWTManager\(|flask_jwt_extended|\bFlask\(|app\.config\[/.test(file.source.text))?.path,
  load: (app): FrameworkSettings => {
    const tree = load(app)
    const isUsed = app.program.files.some(file => /\bJWTManager\b|flask_jwt_extended/.test(file.text))
    return {
      tree,
      name: (name, file) =>
        file.language === 'python' && name === 'current_app'
          ? { kind: 'map', entries: new Map([['config', tree]]), from: tree.from }
          : undefined,
      readTokens: tokens => readTokens(tree, isUsed, tokens),
    }
  },
}
