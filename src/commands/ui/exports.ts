import { resolve } from 'node:path'
import { writeFileAtomically } from '../../io/write-file.ts'
import type { Analysis } from '../../model/analysis.ts'
import type { Language } from '../../report/phrases.ts'
import { renderReport } from '../report-formats.ts'
import type { Runtime } from '../runtime.ts'
import { reportName } from './report-name.ts'

const extensions: Readonly<Record<string, string>> = {
  text: 'txt',
  markdown: 'md',
  junit: 'xml',
  gitlab: 'gitlab.json',
  github: 'github.txt',
  rdjson: 'rdjson',
}

/** Reports written from the UI, into the working directory. */
export const exportsOf = (runtime: Runtime, language: Language) => ({
  exportReport: async (format: string, analysis: Analysis): Promise<string> => {
    const file = `${reportName}.${extensions[format] ?? format}`
    writeFileAtomically(resolve(runtime.cwd, file), await renderReport(format)(analysis, { color: false, language }))
    return file
  },
})
