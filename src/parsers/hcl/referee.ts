import type { Diagnostic } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source-location.ts'
import type { HclFile } from './read-hcl.ts'
import { readHcl } from './read-hcl.ts'
import { readHclJson } from './read-hcl-json.ts'

/** It reads about a megabyte a second; files that are longer, or nest deeper, are not worth the wait. */
const maxLength = 500_000
const tooDeep = /[[({]{500}/

/**
 * Asks HashiCorp's own parser about a file that `readHcl` rejects. What it accepts comes back as a tree whose positions are all the
 * start of the file; what it rejects is reported in its words, at its place. Where it has no answer, ours stands.
 */
export const askReferee = async (file: string, text: string): Promise<HclFile> => {
  if (text.length > maxLength || tooDeep.test(text)) return readHcl(file, text)
  const { parse } = await import('@cdktf/hcl2json')
  try {
    const json = JSON.stringify(await parse(file, text))
    return readHclJson(file, json, 'configuration', startOf(file))
  } catch (failure) {
    const ours = readHcl(file, text)
    const rejection = rejectionOf(file, failure instanceof Error ? failure.message : String(failure))
    return rejection === undefined ? ours : { ...ours, diagnostics: [rejection] }
  }
}

/** `parse config: [file:3,4-4: Summary; Detail, and 2 other diagnostic(s)]`. Other failures say nothing about the file. */
const rejectionOf = (file: string, message: string): Diagnostic | undefined => {
  const [, line, column, words] = /^parse config: \[.*?:(\d+),(\d+)-[\d,]+: ([\s\S]*)\]$/.exec(message) ?? []
  if (words === undefined) return undefined
  const [summary = '', ...detail] = words.split('; ')
  const position = { line: Number(line), column: Number(column), offset: 0 }
  return {
    severity: 'error',
    summary,
    detail: detail.join('; '),
    at: { file, start: position, end: position, path: [] },
  }
}
