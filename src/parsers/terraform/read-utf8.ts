import type { Diagnostic } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import { readText } from '../../model/source-tree.ts'

/** A configuration file's text. Where bytes are not UTF-8, which Terraform demands, they are replaced and the file is still read. */
export const readUtf8 = (
  tree: SourceTree,
  path: string,
  summary = 'Failed to read file',
): { readonly text?: string; readonly trouble?: Diagnostic } => {
  const text = readText(tree, path)
  if (typeof text !== 'string') {
    const detail = `The file "${path}" could not be read: ${text.why}. What it says is missing.`
    return { trouble: { severity: 'error', summary, detail, at: startOf(path) } }
  }
  if (!text.includes('\ufffd') || isUtf8(tree.read(path))) return { text }
  const detail = 'Configuration files must be UTF-8. Convert this one; bytes that are not were replaced.'
  return { text, trouble: { severity: 'error', summary: 'Invalid character encoding', detail, at: startOf(path) } }
}

const isUtf8 = (bytes: ReturnType<SourceTree['read']>): boolean => {
  if (!(bytes instanceof Uint8Array)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
