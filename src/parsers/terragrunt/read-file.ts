import type { Diagnostic } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source-location.ts'
import { readText, type SourceTree } from '../../model/source-tree.ts'
import type { Body } from '../hcl/ast.ts'
import { readHcl } from '../hcl/read-hcl.ts'
import { readHclJson } from '../hcl/read-hcl-json.ts'

export interface TerragruntFile {
  readonly body: Body
  readonly diagnostics: readonly Diagnostic[]
}

const read = new WeakMap<SourceTree, Map<string, TerragruntFile>>()

/** Reads a file of Terragrunt's; every unit below a root reads it anew, so that it is kept. */
export const readTerragruntFile = (tree: SourceTree, path: string): TerragruntFile => {
  const ofTree = read.get(tree) ?? new Map<string, TerragruntFile>()
  read.set(tree, ofTree)
  const present = ofTree.get(path) ?? readAnew(tree, path)
  ofTree.set(path, present)
  return present
}

const readAnew = (tree: SourceTree, path: string): TerragruntFile => {
  const text = readText(tree, path)
  if (typeof text === 'string')
    return path.endsWith('.json') ? readHclJson(path, text, 'configuration') : readHcl(path, text)
  const at = startOf(path)
  const detail = `The file "${path}" could not be read: ${text.why}. What it says is missing.`
  return {
    body: { syntax: 'native', attributes: new Map(), blocks: [], at },
    diagnostics: [{ severity: 'error', summary: 'Failed to read file', detail, at }],
  }
}

const names = ['terragrunt.hcl', 'terragrunt.hcl.json']

/** The configuration file of a unit's directory, as Terragrunt looks for it. */
export const configFileIn = (tree: SourceTree, directory: string): string | undefined => {
  const entries = tree.list(directory) ?? []
  const name = names.find(candidate => entries.some(entry => entry.kind === 'file' && entry.name === candidate))
  return name === undefined ? undefined : directory === '' ? name : `${directory}/${name}`
}
