import ignore, { type Ignore } from 'ignore'
import { directoryOf, joinPath, readText, type SourceTree } from '../model/source-tree.ts'

/** A tree that lists only what `.gitignore` files leave; what is asked for by name can still be read. */
export const unignoredTree = (tree: SourceTree): SourceTree => {
  const rules = new Map<string, Ignore | undefined>()
  const rulesOf = (directory: string): Ignore | undefined => {
    if (!rules.has(directory)) {
      const text = readText(tree, joinPath(directory, '.gitignore') ?? '.gitignore')
      rules.set(directory, typeof text === 'string' ? ignore().add(text) : undefined)
    }
    return rules.get(directory)
  }

  /** gitignore(5): patterns of the nearest file win; a directory that is ignored hides all below it. */
  const isIgnored = (path: string, isDirectory: boolean): boolean => {
    for (let directory = directoryOf(path); ; directory = directoryOf(directory)) {
      const below = directory === '' ? path : path.slice(directory.length + 1)
      const answer = rulesOf(directory)?.test(isDirectory ? `${below}/` : below)
      if (answer?.ignored) return true
      if (answer?.unignored || directory === '') return false
    }
  }

  return {
    read: path => tree.read(path),
    list: path =>
      tree.list(path)?.filter(({ name, kind }) => !isIgnored(joinPath(path, name) ?? name, kind === 'directory')),
  }
}
