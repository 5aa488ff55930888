import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { SourceLocation } from '../model/source-location.ts'
import { ConfigError } from './config-error.ts'
import { explainIssue } from './explain-issue.ts'
import { type SotsuYaml, sotsuYaml } from './sotsu-yaml.ts'

type Path = readonly PropertyKey[]

/** `sotsu.yaml` as data, and where each part of it is written. */
export interface SotsuDocument {
  readonly file: string
  readonly data: SotsuYaml
  /** Where the part is written; of a part that is absent, the nearest around it. */
  readonly locate: (...path: Path) => SourceLocation
}

const mostAliases = 100

/** Reads and checks `sotsu.yaml`. Throws a `ConfigError` with every problem, each with its line and a way out. */
export const readSotsuYaml = (file: string, text: string): SotsuDocument => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col), offset }
  }
  if (document.errors.length > 0)
    throw new ConfigError(
      document.errors.map(({ message, pos }) => ({
        file,
        line: position(pos[0]).line,
        at: '',
        what: message.replace(/\.$/, ''),
        fix: 'Correct the YAML at this line',
      })),
    )
  const locate: SotsuDocument['locate'] = (...path) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (!isNode(node) || !node.range) continue
      const [start, end] = node.range
      return { file, start: position(start), end: position(end), path: path.map(String) }
    }
    return { file, start: position(0), end: position(0), path: path.map(String) }
  }
  /** A value may start on a later line than its key: a problem with the key is shown at the key. */
  const lineOfKey = (path: Path, key: string): number => {
    const map = path.length === 0 ? document.contents : document.getIn(path, true)
    const pair = isMap(map) ? map.items.find(item => isScalar(item.key) && String(item.key.value) === key) : undefined
    const range = isScalar(pair?.key) ? pair.key.range : undefined
    return range ? position(range[0]).line : locate(...path).start.line
  }
  const parsed = sotsuYaml.safeParse(plainData(file, document), { reportInput: true })
  if (parsed.success) return { file, data: parsed.data, locate }
  throw new ConfigError(
    parsed.error.issues
      .flatMap(issue => explainIssue(issue, sotsuYaml))
      .map(({ path, key, what, fix }) => ({
        file,
        line: key === undefined ? locate(...path).start.line : lineOfKey(path, key),
        at: formatPath(path),
        what,
        fix,
      }))
      .toSorted((one, other) => one.line - other.line),
  )
}

const plainData = (file: string, document: Document): unknown => {
  try {
    return document.toJS({ maxAliasCount: mostAliases }) ?? {}
  } catch (error) {
    const what = error instanceof Error ? error.message : 'the aliases cannot be resolved'
    throw new ConfigError([{ file, line: 1, at: '', what, fix: 'Write the parts out instead of using aliases' }])
  }
}

const formatPath = (path: Path): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('')
