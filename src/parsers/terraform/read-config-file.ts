import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Body } from '../hcl/ast.ts'
import { readHcl } from '../hcl/read-hcl.ts'
import { readHclJson } from '../hcl/read-hcl-json.ts'
import { askReferee } from '../hcl/referee.ts'

export interface ConfigFile {
  readonly body: Body
  readonly diagnostics: readonly Diagnostic[]
}

const isJson = (path: string): boolean => path.endsWith('.json')

/** Reads a native file; where the reader rejects it, HashiCorp's own parser has the last word. */
const readNative = async (path: string, text: string): Promise<ConfigFile> => {
  const ours = readHcl(path, text)
  if (ours.diagnostics.length === 0) return ours
  const theirs = await askReferee(path, text)
  if (theirs.diagnostics.length === 0) return theirs
  const lines = new Set(theirs.diagnostics.map(diagnostic => diagnostic.at.start.line))
  const others = ours.diagnostics.filter(diagnostic => !lines.has(diagnostic.at.start.line))
  return { body: ours.body, diagnostics: [...theirs.diagnostics, ...others] }
}

/** Reads a `.tf`, `.tofu`, `.tf.json` or `.tofu.json` file. */
export const readConfigFile = async (path: string, text: string): Promise<ConfigFile> =>
  isJson(path) ? readHclJson(path, text, 'configuration') : readNative(path, text)

/** Reads a `.tfvars` or `.tfvars.json` file. */
export const readVariableFile = async (path: string, text: string): Promise<ConfigFile> =>
  isJson(path) ? readHclJson(path, text, 'values') : readNative(path, text)
