/** The files that may be read: a directory on disk, a git revision, or a map in a test. Paths are relative to its root, with `/`; `''` is the root. */
export interface SourceTree {
  /** What is in a directory, sorted by name; `undefined` when there is no such directory. */
  list(directory: string): readonly TreeEntry[] | undefined
  /** The bytes of a file, or why they cannot be had. Paths that lead outside the root are `missing`. */
  read(path: string): Uint8Array | ReadFailure
}

export interface TreeEntry {
  readonly name: string
  readonly kind: 'file' | 'directory'
}

/** `unreadable` has the reason of the operating system, without absolute paths. `too-large`: above the tree's limit. */
export interface ReadFailure {
  readonly failure: 'missing' | 'unreadable' | 'too-large'
  readonly why: string
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A file as text; a BOM stays. Invalid UTF-8 becomes U+FFFD. */
export const readText = (tree: SourceTree, path: string): string | ReadFailure => {
  const bytes = tree.read(path)
  return bytes instanceof Uint8Array ? decoder.decode(bytes) : bytes
}

/** `a/b/../c` → `a/c`; `undefined` when it leaves the root. */
export const normalizePath = (path: string): string | undefined => {
  // Most paths are asked for as they are: no part of them is empty or made of dots.
  if (!/(?:^|\/)(?:\.{0,2}(?:\/|$))/.test(path)) return path
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

export const joinPath = (...parts: readonly string[]): string | undefined => normalizePath(parts.join('/'))

export const directoryOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
