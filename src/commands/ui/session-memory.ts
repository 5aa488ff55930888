import { createHash } from 'node:crypto'
import { isAbsolute, join, relative } from 'node:path'
import { readFileIfThere } from '../../io/read-input.ts'
import { writeFileAtomically } from '../../io/write-file.ts'
import { type Remembered, readRemembered } from '../../ui/remembered.ts'
import type { UiHost } from '../../ui/ui-host.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A relative path is none (XDG Base Directory Specification). */
const stateDirectory = ({ XDG_STATE_HOME: given = '', HOME }: Environment): string | undefined => {
  if (isAbsolute(given)) return given
  return HOME ? join(HOME, '.local', 'state') : undefined
}

/** Where a person's state has the file of a repository; `undefined` where it would lie in the repository itself. */
const fileOf = (env: Environment, root: string): string | undefined => {
  const directory = stateDirectory(env)
  if (directory === undefined) return undefined
  const fromRoot = relative(root, directory)
  if (!fromRoot.startsWith('..') && !isAbsolute(fromRoot)) return undefined
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return join(directory, 'sotsu', `${name}.json`)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What the sessions on a repository leave to each other. A file that cannot be read or written is no trouble worth telling. */
export const sessionMemory = (env: Environment, root: string): Pick<UiHost, 'remembered' | 'remember'> => {
  const file = fileOf(env, root)
  if (file === undefined) return {}
  const text = readFileIfThere(file)
  return {
    ...(text === undefined ? {} : { remembered: readRemembered(parsed(text)) }),
    remember: (what: Remembered) => {
      try {
        writeFileAtomically(file, `${JSON.stringify(what, undefined, 2)}\n`, { isPrivate: true })
      } catch {
        // The next session begins as a first one.
      }
    },
  }
}
