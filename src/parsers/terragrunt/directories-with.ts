import type { SourceTree } from '../../model/source-tree.ts'
import { joinPath } from '../../model/source-tree.ts'

const mostDirectories = 20_000

/** Directories at and below one that have what is wanted, in order of their names. Hidden ones are passed over. */
export const directoriesWith = (
  tree: SourceTree,
  top: string,
  isWanted: (directory: string) => boolean,
): readonly string[] => {
  const found: string[] = []
  const waiting = [top]
  for (
    let seen = 0, next = waiting.pop();
    next !== undefined && seen < mostDirectories;
    seen += 1, next = waiting.pop()
  ) {
    if (isWanted(next)) found.push(next)
    for (const { name, kind } of tree.list(next) ?? [])
      if (kind === 'directory' && !name.startsWith('.') && name !== 'node_modules')
        waiting.push(joinPath(next, name) ?? name)
  }
  return found.toSorted((one, other) => (one < other ? -1 : 1))
}
