import { hostname } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../config/config-error.ts'
import { readFileIfThere } from '../io/read-input.ts'
import { runInTerminal } from '../io/run-in-terminal.ts'
import { watchDirectories } from '../io/watch-directories.ts'
import type { Analysis } from '../model/analysis.ts'
import { readText, type SourceTree } from '../model/source-tree.ts'
import { maskSecrets } from '../parsers/secrets/mask-secrets.ts'
import type { Language } from '../report/phrases.ts'
import { codeownersFiles, type OwnersOf, readCodeowners } from '../report/plan/codeowners.ts'
import { traceRequest } from '../trace/trace-request.ts'
import type { ThemeName } from '../ui/palettes.ts'
import { topologyOf } from '../ui/topology/rows-of.ts'
import type { UiHost } from '../ui/ui-host.ts'
import { analyzeRepository } from './check.ts'
import { type ColorMode, usesColor } from './color.ts'
import { exitCodeOf } from './exit-code.ts'
import { rulePage } from './explain.ts'
import { ownRequest } from './own-request.ts'
import { reportFormats } from './report-formats.ts'
import { openRepository, openTree, type Repository, type RepositoryOptions } from './repository.ts'
import type { Runtime } from './runtime.ts'
import { sealedTexts } from './sealed-texts.ts'
import { readTypedRequest } from './trace-requests.ts'
import { fileLinks, opensHyperlinks } from './ui/hyperlinks.ts'
import { reportsMouse } from './ui/mouse.ts'
import { reportName } from './ui/report-name.ts'
import { sessionMemory } from './ui/session-memory.ts'

export interface UiOptions extends RepositoryOptions {
  readonly color: ColorMode
  readonly lang?: Language
  readonly plain?: boolean
  readonly ascii?: boolean
  readonly mouse?: boolean
  readonly theme?: ThemeName
  readonly watch?: boolean
  /** Remember nothing from one session to the next. */
  readonly state?: boolean
  /** `COLUMNSxROWS`: prints one frame instead. */
  readonly screenshot?: string
  /** Keys pressed before it, by name, separated by spaces. */
  readonly keys?: string
}

const pause = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** How long a waiver lasts as it is offered. */
const daysOffered = 90

const isSet = (text: string | undefined): boolean => text !== undefined && text !== '' && text !== '0'

const languageOf = ({ lang }: UiOptions, { env }: Runtime): Language =>
  lang ?? (/^ja/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ja' : 'en')

/** The fonts of the Linux console have lines and blocks, but none of the marks. */
const drawsAscii = ({ ascii }: UiOptions, { SOTSU_ASCII: wished, TERM }: Runtime['env']): boolean =>
  ascii === true || (wished ? isSet(wished) : TERM === 'linux')

const looksOf = (runtime: Runtime, options: UiOptions): Partial<UiHost> => {
  const { env } = runtime
  const ambiguous = env.SOTSU_AMBIGUOUS
  return {
    color: usesColor(options.color, runtime.stdout, runtime),
    ...(drawsAscii(options, env) ? { ascii: true } : {}),
    ...(ambiguous === 'wide' || ambiguous === 'narrow' ? { ambiguousIsWide: ambiguous === 'wide' } : {}),
    ...(options.theme === undefined ? {} : { theme: options.theme }),
    mouse: options.mouse !== false && reportsMouse(env),
    reloadsOnChange: options.watch === true,
  }
}

/** The terminal UI on a repository. The screen is there before the analysis is. */
export const ui = async (runtime: Runtime, options: UiOptions): Promise<number> => {
  const { env } = runtime
  const isPlain = options.plain === true || isSet(env.SOTSU_PLAIN)
  const isTerminal = runtime.stdinIsTTY && runtime.stdout.isTTY && env.TERM !== 'dumb'
  if (!isTerminal && !isPlain && options.screenshot === undefined)
    throw new UsageError(
      'the terminal UI needs a terminal; sotsu check prints a report, --plain reads commands line by line',
    )
  const { root, tree } = openTree(runtime, options)
  const open = (): Promise<Repository> => openRepository(runtime, options)
  const noted = new Set<string>()
  const extraPairs: { readonly staging: string; readonly production: string }[] = []
  let listener: (what: string) => void = () => {}
  let current: Analysis | undefined
  let revision = ''
  const quiet: Runtime = {
    ...runtime,
    stderr: { isTTY: false, write: () => {} },
    analyze: async (files, config, given) => {
      const { withNotedDirectories } = await import('./ui/noted-directories.ts')
      return runtime.analyze(
        withNotedDirectories(files, noted),
        { ...config, comparisons: [...config.comparisons, ...extraPairs] },
        { ...given, pause, onProgress: what => listener(what) },
      )
    },
  }
  const analyse = async (): Promise<Analysis> => {
    await pause()
    current = await analyzeRepository(quiet, await open(), 'every')
    const at = (await import('./ui/revision.ts')).revisionOf(root)
    revision = [...(at === '' ? [] : [at]), runtime.time()].join(' ')
    return current
  }
  const lang = languageOf(options, runtime)
  // Loaded when it is wanted: the first frame does not wait for it.
  const waivers = once(async () => (await import('./ui/waivers.ts')).waiversOf(runtime, { root, tree }))
  const exports = once(async () => (await import('./ui/exports.ts')).exportsOf(runtime, lang))
  const owners = ownersIn(tree)

  const host: UiHost = {
    analysis: analyse,
    isForUser: error => error instanceof UsageError,
    reload: analyse,
    onProgress: given => {
      listener = given
    },
    compare: (staging, production) => {
      extraPairs.push({ staging, production })
      return analyse()
    },
    // A report that was just written is no change of what is analysed.
    watch: onChange => watchDirectories(root, noted, name => !name.startsWith(`${reportName}.`) && onChange()),
    readSource: file => {
      const text = readText(tree, file)
      return typeof text === 'string' ? maskSecrets(text, sealedTexts(current, runtime.salt)) : undefined
    },
    trace: (environment, request) => {
      const environments = current?.environments ?? []
      const model = environments.find(({ name }) => name === environment)
      if (model === undefined) throw new Error(`no environment ${environment} has been analysed`)
      return traceRequest(model, ownRequest(model, environments, request))
    },
    parseRequest: ({ url, method, headers, tokenIssuer, tokenAudience }) =>
      readTypedRequest(url, {
        header: headers.split(';').filter(line => line.trim() !== ''),
        ...(method === '' ? {} : { method }),
        ...(tokenIssuer === '' ? {} : { tokenIssuer }),
        ...(tokenAudience.trim() === '' ? {} : { tokenAudience: tokenAudience.trim().split(/\s+/) }),
      }),
    topology: topologyOf,
    explainRule: rulePage,
    ownerOf: file => owners(file)[0],
    exportFormats: [...reportFormats.keys()],
    exportReport: async (format, analysis) => (await exports()).exportReport(format, analysis),
    waive: async (finding, terms) => (await waivers()).waive(finding, terms),
    undoWaive: async () => (await waivers()).undoWaive(),
    suggestedUntil: dayAfter(runtime.today(), daysOffered),
    get revision() {
      return revision
    },
    exitCode: analysis => exitCodeOf(analysis, { failOn: 'error', strict: false }),
    env,
    run: (argv, input) => runInTerminal(root, argv, input),
    lang,
    ...(await ownKeys(env)),
    ...(options.state === false ? {} : sessionMemory(env, root)),
    ...(opensHyperlinks(env) ? { linkTo: fileLinks(root, hostname(), process.platform) } : {}),
    ...looksOf(runtime, options),
    color: usesColor(options.color, runtime.stdout, runtime),
    stdin: process.stdin,
    stdout: process.stdout,
  }
  if (options.screenshot !== undefined) {
    const { screenshot, sizeOf } = await import('../ui/screenshot.ts')
    const size = sizeOf(options.screenshot)
    if (size === undefined) throw new UsageError(`--screenshot ${options.screenshot}: write it as 120x40`)
    const keys = (options.keys ?? '').split(' ').filter(key => key !== '')
    runtime.stdout.write(`${(await screenshot(host, size, keys)).join('\n')}\n`)
    return 0
  }
  if (isPlain) return (await import('../ui/plain/run-plain.ts')).runPlain(host)
  return (await import('../ui/run-ui.ts')).runUi(host)
}

/** Key bindings of the person who runs it, from `SOTSU_KEYS` or the configuration directory of the desktop standard. */
const ownKeys = async (env: Runtime['env']): Promise<Pick<UiHost, 'bindings'>> => {
  const base = env.XDG_CONFIG_HOME || (env.HOME ? join(env.HOME, '.config') : undefined)
  const file = env.SOTSU_KEYS || (base && join(base, 'sotsu', 'keys.yaml'))
  const text = file ? readFileIfThere(file) : undefined
  if (file === undefined || text === undefined) {
    if (env.SOTSU_KEYS) throw new UsageError(`SOTSU_KEYS: ${env.SOTSU_KEYS} cannot be read`)
    return {}
  }
  return { bindings: (await import('./ui/read-keys.ts')).readKeys(file, text) }
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Who owns a file; read when it is first asked. */
const ownersIn = (tree: SourceTree): OwnersOf => {
  let owners: OwnersOf | undefined
  return file => {
    if (owners === undefined) {
      const text = codeownersFiles.map(name => readText(tree, name)).find(found => typeof found === 'string')
      owners = text === undefined ? () => [] : readCodeowners(text)
    }
    return owners(file)
  }
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
