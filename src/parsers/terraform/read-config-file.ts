import type { Diagnostic } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source-location.ts'
import type { Body } from '../hcl/ast.ts'
import { readHcl } from '../hcl/read-hcl.ts'
import { readHclJson } from '../hcl/read-hcl-json.ts'
import { askReferee } from '../hcl/referee.ts'

export interface ConfigFile {
  readonly body: Body
  readonly diagnostics: readonly Diagnostic[]
}

const isJson = (path: string): boolean => path.endsWith('.json')

/** Rejected for its size, which is nothing that another parser could judge. */
const isOwnLimit = ({ summary }: Diagnostic): boolean =>
  summary === 'Nested too deeply' || summary === 'Expression too long'

/** Reads a native file; where the reader rejects it, HashiCorp's own parser has the last word. */
const readNative = async (path: string, text: string): Promise<ConfigFile> => {
  const ours = readHcl(path, text)
  if (ours.diagnostics.length === 0 || ours.diagnostics.some(isOwnLimit)) return ours
  const theirs = await askReferee(path, text)
  if (theirs.diagnostics.length === 0) return theirs
  const lines = new Set(theirs.diagnostics.map(diagnostic => diagnostic.at.start.line))
  const others = ours.diagnostics.filter(diagnostic => !lines.has(diagnostic.at.start.line))
  return { body: ours.body, diagnostics: [...theirs.diagnostics, ...others] }
}

/** No configuration that people write is longer; a tree of what is in one would take more memory than there may be. */
const maximumLength = 16_000_000

const tooLong = (path: string): ConfigFile => {
  const at = startOf(path)
  return {
    body: { syntax: isJson(path) ? 'json' : 'native', attributes: new Map(), blocks: [], at },
    diagnostics: [
      {
        severity: 'error',
        summary: 'File too large',
        detail: `Files of more than ${maximumLength} characters are not read; what this one says is missing.`,
        at,
      },
    ],
  }
}

/** Reads a `.tf`, `.tofu`, `.tf.json` or `.tofu.json` file. */
export const readConfigFile = async (path: string, text: string): Promise<ConfigFile> =>
  text.length > maximumLength
    ? tooLong(path)
    : isJson(path)
      ? readHclJson(path, text, 'configuration')
      : readNative(path, text)

/** Reads a `.tfvars` or `.tfvars.json` file. */
export const readVariableFile = async (path: string, text: string): Promise<ConfigFile> =>
  text.length > maximumLength
    ? tooLong(path)
    : isJson(path)
      ? readHclJson(path, text, 'values')
      : readNative(path, text)
