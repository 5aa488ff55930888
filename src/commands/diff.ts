import { outliersAmong } from '../align/outliers.ts'
import { renderDiffJson } from '../report/diff-json.ts'
import type { Language } from '../report/phrases.ts'
import { renderDiff } from '../report/text/diff.ts'
import { analyzeRepository } from './check.ts'
import { type ColorMode, usesColor } from './color.ts'
import { exitCodes } from './exit-code.ts'
import { openRepository, type RepositoryOptions } from './repository.ts'
import type { Runtime } from './runtime.ts'

export interface DiffOptions extends RepositoryOptions {
  /** Every difference under its root. */
  readonly all: boolean
  /** Where most environments agree and a few do not. */
  readonly outliers: boolean
  readonly format: 'text' | 'json'
  readonly color: ColorMode
  readonly lang: Language
}

/** `sotsu diff`: what the environments differ in, at the roots. A view, not a gate: its exit code is 0 whatever it lists. */
export const diff = async (runtime: Runtime, options: DiffOptions): Promise<number> => {
  const repository = await openRepository(runtime, options)
  const analysis = await analyzeRepository(runtime, repository, options.outliers ? 'every' : 'compared')
  const parts = {
    all: options.all,
    ...(options.outliers ? { outliers: outliersAmong(analysis.environments) } : {}),
  }
  const style = { color: usesColor(options.color, runtime.stdout, runtime), language: options.lang }
  runtime.stdout.write(options.format === 'json' ? renderDiffJson(analysis, parts) : renderDiff(analysis, parts, style))
  return exitCodes.ok
}
