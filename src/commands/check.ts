import { resolve } from 'node:path'
import type { Evaluated } from '../analyze.ts'
import { UsageError } from '../config/config-error.ts'
import { writeFileAtomically } from '../io/write-file.ts'
import type { Analysis } from '../model/analysis.ts'
import type { Language } from '../report/phrases.ts'
import { type ColorMode, usesColor } from './color.ts'
import { exitCodeOf, type FailTerms } from './exit-code.ts'
import { notingTree } from './noting-tree.ts'
import { startProgress } from './progress.ts'
import { completeReports, listsEnvironments, renderReport, type WantedReport } from './report-formats.ts'
import { openRepository, type Repository, type RepositoryOptions } from './repository.ts'
import type { Runtime } from './runtime.ts'

export interface CheckOptions extends RepositoryOptions, FailTerms {
  readonly reports?: readonly WantedReport[]
  /** An earlier JSON report: what it has is known. Relative to the working directory. */
  readonly baseline?: string | undefined
  readonly color: ColorMode
  readonly lang: Language
}

/** What discovery did goes to stderr, for people only: a report says what was analysed anyway. */
const sayWhatWasFound = ({ discovery }: Repository, { stderr }: Runtime): void => {
  if (discovery === undefined || !stderr.isTTY) return
  const names = discovery.config.environments.map(({ name }) => name).join(', ') || 'none'
  const left = discovery.leftAlone.length > 0 ? `, ${discovery.leftAlone.length} left alone` : ''
  stderr.write(`environments found: ${names} (${discovery.found.length} sources${left}; sotsu init writes them down)\n`)
}

/** @param evaluate what the command shows: comparisons alone, or every environment */
export const analyzeRepository = async (
  runtime: Runtime,
  repository: Repository,
  evaluate: Evaluated,
): Promise<Analysis> => {
  const progress = startProgress(runtime)
  const { tree, noted } = notingTree(repository.tree, 'sotsu:expect')
  try {
    const { config, customRules } = repository
    const options = { salt: runtime.salt, evaluate, onProgress: progress.report, customRules }
    const analysis = await runtime.analyze(tree, config, options)
    return await withExpectations(runtime, analysis, repository, noted)
  } finally {
    progress.end()
  }
}

/** What the repository says is intended is waived. Most repositories say nothing: then nothing is loaded for it. */
const withExpectations = async (
  runtime: Runtime,
  analysis: Analysis,
  { tree, customRules }: Repository,
  noted: ReadonlySet<string>,
): Promise<Analysis> => {
  const list = tree.read('sotsu.expect.yaml')
  if (noted.size === 0 && !(list instanceof Uint8Array)) return analysis
  const { reviewAnalysis } = await import('./review-analysis.ts')
  return reviewAnalysis(analysis, tree, noted, runtime.today(), customRules)
}

const withBaseline = async (runtime: Runtime, analysis: Analysis, file: string | undefined): Promise<Analysis> => {
  if (file === undefined) return analysis
  const [{ applyBaseline, readBaseline }, { readNamedFile }] = await Promise.all([
    import('../config/expectations/baseline.ts'),
    import('../io/read-input.ts'),
  ])
  const text = await readNamedFile(resolve(runtime.cwd, file)).catch(() => {
    throw new UsageError(`cannot read the baseline ${file}`)
  })
  return applyBaseline(analysis, readBaseline(file, text))
}

/** In the log of a CI job a line can be a command: text for people must not be one. */
const asLog = async ({ env }: Runtime, format: string, text: string): Promise<string> => {
  if (format !== 'text' || !(env.GITHUB_ACTIONS || env.TF_BUILD)) return text
  const { harmlessLog } = await import('../report/harmless-log.ts')
  return harmlessLog(text)
}

const writeStepSummary = async ({ env }: Runtime, analysis: Analysis, language: Language): Promise<void> => {
  if (!env.GITHUB_STEP_SUMMARY) return
  const [{ fittingSummary }, { appendToFile }] = await Promise.all([
    import('../report/markdown/fitting-summary.ts'),
    import('../io/append-file.ts'),
  ])
  appendToFile(env.GITHUB_STEP_SUMMARY, fittingSummary(analysis, { language }))
}

/** `sotsu check`: analyses the repository, writes the reports, gives the exit code. */
export const check = async (runtime: Runtime, options: CheckOptions): Promise<number> => {
  const reports = completeReports(options.reports ?? [])
  const repository = await openRepository(runtime, options)
  sayWhatWasFound(repository, runtime)
  if (repository.config.environments.length === 0)
    runtime.stderr.write('sotsu: no environments found; nothing was compared\n')
  const evaluate = reports.some(({ format }) => listsEnvironments(format)) ? 'every' : 'compared'
  const analysis = await withBaseline(runtime, await analyzeRepository(runtime, repository, evaluate), options.baseline)
  for (const { format, output } of reports) {
    const color = output === undefined ? usesColor(options.color, runtime.stdout, runtime) : options.color === 'always'
    const text = await renderReport(format)(analysis, { color, language: options.lang })
    if (output === undefined) runtime.stdout.write(await asLog(runtime, format, text))
    else writeFileAtomically(resolve(runtime.cwd, output), text)
    if (format === 'github') await writeStepSummary(runtime, analysis, options.lang)
  }
  return exitCodeOf(analysis, options)
}
