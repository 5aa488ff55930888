import type { Analysis } from '../model/analysis.ts'
import { readText } from '../model/source-tree.ts'
import type { Language } from '../report/phrases.ts'
import { traceRequest } from '../trace/trace-request.ts'
import { analyzeRepository } from './check.ts'
import { type ColorMode, usesColor } from './color.ts'
import { exitCodeOf } from './exit-code.ts'
import { rulePage } from './explain.ts'
import { openRepository, type Repository, type RepositoryOptions } from './repository.ts'
import type { Runtime } from './runtime.ts'
import { readTypedRequest } from './trace-requests.ts'

export interface UiOptions extends RepositoryOptions {
  readonly color: ColorMode
  readonly lang: Language
}

/** The terminal UI on a repository. The screen is there before the analysis is. */
export const ui = async (runtime: Runtime, options: UiOptions): Promise<number> => {
  const [{ runUi }, { runInTerminal }] = await Promise.all([
    import('../ui/run-ui.ts'),
    import('../io/run-in-terminal.ts'),
  ])
  let repository: Repository = await openRepository(runtime, options)
  let current: Analysis | undefined
  const quiet: Runtime = { ...runtime, stderr: { isTTY: false, write: () => {} } }
  const analyse = async (): Promise<Analysis> => {
    current = await analyzeRepository(quiet, repository)
    return current
  }
  return runUi({
    analysis: analyse(),
    reload: async () => {
      repository = await openRepository(runtime, options)
      return analyse()
    },
    readSource: file => {
      const text = readText(repository.tree, file)
      return typeof text === 'string' ? text : undefined
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
    run: (argv, input) => runInTerminal(repository.root, argv, input),
    lang: options.lang,
    color: usesColor(options.color, runtime.stdout, runtime),
    stdin: process.stdin,
    stdout: process.stdout,
  })
}
