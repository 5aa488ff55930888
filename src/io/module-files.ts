import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The modules that a path of the person who runs it stands for: itself, or every `.mjs` file of a directory; `undefined` where nothing can be read. */
export const moduleFiles = (path: string): readonly string[] | undefined => {
  try {
    if (!statSync(path).isDirectory()) return [path]
    return readdirSync(path)
      .filter(name => name.endsWith('.mjs'))
      .sort()
      .map(name => join(path, name))
  } catch {
    return undefined
  }
}
