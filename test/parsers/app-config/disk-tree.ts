import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceTree } from '../../../src/model/source-tree.ts'

/** A directory of fixtures as a source tree. */
export const diskTree = (root: string): SourceTree => ({
  list: directory => {
    try {
      return readdirSync(join(root, directory), { withFileTypes: true })
        .map(entry => ({ name: entry.name, kind: entry.isDirectory() ? ('directory' as const) : ('file' as const) }))
        .sort((one, other) => (one.name < other.name ? -1 : 1))
    } catch {
      return undefined
    }
  },
  read: path => {
    try {
      return new Uint8Array(readFileSync(join(root, path)))
    } catch {
      return { failure: 'missing', why: 'there is no such file' }
    }
  },
})
