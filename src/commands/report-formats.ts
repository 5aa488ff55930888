import { suggestName } from '../config/closest-name.ts'
import { UsageError } from '../config/config-error.ts'
import type { Analysis } from '../model/analysis.ts'
import { renderJson } from '../report/json.ts'
import type { Language } from '../report/phrases.ts'
import { renderText } from '../report/text/render-text.ts'

export interface RenderOptions {
  readonly color: boolean
  readonly language: Language
}

type Render = (analysis: Analysis, options: RenderOptions) => string | Promise<string>

/** Every format of `sotsu check`. */
export const reportFormats: ReadonlyMap<string, Render> = new Map<string, Render>([
  ['text', renderText],
  ['json', renderJson],
])

export const renderReport = (format: string): Render => {
  const render = reportFormats.get(format)
  if (render) return render
  throw new UsageError(`there is no format ${format}. ${suggestName(format, [...reportFormats.keys()])}`)
}

const byExtension: Readonly<Record<string, string>> = {
  txt: 'text',
  json: 'json',
  md: 'markdown',
  html: 'html',
  sarif: 'sarif',
  xml: 'junit',
}

export interface WantedReport {
  readonly format?: string
  /** Absent: standard output. */
  readonly output?: string
}

/** `--format` and `--output` in the order given: each output belongs to the format beside it. */
export const addFormat = (format: string, reports: readonly WantedReport[] = []): readonly WantedReport[] => {
  const last = reports.at(-1)
  return last && last.format === undefined ? [...reports.slice(0, -1), { ...last, format }] : [...reports, { format }]
}

export const addOutput = (output: string, reports: readonly WantedReport[] = []): readonly WantedReport[] => {
  const last = reports.at(-1)
  return last && last.output === undefined ? [...reports.slice(0, -1), { ...last, output }] : [...reports, { output }]
}

/** The reports of a run; text on standard output when nothing was asked for. */
export const completeReports = (
  reports: readonly WantedReport[],
): readonly { readonly format: string; readonly output?: string }[] => {
  const complete = reports.map(({ format, output }) => {
    const chosen = format ?? byExtension[/\.([^.]+)$/.exec(output ?? '')?.[1]?.toLowerCase() ?? '']
    if (chosen === undefined) throw new UsageError(`--output ${output}: say in which format, with --format`)
    renderReport(chosen)
    return { format: chosen, ...(output === undefined ? {} : { output }) }
  })
  if (complete.filter(({ output }) => output === undefined).length > 1)
    throw new UsageError('only one report fits on standard output; give the others an --output')
  return complete.length === 0 ? [{ format: 'text' }] : complete
}
