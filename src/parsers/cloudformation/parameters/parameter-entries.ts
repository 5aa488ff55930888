import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { unknown, type Value } from '../../../model/value.ts'

/** One parameter as a file passes it: its text, or an unknown where the file leaves the value to the deployment. */
export interface ParameterEntry {
  readonly value: string | Value
  readonly at: SourceLocation
}

/** The conventions in which repositories keep the parameters of one environment. */
export type ParameterForm =
  | 'parameter-list'
  | 'parameters-map'
  | 'assignment-list'
  | 'flat-map'
  | 'assignments'
  | 'samconfig'

export interface ParameterFile {
  /** Absent when the text is no parameter file. */
  readonly form?: ParameterForm
  readonly values: ReadonlyMap<string, ParameterEntry>
  readonly stackName?: string
  readonly region?: string
  readonly template?: string
  readonly diagnostics: readonly Diagnostic[]
}

export const leftToDeployment = (names: string, name: string, at: SourceLocation): Value =>
  unknown({ kind: 'outside', names }, { at, origins: [{ kind: 'parameter', name, at }] })

/** `K=V` and where K starts in the text it was found in. */
export interface Assignment {
  readonly name: string
  readonly value: string
  readonly start: number
  readonly end: number
}

const assignmentPattern = /^([A-Za-z][A-Za-z0-9]*)=([\s\S]*)$/

/** Words as a shell splits them, quotes taken away. Nothing is expanded. `undefined` when a quote stays open. */
export const shellWords = (text: string): readonly { word: string; start: number; end: number }[] | undefined => {
  const words: { word: string; start: number; end: number }[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1
      continue
    }
    const start = at
    let word = ''
    let quote: string | undefined
    for (; at < text.length; at += 1) {
      const char = text.charAt(at)
      const next = text.charAt(at + 1)
      if (char === '\\' && quote !== "'" && next !== '' && (quote === undefined || /["\\$`\n]/.test(next))) {
        if (next !== '\n') word += next
        at += 1
      } else if (quote !== undefined) {
        if (char === quote) quote = undefined
        else word += char
      } else if (char === '"' || char === "'") quote = char
      else if (/\s/.test(char)) break
      else word += char
    }
    if (quote !== undefined) return undefined
    words.push({ word, start, end: at })
  }
  return words
}

/** `K=V`, or the CLI's older `ParameterKey=K,ParameterValue=V`. */
export const readAssignment = (word: string): { name: string; value: string } | undefined => {
  const pair = /^ParameterKey=([A-Za-z0-9]+),ParameterValue=([\s\S]*)$/.exec(word) ?? assignmentPattern.exec(word)
  const [, name, value] = pair ?? []
  return name === undefined || value === undefined ? undefined : { name, value }
}

/** All words of a text as assignments; `undefined` when one of them is none. */
export const readAssignments = (text: string): readonly Assignment[] | undefined => {
  const assignments: Assignment[] = []
  for (const { word, start, end } of shellWords(text) ?? []) {
    const assignment = readAssignment(word)
    if (assignment === undefined) return undefined
    assignments.push({ ...assignment, start, end })
  }
  return assignments.length > 0 ? assignments : undefined
}
