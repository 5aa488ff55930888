import type { ReadFailure, SourceTree } from '../../model/source-tree.ts'
import { joinPath } from '../../model/source-tree.ts'
import type { FunctionContext } from '../hcl/functions/function-context.ts'

const maximumListed = 20_000

const outside: ReadFailure = { failure: 'missing', why: 'it lies outside of the repository' }

/** Paths in `file()` and its kin are relative to where Terraform runs: the root module's directory, also in child modules. */
export const filesBelow = (
  tree: SourceTree,
  directory: string,
): Pick<FunctionContext, 'readFile' | 'listFiles' | 'directory'> => {
  const resolve = (path: string): string | undefined => (path.startsWith('/') ? undefined : joinPath(directory, path))
  return {
    directory,
    readFile: path => {
      const resolved = resolve(path)
      return resolved === undefined ? outside : tree.read(resolved)
    },
    listFiles: path => {
      const resolved = resolve(path)
      return resolved === undefined || tree.list(resolved) === undefined ? undefined : listBelow(tree, resolved)
    },
  }
}

const listBelow = (tree: SourceTree, directory: string): readonly string[] => {
  const files: string[] = []
  const waiting = ['']
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop())
    for (const { name, kind } of tree.list(joinPath(directory, below) ?? directory) ?? []) {
      const path = below === '' ? name : `${below}/${name}`
      if (kind === 'directory') waiting.push(path)
      else files.push(path)
      if (files.length + waiting.length > maximumListed) return files
    }
  return files
}
