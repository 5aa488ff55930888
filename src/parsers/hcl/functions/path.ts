import { stringType } from '../type.ts'
import { knownString, notNull, unknownBecause } from '../value-constructors.ts'
import { textAt } from './arguments.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction } from './define-function.ts'

/** The shortest path that means the same, `.` for an empty one. Leading `..` stay where the path is relative. */
export const cleanPath = (path: string): string => {
  const isAbsolute = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..' || (!isAbsolute && (parts.length === 0 || parts.at(-1) === '..'))) parts.push(part)
    else parts.pop()
  }
  return (isAbsolute ? '/' : '') + parts.join('/') || '.'
}

export const baseName = (path: string): string => {
  if (path === '') return '.'
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

/** Everything before the last slash: of `foo/bar/` that is `foo/bar`. */
export const directoryName = (path: string): string => cleanPath(path.slice(0, path.lastIndexOf('/') + 1))

const pathFunction = (name: string, map: (path: string) => string | undefined): HclFunction =>
  defineFunction({
    name,
    params: [{ name: 'path', type: stringType }],
    returns: stringType,
    call: args => {
      const mapped = map(textAt(args, 0))
      return mapped === undefined
        ? unknownBecause(stringType, { kind: 'outside', names: `${name}()` }, notNull)
        : knownString(mapped)
    },
  })

export const pathFunctions: readonly HclFunction[] = [
  pathFunction('basename', baseName),
  pathFunction('dirname', directoryName),
  // Where the repository is checked out, and whose home directory it is, is no part of it.
  pathFunction('abspath', path => (path.startsWith('/') ? cleanPath(path) : undefined)),
  pathFunction('pathexpand', path => (path.startsWith('~') ? undefined : path)),
]
