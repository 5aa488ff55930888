import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Diagnostic } from '../model/diagnostic.ts'
import { type SourceLocation, startOf } from '../model/source-location.ts'
import { readText, type SourceTree } from '../model/source-tree.ts'
import type { UnknownVariable } from './resolved-config.ts'

/** One assignment of a file of variables. */
export interface ReadVariable {
  readonly name: string
  readonly text: string
  readonly at: SourceLocation
}

/** Reads dotenv text; the parser is passed in, since the configuration knows no formats but its own. */
export type ReadDotenv = (file: string, text: string) => readonly ReadVariable[]

export interface FileVariables {
  readonly known: readonly ReadVariable[]
  readonly unknown: readonly (UnknownVariable & { readonly name: string })[]
  readonly diagnostics: readonly Diagnostic[]
}

const isWorkflow = (file: string): boolean => /\.ya?ml$/i.test(file)

/** The variables that a dotenv file or a workflow's `env:` blocks set, in order. */
export const readVariableFile = (tree: SourceTree, file: string, readDotenv: ReadDotenv): FileVariables => {
  const text = readText(tree, file)
  if (typeof text !== 'string') {
    const detail = `${text.why}. Correct the path in variableFiles, or leave it out.`
    return {
      known: [],
      unknown: [],
      diagnostics: [{ severity: 'error', summary: 'Cannot read a file of variables', detail, at: startOf(file) }],
    }
  }
  return isWorkflow(file) ? readWorkflow(file, text) : { known: readDotenv(file, text), unknown: [], diagnostics: [] }
}

/** `env:` at the top, of a job and of a step. An expression (`${{ … }}`) is decided where the workflow runs. */
const readWorkflow = (file: string, text: string): FileVariables => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const known: ReadVariable[] = []
  const unknown: (UnknownVariable & { readonly name: string })[] = []
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col), offset }
  }
  visit(document, {
    Pair: (_, pair) => {
      if (!isScalar(pair.key) || pair.key.value !== 'env' || !isMap(pair.value)) return
      for (const { key, value } of pair.value.items) {
        if (!isScalar(key) || !isScalar(value) || !value.range) continue
        const name = String(key.value)
        const written = value.value === null ? '' : (value.source ?? String(value.value))
        const at: SourceLocation = {
          file,
          start: place(value.range[0]),
          end: place(value.range[1]),
          path: ['env', name],
        }
        const expression = /\$\{\{\s*(.*?)\s*\}\}/.exec(written)
        if (expression) {
          const names = expression[1] ?? name
          unknown.push({ name, names, secret: /\bsecrets\b/.test(names), at })
        } else known.push({ name, text: written, at })
      }
    },
  })
  const diagnostics = document.errors.slice(0, 1).map(
    ({ message, pos }): Diagnostic => ({
      severity: 'warning',
      summary: 'Invalid YAML',
      detail: `${message.replace(/\.$/, '')}. What could be read of its env: blocks is used.`,
      at: { file, start: place(pos[0]), end: place(pos[1]), path: [] },
    }),
  )
  return { known, unknown, diagnostics }
}
