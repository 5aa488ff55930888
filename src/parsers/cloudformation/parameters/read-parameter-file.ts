import { startOf } from '../../../model/source-location.ts'
import { baseName } from '../../../model/source-tree.ts'
import { locator } from '../locate.ts'
import { readTemplate } from '../read-template.ts'
import type { ParameterFile } from './parameter-entries.ts'
import { readAssignmentLines } from './read-assignment-lines.ts'
import { readParameterTree } from './read-parameter-tree.ts'
import { readSamConfig } from './read-samconfig.ts'

/**
 * The parameters that a file passes to a stack, in any of the forms in which repositories keep them. `environment` chooses among those of a samconfig,
 * `default` where it has none of that name.
 */
export const readParameterFile = (file: string, text: string, environment = 'default'): ParameterFile => {
  if (/^samconfig\./i.test(baseName(file)) || /\.toml$/i.test(file)) return fromSamConfig(file, text, environment)
  if (!isStructured(file, text)) return readAssignmentLines(text, locator(file, text))
  const { root, diagnostics } = readTemplate(file, text)
  if (root === undefined) return { values: new Map(), diagnostics }
  const read = readParameterTree(root)
  return { ...read, diagnostics: [...diagnostics, ...read.diagnostics] }
}

/** Files without a telling name: JSON and YAML show themselves in the first line that is no comment. */
const isStructured = (file: string, text: string): boolean => {
  if (/\.(json|ya?ml)$/i.test(file)) return true
  if (/\.(env|ini|properties)$/i.test(file) || /(^|\/)\.env[^/]*$/.test(file)) return false
  const first = text.split('\n').find(line => !/^\s*([#;].*)?$/.test(line)) ?? ''
  return /^\s*(\{|\[\s*(\{|"|$)|---)/.test(first) || /^\s*("?)[A-Za-z][A-Za-z0-9]*\1\s*:(\s|$)/.test(first)
}

const fromSamConfig = (file: string, text: string, environment: string): ParameterFile => {
  const { environments, diagnostics } = readSamConfig(file, text)
  const found = environments.get(environment) ?? environments.get('default')
  if (found !== undefined) return { ...found, diagnostics: [...diagnostics, ...found.diagnostics] }
  const missing = {
    severity: 'error',
    summary: `No environment ${environment.slice(0, 60)} in samconfig`,
    detail: `The file has no table [${environment.slice(0, 60)}.deploy.parameters].`,
    at: startOf(file),
  } as const
  return { values: new Map(), diagnostics: diagnostics.length > 0 ? diagnostics : [missing] }
}
