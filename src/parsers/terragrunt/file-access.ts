import type { SourceTree } from '../../model/source-tree.ts'
import type { FunctionContext } from '../hcl/functions/function-context.ts'
import { filesBelow } from '../terraform/files-below.ts'
import { pathInTree, relativePath } from './checkout-path.ts'

/** Paths in `file()` and its kin are relative to the file that they are written in, or absolute below the checkout. */
export const fileAccess = (tree: SourceTree, directory: string): Pick<FunctionContext, 'readFile' | 'listFiles'> => {
  const { readFile, listFiles } = filesBelow(tree, directory)
  const relative = (path: string): string => {
    const where = path.startsWith('/') ? pathInTree(path, directory) : undefined
    return where === undefined ? path : relativePath(directory, where)
  }
  return { readFile: path => readFile(relative(path)), listFiles: path => listFiles(relative(path)) }
}
