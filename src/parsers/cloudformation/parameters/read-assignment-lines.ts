import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { Locator } from '../locate.ts'
import { type ParameterEntry, type ParameterFile, readAssignments } from './parameter-entries.ts'

const unquoted = (text: string): string => /^(["'])([\s\S]*)\1$/.exec(text)?.[2] ?? text

/** Lines of `K=V` as in env and ini files: comments, `export` and `[section]` headers are passed over; a later line wins. */
export const readAssignmentLines = (text: string, locate: Locator): ParameterFile => {
  const values = new Map<string, ParameterEntry>()
  const diagnostics: Diagnostic[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const start = offset
    offset += line.length + 1
    const content = line.replace(/\r$/, '')
    if (/^\s*([#;].*|\[.*\]\s*)?$/.test(content)) continue
    const prefix = /^\s*(export\s+)?/.exec(content)?.[0].length ?? 0
    const several = readAssignments(content.slice(prefix))
    const single = /^([A-Za-z][A-Za-z0-9]*)\s*=(.*)$/.exec(content.slice(prefix))
    const [, name, value] = single ?? []
    if (several)
      for (const found of several) {
        const at = locate(start + prefix + found.start, start + prefix + found.end, [found.name])
        values.set(found.name, { value: found.value, at })
      }
    else if (name !== undefined && value !== undefined)
      values.set(name, { value: unquoted(value.trim()), at: locate(start + prefix, start + content.length, [name]) })
    else
      diagnostics.push({
        severity: 'warning',
        summary: 'Line is no parameter',
        detail: 'Parameters are written as Name=value; this line was left out.',
        at: locate(start, start + content.length, []),
      })
  }
  return values.size > 0 ? { form: 'assignments', values, diagnostics } : { values, diagnostics }
}
