import { normalizePath, type SourceTree, type TreeEntry } from '../model/source-tree.ts'

const encoder = new TextEncoder()

/** Files that are held in memory: path → text. */
export const mapTree = (files: Readonly<Record<string, string>> | ReadonlyMap<string, string>): SourceTree => {
  const given: Iterable<readonly [string, string]> = files instanceof Map ? files : Object.entries(files)
  const texts = new Map([...given].map(([path, text]) => [normalizePath(path) ?? path, text]))
  const directories = new Map<string, Map<string, TreeEntry['kind']>>([['', new Map()]])
  for (const path of texts.keys()) {
    const parts = path.split('/')
    for (const [depth, name] of parts.entries()) {
      const parent = parts.slice(0, depth).join('/')
      const entries = directories.get(parent) ?? new Map<string, TreeEntry['kind']>()
      entries.set(name, depth === parts.length - 1 ? 'file' : 'directory')
      directories.set(parent, entries)
    }
  }
  return {
    list: path => {
      const entries = directories.get(normalizePath(path) ?? '..')
      if (entries === undefined) return undefined
      return [...entries].map(([name, kind]) => ({ name, kind })).sort((one, other) => (one.name < other.name ? -1 : 1))
    },
    read: path => {
      const text = texts.get(normalizePath(path) ?? '..')
      return text === undefined ? { failure: 'missing', why: 'there is no such file' } : encoder.encode(text)
    },
  }
}
