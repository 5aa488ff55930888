import { startOf } from '../../model/source-location.ts'
import { readText, type SourceTree } from '../../model/source-tree.ts'
import { type ReadTemplate, readTemplate, type TemplateFormat } from './read-template.ts'

/** By tree and file; nothing where a file cannot be read. Environments deploy the same ones, and reading costs more than evaluating. */
const templates = new WeakMap<SourceTree, Map<string, ReadTemplate | undefined>>()

export interface RootTemplate {
  readonly tree: SourceTree
  readonly file: string
  readonly text?: string
  readonly format?: TemplateFormat
}

/** Reads the root template and nested ones; a nested one that is not there is `undefined`. A file is read once for all environments of a tree. */
export const templateReader = ({
  tree,
  file: root,
  text,
  format,
}: RootTemplate): ((file: string) => ReadTemplate | undefined) => {
  const given = text === undefined ? undefined : readTemplate(root, text, format)
  const known = templates.get(tree) ?? new Map<string, ReadTemplate | undefined>()
  templates.set(tree, known)
  return file => {
    if (file === root && given) return given
    if (!known.has(file)) {
      const content = readText(tree, file)
      known.set(file, typeof content === 'string' ? readTemplate(file, content) : undefined)
    }
    const read = known.get(file)
    if (read || file !== root) return read
    const content = readText(tree, file)
    const why = typeof content === 'string' ? 'it changed while it was read' : content.why
    const detail = `The template cannot be read: ${why}.`
    return { diagnostics: [{ severity: 'error', summary: 'Template not readable', detail, at: startOf(file) }] }
  }
}
