import { join } from 'node:path'
import { configName } from '../io/find-root.ts'
import { fileExists } from '../io/write-file.ts'
import type { Analysis } from '../model/analysis.ts'
import { readText } from '../model/source-tree.ts'
import { maskSecrets } from '../parsers/secrets/mask-secrets.ts'
import type { Language } from '../report/phrases.ts'
import { traceRequest } from '../trace/trace-request.ts'
import { analyzeRepository } from './check.ts'
import { type ColorMode, usesColor } from './color.ts'
import { exitCodeOf } from './exit-code.ts'
import { rulePage } from './explain.ts'
import { openRepository, openTree, type Repository, type RepositoryOptions } from './repository.ts'
import type { Runtime } from './runtime.ts'
import { sealedTexts } from './sealed-texts.ts'
import { readTypedRequest } from './trace-requests.ts'

export interface UiOptions extends RepositoryOptions {
  readonly color: ColorMode
  readonly lang: Language
}

/** The analysis is one long piece of work: the screen is drawn before it starts. */
const timeToDraw = 20

/** The terminal UI on a repository. The screen is there before the analysis is. */
export const ui = async (runtime: Runtime, options: UiOptions): Promise<number> => {
  const [{ runUi }, { runInTerminal }] = await Promise.all([
    import('../ui/run-ui.ts'),
    import('../io/run-in-terminal.ts'),
  ])
  const { root, tree } = openTree(runtime, options)
  const open = (): Promise<Repository> => openRepository(runtime, options)
  // A wrong configuration is told before the screen is taken; discovery, which takes longer, runs behind it.
  const opened = fileExists(join(root, configName)) || options.config !== undefined ? await open() : undefined
  let current: Analysis | undefined
  const quiet: Runtime = { ...runtime, stderr: { isTTY: false, write: () => {} } }
  const analyse = async (repository?: Repository): Promise<Analysis> => {
    await new Promise(resolve => setTimeout(resolve, timeToDraw))
    current = await analyzeRepository(quiet, repository ?? (await open()))
    return current
  }
  return runUi({
    analysis: analyse(opened),
    reload: () => analyse(),
    readSource: file => {
      const text = readText(tree, file)
      return typeof text === 'string' ? maskSecrets(text, sealedTexts(current, runtime.salt)) : undefined
    },
    trace: (environment, request) => {
      const model = current?.environments.find(({ name }) => name === environment)
      if (model === undefined) throw new Error(`no environment ${environment} has been analysed`)
      return traceRequest(model, request)
    },
    parseRequest: ({ url, method, headers, tokenIssuer, tokenAudience }) =>
      readTypedRequest(url, {
        header: headers.split(';').filter(line => line.trim() !== ''),
        ...(method === '' ? {} : { method }),
        ...(tokenIssuer === '' ? {} : { tokenIssuer }),
        ...(tokenAudience.trim() === '' ? {} : { tokenAudience: tokenAudience.trim().split(/\s+/) }),
      }),
    explainRule: rulePage,
    exitCode: analysis => exitCodeOf(analysis, { failOn: 'error', strict: false }),
    env: runtime.env,
    run: (argv, input) => runInTerminal(root, argv, input),
    lang: options.lang,
    color: usesColor(options.color, runtime.stdout, runtime),
    stdin: process.stdin,
    stdout: process.stdout,
  })
}
