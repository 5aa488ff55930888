import { startOf } from '../../../model/source-location.ts'
import { baseName } from '../../../model/source-tree.ts'
import type { Value } from '../../../model/value.ts'
import { type CodeFile, dottedName } from '../code/expression.ts'
import { emptyMap } from '../formats/config-node.ts'
import { setPath } from '../layers/merge.ts'
import { isEnvironmentName, sameEnvironment } from '../layers/profile-names.ts'
import { textOf } from '../read-value.ts'
import type { TokenSettings } from '../tokens/token-settings.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

const settingsFile = /(^|\/)settings(\.py$|\/)|(^|\/)settings_\w+\.py$/

/** The settings modules of an environment, the imported one first: a later module rebinds names as a whole. */
const modulesOf = (app: AppContext): readonly CodeFile[] => {
  const all = app.program.files.filter(file => file.language === 'python' && settingsFile.test(file.file))
  const named = textOf(app.environment.get('DJANGO_SETTINGS_MODULE'))?.replaceAll('.', '/')
  const stem = (file: CodeFile): string =>
    baseName(file.file)
      .replace(/\.py$/, '')
      .replace(/^settings_/, '')
  const own = all.filter(file =>
    named === undefined ? sameEnvironment(app.profile, stem(file)) : file.file.endsWith(`${named}.py`),
  )
  const shared = all.filter(file => !own.includes(file) && !isEnvironmentName(stem(file)))
  return [...shared, ...own]
}

const load = (app: AppContext): { tree: Value; mark: CodeFile | undefined } => {
  let tree: Value = emptyMap(startOf('settings.py'))
  const modules = modulesOf(app)
  for (const file of modules) {
    for (const { target, value } of file.assignments) {
      if (target.kind === 'name' && /^[A-Z][A-Z0-9_]*$/.test(target.name)) {
        const before = tree
        const read = spreadOver(app, value, before, target.name)
        if (read !== undefined) tree = setPath(tree, [target.name], read)
      } else if (target.kind === 'index' && target.object.kind === 'name') {
        const key = textOf(app.program.evaluate(target.index))
        const read = app.program.evaluate(value)
        if (key !== undefined && read !== undefined) tree = setPath(tree, [target.object.name, key], read)
      }
    }
    for (const call of file.calls) {
      const name = dottedName(call.callee) ?? ''
      if (!/^[A-Z][A-Z0-9_]*\.update$/.test(name)) continue
      const read = app.program.evaluate(call.args[0])
      const entries = [
        ...(read?.kind === 'map' ? read.entries : []),
        ...call.named.flatMap(({ name: key, value }) => {
          const item = app.program.evaluate(value)
          return item === undefined ? [] : [[key, item] as const]
        }),
      ]
      for (const [key, value] of entries) tree = setPath(tree, [name.replace(/\.update$/, ''), key], value)
    }
  }
  return { tree, mark: modules.at(-1) }
}

/** `{**SIMPLE_JWT, 'ISSUER': …}`: what is spread is the value bound before. */
const spreadOver = (
  app: AppContext,
  value: Parameters<AppContext['program']['evaluate']>[0],
  before: Value,
  name: string,
): Value | undefined => {
  const read = app.program.evaluate(value)
  const spreads =
    value?.kind === 'object' &&
    value.entries.some(entry => 'spread' in entry && (dottedName(entry.spread) ?? '').split('.').at(-1) === name)
  const earlier = before.kind === 'map' ? before.entries.get(name) : undefined
  if (!spreads || earlier?.kind !== 'map' || read?.kind !== 'map') return read
  return { ...read, entries: new Map([...earlier.entries, ...ownEntries(app, value)]) }
}

const ownEntries = (
  app: AppContext,
  value: Parameters<AppContext['program']['evaluate']>[0],
): readonly (readonly [string, Value])[] =>
  value?.kind !== 'object'
    ? []
    : value.entries.flatMap(entry => {
        if ('spread' in entry) return []
        const key = textOf(app.program.evaluate(entry.key))
        const item = app.program.evaluate(entry.value)
        return key === undefined || item === undefined ? [] : [[key, item] as const]
      })

/** simplejwt: one ISSUER for both roles; without it no claim is made and none is checked. */
const readSimpleJwt = (tree: Value, isUsed: boolean, mark: CodeFile | undefined, tokens: TokenSettings): void => {
  const settings = tree.kind === 'map' ? tree.entries.get('SIMPLE_JWT') : undefined
  if (settings?.kind !== 'map') {
    if (isUsed && mark !== undefined) tokens.acceptAny(startOf(mark.file))
    return
  }
  const issuer = settings.entries.get('ISSUER')
  tokens.accept(issuer, settings.from.at)
  tokens.mint(issuer)
  tokens.audience(settings.entries.get('AUDIENCE'))
  tokens.keySet(settings.entries.get('JWK_URL'))
}

export const django: Framework = {
  name: 'django',
  aliases: ['django-simplejwt', 'djangorestframework-simplejwt'],
  recognise: files =>
    files
      .matching(/\.py$/)
      .find(file => /\bSIMPLE_JWT\b|DJANGO_SETTINGS_MODULE|django\.conf|INSTALLED_APPS/.test(file.source.text))?.path,
  load: (app): FrameworkSettings => {
    const { tree, mark } = load(app)
    const isUsed =
      app.hint === 'django-simplejwt' || app.program.files.some(file => /rest_framework_simplejwt/.test(file.text))
    return {
      tree,
      name: (name, file) => (file.language === 'python' && name === 'settings' ? tree : undefined),
      readTokens: tokens => readSimpleJwt(tree, isUsed, mark, tokens),
    }
  },
}
