import { joinPath } from '../../../model/source-tree.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import { callNamed } from '../code/call-named.ts'
import { dottedName, lastName } from '../code/expression.ts'
import type { Program } from '../code/program.ts'
import { textOf } from '../read-value.ts'
import { cascadeFiles, cascadeOrders, type DotenvCascade } from './dotenv-cascade.ts'
import { sameEnvironment, spellingsOf } from './profile-names.ts'

const mentions = (files: AppFiles, file: RegExp, text: RegExp): boolean =>
  files.all.some(one => file.test(one.path) && text.test(one.source.text))
const script = /\.[cm]?[jt]sx?$/
const manifest = /(^|\/)package\.json$/

/**
 * Which env files an app's own tools read for an environment, and how: by what its code and manifests say, else by convention. A
 * `staging.env` that none of them reads is put in place by whoever deploys.
 */
export const dotenvCascade = (
  files: AppFiles,
  program: Program,
  profile: string,
  hint: string,
  variables: ReadonlyMap<string, Value>,
): DotenvCascade => {
  const cascade = cascadeOf(files, program, profile, hint, variables)
  const isOwn = (path: string): boolean => spellingsOf(profile).some(name => path.split(/[./]/).includes(name))
  const [own] = cascadeFiles(files, ['*.env'], profile)
  if (own === undefined || cascade.files.some(isOwn)) return cascade
  return { ...cascade, files: [...cascade.files, own] }
}

const cascadeOf = (
  files: AppFiles,
  program: Program,
  profile: string,
  hint: string,
  variables: ReadonlyMap<string, Value>,
): DotenvCascade => {
  const mode = textOf(variables.get('NODE_ENV')) ?? profile
  const plain = { flavour: 'dotenv', expansion: 'none' } as const
  const expands =
    mentions(files, script, /dotenv-expand|dotenvx/) || mentions(files, manifest, /"dotenv-expand"|"@dotenvx\/dotenvx"/)
  const expansion = expands ? 'in-order' : 'none'
  const uses = (name: string): boolean =>
    mentions(files, script, new RegExp(`['"]${name}(/[\\w-]+)?['"]`)) ||
    mentions(files, manifest, new RegExp(`"${name}"\\s*:`))

  if (hint === 'dotenv-flow' || uses('dotenv-flow'))
    return { files: cascadeFiles(files, cascadeOrders.vite, mode), ...plain }
  if (hint === 'vite' || files.matching(/(^|\/)vite\.config\.\w+$/).length > 0)
    return { files: cascadeFiles(files, cascadeOrders.vite, profile), flavour: 'dotenv', expansion: 'in-order' }
  if (
    /^next/.test(hint) ||
    files.matching(/(^|\/)next\.config\.\w+$/).length > 0 ||
    uses('next') ||
    uses('react-scripts')
  ) {
    return { files: cascadeFiles(files, cascadeOrders.next, mode), flavour: 'dotenv', expansion: 'anywhere' }
  }
  const given = scriptedFiles(files, profile)
  if (given.length > 0) return { files: given, flavour: 'dotenv', expansion }
  const loaded = loadedInCode(files, program, variables)
  if (loaded !== undefined) return { expansion, ...loaded }
  if (files.matching(/(^|\/)Gemfile$/).length > 0)
    return {
      files: cascadeFiles(files, cascadeOrders.rails, profile),
      flavour: 'dotenv',
      expansion: 'in-order',
      quotesProtect: true,
    }
  // https://symfony.com/doc/current/configuration.html#overriding-environment-values-via-env-local
  if (mentions(files, /(^|\/)composer\.json$/, /"symfony\/(dotenv|framework-bundle|runtime)"/))
    return {
      files: cascadeFiles(files, cascadeOrders.vite, profile),
      flavour: 'python',
      expansion: 'in-order',
      quotesProtect: true,
    }
  if (
    /laravel|tymon/.test(hint) ||
    files.get('artisan') !== undefined ||
    files.matching(/(^|\/)composer\.json$/).length > 0
  ) {
    const own = spellingsOf(profile)
      .map(name => `.env.${name}`)
      .find(path => files.get(path) !== undefined)
    return { files: [own ?? '.env'], flavour: 'python', expansion: 'in-order', quotesProtect: true }
  }
  return { files: cascadeFiles(files, cascadeOrders.profile, profile), flavour: 'dotenv', expansion }
}

/** `--env-file=.env.production`, `dotenv -e …`, `env-cmd -f …`, `DOTENV_CONFIG_PATH=…` in scripts, images and Procfiles. */
const scriptedFiles = (files: AppFiles, profile: string): readonly string[] => {
  const found = new Set<string>()
  for (const file of files.matching(/(^|\/)(package\.json|Dockerfile[^/]*|Procfile)$/)) {
    for (const match of file.source.text.matchAll(
      /(?:--env-file(?:-if-exists)?[= ]|dotenv(?:x run)? (?:-e|-f) |env-cmd (?:-f|--file) |DOTENV_CONFIG_PATH=)["']?([\w./-]+)/g,
    )) {
      const path = joinPath(match[1] ?? '') ?? ''
      const environment = /\.?env[.-]?([\w-]*)$|([\w-]+)\.env$/.exec(path)
      const name = environment?.[1] ?? environment?.[2] ?? ''
      if (files.get(path) !== undefined && (name === '' || sameEnvironment(profile, name))) found.add(path)
    }
  }
  return [...found]
}

/** The last name of every call below. */
const loaders = callNamed(
  'config forRoot load_dotenv read_env read_envfile Load Overload dotenv dotenv_override from_filename from_path',
)

/** `dotenv.config({ path })`, Nest's `envFilePath`, `load_dotenv(path)`, `godotenv.Load(…)`, `dotenvy::from_filename(…)`: as the code says. */
const loadedInCode = (
  files: AppFiles,
  program: Program,
  variables: ReadonlyMap<string, Value>,
): Omit<DotenvCascade, 'expansion'> | undefined => {
  for (const file of program.files) {
    for (const call of file.calls) {
      const name = dottedName(call.callee) ?? lastName(call.callee) ?? ''
      if (!loaders.test(name)) continue
      const argument = program.evaluate(call.args[0])
      const option = (key: string): Value | undefined =>
        argument?.kind === 'map' ? argument.entries.get(key) : undefined
      if (
        file.language === 'javascript' &&
        (/^dotenv(x)?\.config$/.test(name) ||
          (name === 'config' && file.imports.get('config')?.from === 'dotenv') ||
          isRequiredDotenv(call, file.text))
      ) {
        const paths = pathsOf(option('path'), files)
        const overrides = textOf(option('override')) === 'true'
        // Of several paths the first that has a name wins, with override the last.
        return {
          files: paths === undefined ? ['.env'] : overrides ? paths : [...paths].reverse(),
          flavour: 'dotenv',
          ...(overrides ? { overrides } : {}),
        }
      }
      if (/(^|\.)ConfigModule\.forRoot$/.test(name)) {
        if (textOf(option('ignoreEnvFile')) === 'true') return { files: [], flavour: 'dotenv' }
        const paths = pathsOf(option('envFilePath'), files)
        if (paths !== undefined || files.get('.env') !== undefined)
          return { files: [...(paths ?? ['.env'])].reverse(), flavour: 'dotenv' }
      }
      if (file.language === 'python' && /(^|\.)(load_dotenv|read_env|read_envfile)$/.test(name)) {
        const named = call.named.find(one => one.name === 'dotenv_path')?.value ?? call.args[0]
        const override = textOf(program.evaluate(call.named.find(one => one.name === 'override')?.value)) === 'true'
        return {
          files: pathsOf(program.evaluate(named), files) ?? ['.env'],
          flavour: 'python',
          quotesProtect: true,
          ...(override ? { overrides: true } : {}),
        }
      }
      if (file.language === 'go' && /^godotenv\.(Load|Overload)$/.test(name)) {
        const paths = call.args.flatMap(arg => pathsOf(program.evaluate(arg), files) ?? [])
        return {
          files: paths.length === 0 ? ['.env'] : name.endsWith('Load') ? [...paths].reverse() : paths,
          flavour: 'python',
          quotesProtect: true,
        }
      }
      if (file.language === 'rust' && /(^|\.)(dotenv|dotenv_override)$/.test(name))
        return {
          files: ['.env'],
          flavour: 'python',
          quotesProtect: true,
          ...(name.endsWith('override') ? { overrides: true } : {}),
        }
      if (file.language === 'rust' && /(^|\.)from_(filename|path)$/.test(name))
        return { files: pathsOf(argument, files) ?? [], flavour: 'python', quotesProtect: true }
    }
    if (file.language === 'javascript' && file.modules.has('dotenv/config')) {
      return { files: pathsOf(variables.get('DOTENV_CONFIG_PATH'), files) ?? ['.env'], flavour: 'dotenv' }
    }
  }
  return undefined
}

const isRequiredDotenv = (call: { readonly start: number; readonly end: number }, text: string): boolean =>
  /^require\(['"]dotenv['"]\)\.config\(/.test(text.slice(call.start, call.end))

/** Paths as written; one that is missing everywhere, or not known, is none. */
const pathsOf = (value: Value | undefined, files: AppFiles): readonly string[] | undefined => {
  if (value?.kind === 'list') return value.items.flatMap(item => pathsOf(item, files) ?? [])
  const text = textOf(value)
  if (text === undefined) return undefined
  const path = (joinPath(text) ?? text).replace(/^.*?(?=(^|\/)[^/]*\.?env)/, prefix =>
    files.get(text) === undefined ? '' : prefix,
  )
  const direct = [text, joinPath(text) ?? '', path.replace(/^\//, '')].find(one => files.get(one) !== undefined)
  return [direct ?? files.all.find(file => file.path.endsWith(`/${path.replace(/^\//, '')}`))?.path ?? text]
}
