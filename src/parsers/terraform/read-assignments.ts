import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { Expression } from '../hcl/ast.ts'
import { readVariableFile } from './read-config-file.ts'
import { readUtf8 } from './read-utf8.ts'

export interface Assignments {
  readonly values: readonly (readonly [string, Expression])[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The arguments of a file that holds nothing else: of variables, or of a backend. */
export const readAssignments = async (
  tree: SourceTree,
  path: string,
  of: 'variables' | 'backend',
): Promise<Assignments> => {
  const { text, trouble } = readUtf8(tree, path, `Failed to read ${of} file`)
  const unread = trouble === undefined ? [] : [trouble]
  if (text === undefined) return { values: [], diagnostics: unread }
  const { body, diagnostics } = await readVariableFile(path, text)
  const wanted = of === 'variables' ? 'a variable file. To set variables' : 'a backend file. To set its arguments'
  return {
    values: [...body.attributes.values()].map(({ name, expression }) => [name, expression]),
    diagnostics: [
      ...unread,
      ...diagnostics,
      ...body.blocks.map(block => ({
        severity: 'error' as const,
        summary: 'Unexpected block',
        detail: `Blocks of type "${block.type}" are not expected in ${wanted}, use arguments: name = value.`,
        at: block.header,
      })),
    ],
  }
}

/** What `-backend-config` files set, later ones winning. https://developer.hashicorp.com/terraform/language/backend#partial-configuration */
export const readBackendFiles = async (tree: SourceTree, paths: readonly string[]): Promise<Assignments> => {
  const files: Assignments[] = []
  for (const path of paths) files.push(await readAssignments(tree, path, 'backend'))
  return {
    values: [...new Map(files.flatMap(({ values }) => values))],
    diagnostics: files.flatMap(({ diagnostics }) => diagnostics),
  }
}
