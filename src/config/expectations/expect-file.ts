import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import * as z from 'zod'
import type { SourceLocation } from '../../model/source-location.ts'
import { ConfigError, type ConfigProblem } from '../config-error.ts'

export const expectFileName = 'sotsu.expect.yaml'

const date = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'write it as 2026-12-31')

const entry = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/, 'a fingerprint is 16 hexadecimal digits'),
  rule: z.string().nullish().describe('For people; the fingerprint decides.'),
  subject: z.string().nullish().describe('For people; the fingerprint decides.'),
  values: z
    .string()
    .regex(/^[0-9a-f]{16}$/, 'it is 16 hexadecimal digits, as sotsu waive writes it')
    .describe('Digest of the values that were looked at. Other values open the finding again.'),
  reason: z.string().trim().min(1, 'say why this difference is intended'),
  owner: z.string().trim().min(1, 'say who answers for it'),
  until: date.describe('The last day on which it counts.'),
})

/** `sotsu.expect.yaml`: the reviewed list of intended differences. */
export const expectFile = z.strictObject({ expected: z.array(entry).nullish() }).nullable()

/** A difference that someone answers for, until a day. */
export interface Expectation {
  readonly fingerprint: string
  readonly values: string
  readonly reason: string
  readonly owner: string
  readonly until: string
  readonly at: SourceLocation
}

const mostAliases = 100

export const parseExpectDocument = (text: string): { readonly document: Document; readonly lines: LineCounter } => {
  const lines = new LineCounter()
  return {
    document: parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, schema: 'failsafe' }),
    lines,
  }
}

/** Reads and checks the list. Throws a `ConfigError`: an entry that is not understood must not waive anything in silence. */
export const readExpectFile = (file: string, text: string): readonly Expectation[] => {
  const { document, lines } = parseExpectDocument(text)
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col), offset }
  }
  const locate = (path: readonly PropertyKey[]): SourceLocation => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (!isNode(node) || !node.range) continue
      return { file, start: position(node.range[0]), end: position(node.range[1]), path: path.map(String) }
    }
    return { file, start: position(0), end: position(0), path: [] }
  }
  const problem = (line: number, at: string, what: string): ConfigProblem => ({
    file,
    line,
    at,
    what,
    fix: 'Write entries with sotsu waive',
  })
  const syntax = document.errors.map(({ message, pos }) =>
    problem(position(pos[0]).line, '', message.replace(/\.$/, '')),
  )
  if (syntax.length > 0) throw new ConfigError(syntax)
  const parsed = expectFile.safeParse(plainData(document))
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) =>
        problem(locate(path).start.line, path.map(String).join('.'), message),
      ),
    )
  return (parsed.data?.expected ?? []).map(({ fingerprint, values, reason, owner, until }, index) => ({
    fingerprint,
    values,
    reason,
    owner,
    until,
    at: locate(['expected', index, 'fingerprint']),
  }))
}

/** Without types, an empty file and an empty list are empty texts. */
const plainData = (document: Document): unknown => {
  const data: unknown = document.toJS({ maxAliasCount: mostAliases }) || null
  return typeof data === 'object' && data !== null && 'expected' in data && data.expected === ''
    ? { ...data, expected: null }
    : data
}

/** The file's text with an entry added, or put in place of the one of the same finding. Comments stay. */
export const addExpectation = (text: string, added: Record<string, string>): string => {
  const { document } = parseExpectDocument(text === '' ? heading : text)
  const known = (document.toJS({ maxAliasCount: mostAliases }) || {}) as {
    expected?: readonly { fingerprint?: string }[]
  }
  const list = Array.isArray(known.expected) ? known.expected : []
  const index = list.findIndex(({ fingerprint }) => fingerprint === added.fingerprint)
  const node = document.createNode(added)
  if (list.length === 0) document.set('expected', document.createNode([added]))
  else if (index < 0) document.addIn(['expected'], node)
  else document.setIn(['expected', index], node)
  return document.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
}

const heading = `# Differences that are intended, reviewed one by one. An entry counts until its date, and only while the values are those
# that were looked at. sotsu waive writes entries; sotsu check reports those that have ended, changed or are not needed any more.
expected:
`
