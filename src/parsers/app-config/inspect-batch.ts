import { startOf } from '../../model/source-location.ts'
import { normalizePath, type SourceTree, type TreeEntry } from '../../model/source-tree.ts'
import { type AppVariable, evaluateApp } from './evaluate-app.ts'
import { inspectApp } from './inspect-app.ts'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const textsAt = (row: Json, key: string): readonly (readonly [string, string])[] => {
  const value = row[key]
  return isObject(value) ? Object.entries(value).map(([name, text]) => [name, String(text)] as const) : []
}

/** One line of `sotsu inspect --kind app --batch`: `{"id","framework","files","env","envVars"}` in, the app's object with its id out. */
export const inspectAppLine = (line: string, salt: string): string => {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    return JSON.stringify({ error: 'The line is not JSON.' })
  }
  if (!isObject(row)) return JSON.stringify({ error: 'The line is not a JSON object.' })
  const { id } = row
  if (!isObject(row.files)) return JSON.stringify({ id, error: 'The line has no "files".' })
  const app = evaluateApp({
    tree: treeOf(textsAt(row, 'files')),
    dir: '',
    name: String(id ?? 'app'),
    framework: typeof row.framework === 'string' && row.framework !== 'none' ? row.framework : 'auto',
    profile: typeof row.env === 'string' ? row.env : 'production',
    variables: new Map(
      textsAt(row, 'envVars').map(([name, text]): [string, AppVariable] => [
        name,
        { text, at: startOf('environment') },
      ]),
    ),
    salt,
  })
  return JSON.stringify({ id, ...inspectApp(app) })
}

const treeOf = (given: readonly (readonly [string, string])[]): SourceTree => {
  const files = new Map(given.flatMap(([path, text]) => [[normalizePath(path) ?? path, text] as const]))
  const directories = new Map<string, Map<string, TreeEntry>>([['', new Map()]])
  for (const path of files.keys()) {
    const parts = path.split('/')
    for (const [i, name] of parts.entries()) {
      const parent = parts.slice(0, i).join('/')
      const entries = directories.get(parent) ?? new Map<string, TreeEntry>()
      entries.set(name, { name, kind: i === parts.length - 1 ? 'file' : 'directory' })
      directories.set(parent, entries)
    }
  }
  return {
    list: directory => {
      const entries = directories.get(normalizePath(directory) ?? directory)
      return entries && [...entries.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
    },
    read: path => {
      const text = files.get(normalizePath(path) ?? path)
      return text === undefined ? { failure: 'missing', why: 'there is no such file' } : new TextEncoder().encode(text)
    },
  }
}
