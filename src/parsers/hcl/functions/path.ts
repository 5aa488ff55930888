import { joinPath } from '../../../model/source-tree.ts'
import { pathInCheckout } from '../any-checkout.ts'
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

/** Where the repository is checked out, and whose home directory it is, is no part of it. */
const abspath = defineFunction({
  name: 'abspath',
  params: [{ name: 'path', type: stringType }],
  returns: stringType,
  call: (args, { directory }) => {
    const path = textAt(args, 0)
    if (path.startsWith('/')) return knownString(cleanPath(path))
    const inside = directory === undefined ? undefined : joinPath(directory, path)
    return inside === undefined
      ? unknownBecause(stringType, { kind: 'outside', names: 'abspath()' }, notNull)
      : pathInCheckout(inside)
  },
})

export const pathFunctions: readonly HclFunction[] = [
  pathFunction('basename', baseName),
  pathFunction('dirname', directoryName),
  abspath,
  pathFunction('pathexpand', path => (path.startsWith('~') ? undefined : path)),
]
