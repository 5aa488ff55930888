import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import {
  baseName,
  directoryOf,
  normalizePath,
  type ReadFailure,
  type SourceTree,
  type TreeEntry,
} from '../model/source-tree.ts'
import { isPassedOver } from './passed-over.ts'

export const defaultSizeLimit = 64 * 1024 * 1024

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many open files',
  EIO: 'input/output error',
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const missing = (): ReadFailure => ({ failure: 'missing', why: 'there is no such file' })
const unreadable = (why: string): ReadFailure => ({ failure: 'unreadable', why })

const failureOf = (error: unknown): ReadFailure => {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing()
  return unreadable(reasons[code] ?? 'the operating system refused')
}

const readAll = (descriptor: number, size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  let filled = 0
  while (filled < size) {
    const count = readSync(descriptor, bytes, filled, size - filled, filled)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}

const forReading = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)

/**
 * The files below a directory on disk. Nothing outside it is read, also not through a symbolic link; only regular files are read
 * (a pipe or device would block).
 */
export const diskTree = (directory: string, sizeLimit: number = defaultSizeLimit): SourceTree => {
  const root = realpathSync.native(directory)
  const prefix = root.endsWith(sep) ? root : root + sep
  const lists = new Map<string, readonly TreeEntry[] | undefined>()
  const realDirectories = new Map<string, string>()

  /** The real path, when it lies below the root. */
  const inside = (path: string): string | undefined => {
    const normal = path.includes('\0') ? undefined : normalizePath(path)
    if (normal === undefined) return undefined
    const real = realpathSync.native(join(root, normal))
    return real === root || real.startsWith(prefix) ? real : undefined
  }

  const directoryInside = (path: string): string | undefined => {
    const real = realDirectories.get(path) ?? inside(path)
    if (real !== undefined) realDirectories.set(path, real)
    return real
  }

  /** `undefined` for what lies outside. Most files are no links: only those that are, which the system then refuses, are followed. */
  const open = (path: string): number | undefined => {
    const normal = path.includes('\0') ? undefined : normalizePath(path)
    const directory = normal && constants.O_NOFOLLOW ? directoryInside(directoryOf(normal)) : undefined
    try {
      if (normal && directory !== undefined) return openSync(`${directory}${sep}${baseName(normal)}`, forReading)
    } catch (error) {
      if (codeOf(error) !== 'ELOOP') throw error
    }
    const real = inside(path)
    return real === undefined ? undefined : openSync(real, forReading)
  }

  const entryOf = (path: string, name: string): TreeEntry | undefined => {
    try {
      const real = inside(`${path}/${name}`)
      if (real === undefined) return undefined
      const stats = statSync(real)
      return stats.isDirectory() ? { name, kind: 'directory' } : stats.isFile() ? { name, kind: 'file' } : undefined
    } catch {
      return undefined
    }
  }

  const readList = (path: string): readonly TreeEntry[] | undefined => {
    try {
      const real = inside(path)
      if (real === undefined) return undefined
      return readdirSync(real, { withFileTypes: true })
        .filter(entry => !isPassedOver(path, entry.name))
        .flatMap((entry): readonly TreeEntry[] => {
          if (entry.isFile()) return [{ name: entry.name, kind: 'file' }]
          if (entry.isDirectory()) return [{ name: entry.name, kind: 'directory' }]
          const followed = entry.isSymbolicLink() ? entryOf(path, entry.name) : undefined
          return followed ? [followed] : []
        })
        .sort((one, other) => (one.name < other.name ? -1 : 1))
    } catch {
      return undefined
    }
  }

  return {
    list: path => {
      if (!lists.has(path)) lists.set(path, readList(path))
      return lists.get(path)
    },
    read: path => {
      let descriptor: number | undefined
      try {
        descriptor = open(path)
        if (descriptor === undefined) return missing()
        const stats = fstatSync(descriptor)
        if (!stats.isFile()) return unreadable(stats.isDirectory() ? 'it is a directory' : 'it is not a regular file')
        if (stats.size > sizeLimit)
          return { failure: 'too-large', why: `it has ${stats.size} bytes; the limit is ${sizeLimit}` }
        return readAll(descriptor, stats.size)
      } catch (error) {
        return failureOf(error)
      } finally {
        if (descriptor !== undefined) closeSync(descriptor)
      }
    },
  }
}
