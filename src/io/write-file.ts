import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Writes a file whole or not at all. Directories on the way are made; `isPrivate`: for nobody else to read. */
export const writeFileAtomically = (path: string, text: string, { isPrivate = false } = {}): void => {
  const target = resolve(path)
  mkdirSync(dirname(target), { recursive: true, ...(isPrivate ? { mode: 0o700 } : {}) })
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    writeFileSync(temporary, text, { flag: 'wx', ...(isPrivate ? { mode: 0o600 } : {}) })
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

export const fileExists = (path: string): boolean => existsSync(path)

export const removeFile = (path: string): void => rmSync(path, { force: true })
