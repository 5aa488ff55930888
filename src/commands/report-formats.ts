import { suggestName } from '../config/closest-name.ts'
import { UsageError } from '../config/config-error.ts'
import type { Analysis } from '../model/analysis.ts'
import type { Language } from '../report/phrases.ts'

export interface RenderOptions {
  readonly color: boolean
  readonly language: Language
}

type Render = (analysis: Analysis, options: RenderOptions) => string | Promise<string>

/** Every format of `sotsu check`. What writes it is loaded when it is asked for. */
export const reportFormats: ReadonlyMap<string, Render> = new Map<string, Render>([
  ['text', async (analysis, options) => (await import('../report/text/render-text.ts')).renderText(analysis, options)],
  ['json', async analysis => (await import('../report/json.ts')).renderJson(analysis)],
  [
    'markdown',
    async (analysis, { language }) =>
      (await import('../report/markdown/render-markdown.ts')).renderMarkdown(analysis, { language }),
  ],
  [
    'html',
    async (analysis, { language }) =>
      (await import('../report/html/render-html.ts')).renderHtml(analysis, { language }),
  ],
  [
    'sarif',
    async analysis => {
      const [{ renderSarif }, { rulePage }] = await Promise.all([
        import('../report/sarif/render-sarif.ts'),
        import('./explain.ts'),
      ])
      return renderSarif(analysis, { rulePage })
    },
  ],
  ['junit', async analysis => (await import('../report/junit.ts')).renderJunit(analysis)],
  ['gitlab', async analysis => (await import('../report/gitlab.ts')).renderGitlab(analysis)],
  ['github', async analysis => (await import('../report/github.ts')).renderGithub(analysis)],
  ['rdjson', async analysis => (await import('../report/rdjson.ts')).renderRdjson(analysis)],
])

export const renderReport = (format: string): Render => {
  const render = reportFormats.get(format)
  if (render) return render
  throw new UsageError(`there is no format ${format}. ${suggestName(format, [...reportFormats.keys()])}`)
}

/** Whether a report says of each environment what it has, compared or not; others tell of comparisons. */
export const listsEnvironments = (format: string): boolean => format === 'json'

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
