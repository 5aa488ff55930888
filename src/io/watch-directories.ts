import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'

const mostDirectories = 500

/** Calls back with its name when something changes in one of these directories (not below them); gives what ends that. What cannot be watched is not. */
export const watchDirectories = (
  root: string,
  directories: Iterable<string>,
  onChange: (name: string) => void,
): (() => void) => {
  const watchers: FSWatcher[] = []
  for (const directory of [...directories].slice(0, mostDirectories)) {
    try {
      const watcher = watch(join(root, directory), { persistent: false }, (_, name) => onChange(name ?? ''))
      watcher.on('error', () => watcher.close())
      watchers.push(watcher)
    } catch {
      // Gone since it was read, or the system's limit of watches is reached: nothing is lost but a hint.
    }
  }
  return () => {
    for (const watcher of watchers) watcher.close()
  }
}
