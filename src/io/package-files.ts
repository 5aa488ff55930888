import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The directory of sotsu's own package: it holds `docs/` beside the program, built or not. */
const packageRoot = (): string => {
  let directory = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(directory, 'docs', 'rules')) && dirname(directory) !== directory)
    directory = dirname(directory)
  return directory
}

/** The text of a file that comes with sotsu; `undefined` when it does not. */
export const readPackageFile = (...path: readonly string[]): string | undefined => {
  try {
    return readFileSync(join(packageRoot(), ...path), 'utf8')
  } catch {
    return undefined
  }
}
