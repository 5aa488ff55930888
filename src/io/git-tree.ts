import {
  directoryOf,
  joinPath,
  normalizePath,
  type ReadFailure,
  type SourceTree,
  type TreeEntry,
} from '../model/source-tree.ts'
import { defaultSizeLimit } from './disk-tree.ts'
import { isPassedOver } from './passed-over.ts'
import { GitError, runGit } from './run-git.ts'

interface Blob {
  readonly id: string
  readonly size: number
  readonly isLink: boolean
}

const mostLinks = 16

/** `<mode> blob <id> <size>\t<path>` for each file of the revision; submodules are not part of it. */
const listBlobs = (directory: string, revision: string): ReadonlyMap<string, Blob> => {
  const listing = runGit(directory, ['ls-tree', '-r', '-z', '--long', '--full-tree', '--end-of-options', revision])
  const blobs = new Map<string, Blob>()
  for (const line of listing.toString().split('\0')) {
    const [, mode, id, size, path] = /^(\d+) blob (\w+) +(\d+)\t(.*)$/s.exec(line) ?? []
    if (id !== undefined && path !== undefined) blobs.set(path, { id, size: Number(size), isLink: mode === '120000' })
  }
  return blobs
}

/** The blobs that are present, by id; a partial clone may lack some. */
const readBlobs = (directory: string, ids: readonly string[]): ReadonlyMap<string, Uint8Array> => {
  const output = runGit(directory, ['cat-file', '--batch'], `${ids.join('\n')}\n`)
  const contents = new Map<string, Uint8Array>()
  for (let offset = 0; offset < output.length; ) {
    const end = output.indexOf(10, offset)
    const [id = '', type, size] = output.subarray(offset, end).toString().split(' ')
    offset = end + 1
    if (type !== 'blob') continue
    contents.set(id, output.subarray(offset, offset + Number(size)))
    offset += Number(size) + 1
  }
  return contents
}

/** The top directory of the repository that a directory lies in. */
export const gitRoot = (directory: string): string =>
  runGit(directory, ['rev-parse', '--show-toplevel']).toString().trimEnd()

/** The files of a revision. Files of one directory are fetched together, since asking git costs more than reading. */
export const gitTree = (directory: string, revision: string, sizeLimit: number = defaultSizeLimit): SourceTree => {
  const commit = runGit(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
    .toString()
    .trim()
  if (commit === '') throw new GitError(`there is no revision ${revision}`)
  const blobs = listBlobs(directory, commit)
  const directories = new Map<string, Map<string, TreeEntry['kind']>>([['', new Map()]])
  const byDirectory = new Map<string, Blob[]>()
  for (const [path, blob] of blobs) {
    const parts = path.split('/')
    for (const [depth, name] of parts.entries()) {
      const parent = parts.slice(0, depth).join('/')
      if (isPassedOver(parent, name)) break
      const entries = directories.get(parent) ?? new Map<string, TreeEntry['kind']>()
      entries.set(name, depth === parts.length - 1 ? 'file' : 'directory')
      directories.set(parent, entries)
    }
    const parent = directoryOf(path)
    byDirectory.set(parent, [...(byDirectory.get(parent) ?? []), blob])
  }

  const contents = new Map<string, Uint8Array>()
  const contentOf = (path: string, blob: Blob): Uint8Array | undefined => {
    if (!contents.has(blob.id)) {
      const together = (byDirectory.get(directoryOf(path)) ?? []).filter(({ size }) => size <= 1024 * 1024)
      const ids = new Set([blob.id, ...together.map(({ id }) => id)])
      for (const [id, bytes] of readBlobs(directory, [...ids])) contents.set(id, bytes)
    }
    return contents.get(blob.id)
  }

  /** The path that a symbolic link leads to; links of directories are followed part by part. */
  const follow = (path: string, depth = 0): string | undefined => {
    const parts = path.split('/')
    for (let length = 1; length <= parts.length; length++) {
      const link = parts.slice(0, length).join('/')
      const blob = blobs.get(link)
      if (!blob?.isLink) continue
      const target = contentOf(link, blob)
      if (target === undefined || depth >= mostLinks) return undefined
      const text = new TextDecoder().decode(target)
      const led = text.startsWith('/') ? undefined : joinPath(directoryOf(link), text, ...parts.slice(length))
      return led === undefined ? undefined : follow(led, depth + 1)
    }
    return path
  }
  const find = (path: string): string | undefined => {
    const normal = normalizePath(path)
    return normal === undefined ? undefined : follow(normal)
  }

  return {
    list: path => {
      const found = find(path)
      const entries = found === undefined ? undefined : directories.get(found)
      if (entries === undefined) return undefined
      return [...entries]
        .flatMap(([name, kind]): readonly TreeEntry[] => {
          const child = joinPath(found ?? '', name) ?? name
          if (blobs.get(child)?.isLink !== true) return [{ name, kind }]
          const target = follow(child)
          if (target === undefined) return []
          return blobs.has(target)
            ? [{ name, kind: 'file' }]
            : directories.has(target)
              ? [{ name, kind: 'directory' }]
              : []
        })
        .sort((one, other) => (one.name < other.name ? -1 : 1))
    },
    read: (path): Uint8Array | ReadFailure => {
      const found = find(path)
      const blob = found === undefined ? undefined : blobs.get(found)
      if (found === undefined || blob === undefined) return { failure: 'missing', why: 'there is no such file' }
      if (blob.size > sizeLimit)
        return { failure: 'too-large', why: `it has ${blob.size} bytes; the limit is ${sizeLimit}` }
      return contentOf(found, blob) ?? { failure: 'unreadable', why: 'this clone of the repository does not hold it' }
    },
  }
}
