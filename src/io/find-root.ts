import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export const configName = 'sotsu.yaml'

/**
 * The root of the repository that a directory lies in: the nearest directory above with a `sotsu.yaml`, else with a `.git`;
 * the directory itself when there is neither.
 */
export const findRoot = (from: string): string => {
  const start = resolve(from)
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(join(directory, configName)) || existsSync(join(directory, '.git'))) return directory
    if (dirname(directory) === directory) return start
  }
}

export const isDirectory = (path: string): boolean => {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
