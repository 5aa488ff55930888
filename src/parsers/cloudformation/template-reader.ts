import { startOf } from '../../model/source-location.ts'
import { readText, type SourceTree } from '../../model/source-tree.ts'
import { type ReadTemplate, readTemplate, type TemplateFormat } from './read-template.ts'

interface KnownTemplate {
  readonly text: string
  readonly read: ReadTemplate
}

/** By tree and file. Environments and apps deploy the same ones, and reading costs more than evaluating. */
const templates = new WeakMap<SourceTree, Map<string, KnownTemplate>>()

export interface RootTemplate {
  readonly tree: SourceTree
  readonly file: string
  readonly text?: string
  readonly format?: TemplateFormat
}

/** Reads the root template and nested ones; a nested one that is not there is `undefined`. A text is read once for all environments of a tree. */
export const templateReader = ({
  tree,
  file: root,
  text: given,
  format,
}: RootTemplate): ((file: string) => ReadTemplate | undefined) => {
  const known = templates.get(tree) ?? new Map<string, KnownTemplate>()
  templates.set(tree, known)
  const readOnce = (file: string, text: string): ReadTemplate => {
    if (file === root && format !== undefined) return readTemplate(file, text, format)
    const present = known.get(file)
    if (present?.text === text) return present.read
    const read = readTemplate(file, text)
    known.set(file, { text, read })
    return read
  }
  return file => {
    const text = file === root && given !== undefined ? given : readText(tree, file)
    if (typeof text === 'string') return readOnce(file, text)
    if (file !== root) return undefined
    const detail = `The template cannot be read: ${text.why}.`
    return { diagnostics: [{ severity: 'error', summary: 'Template not readable', detail, at: startOf(file) }] }
  }
}
