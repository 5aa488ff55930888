import { startOf } from '../../model/source-location.ts'
import type { HclFile } from './read-hcl.ts'
import { readHclJson } from './read-hcl-json.ts'

/**
 * Asks HashiCorp's own parser about a file that `readHcl` rejects. What it accepts comes back as a tree whose positions are all the
 * start of the file; what it rejects is reported in its words, at its place.
 */
export const askReferee = async (file: string, text: string): Promise<HclFile> => {
  const { parse } = await import('@cdktf/hcl2json')
  try {
    const json = JSON.stringify(await parse(file, text))
    return readHclJson(file, json, 'configuration', startOf(file))
  } catch (failure) {
    return { ...readHclJson(file, '{}', 'configuration', startOf(file)), diagnostics: [rejection(file, failure)] }
  }
}

/** `parse config: [file:3,4-4: Summary; Detail]`, possibly with more behind it. */
const rejection = (file: string, failure: unknown) => {
  const message = failure instanceof Error ? failure.message : String(failure)
  const [, line, column, rest = message] = /:(\d+),(\d+)-[\d,]+: ([\s\S]*)/.exec(message) ?? []
  const [summary = 'Invalid syntax', ...detail] = rest.replace(/\]$/, '').split('; ')
  const position = { line: Number(line ?? 1), column: Number(column ?? 1), offset: 0 }
  return {
    severity: 'error' as const,
    summary,
    detail: detail.join('; ') || 'The file was not read.',
    at: { file, start: position, end: position, path: [] },
  }
}
