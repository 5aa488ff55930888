import type { SourceLocation } from '../../../model/source-location.ts'
import { known, unknown, type Value } from '../../../model/value.ts'
import { joinText } from '../join-text.ts'
import { outputAsked } from './terraform-output.ts'

/** Around the name of something that a text leaves to the shell; its spaces are kept apart, so that it stays one word. */
const [open, close, space] = ['\u0001', '\u0002', '\u0003'] as const

const hole = (what: string): string => `${open}${what.trim().replace(/\s/g, space)}${close}`

/** Literal assignments of a script or Makefile. A name that is set twice to different texts depends on the way through the file. */
export const literalVariables = (text: string): ReadonlyMap<string, string> => {
  const variables = new Map<string, string>()
  const unsure = new Set<string>()
  const pattern =
    /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*(?::|\?|::)?=[ \t]*("[^"$`\n]*"|'[^'\n]*'|[^\s"'$`#;&|]*)[ \t]*(?:#.*|;.*)?$/gm
  for (const [, name, written] of text.matchAll(pattern)) {
    if (name === undefined || written === undefined) continue
    const value = written.replace(/^(["'])([\s\S]*)\1$/, '$2')
    if (variables.has(name) && variables.get(name) !== value) unsure.add(name)
    variables.set(name, value)
  }
  for (const [name, command] of askedVariables(text)) {
    if (variables.has(name) && variables.get(name) !== hole(command)) unsure.add(name)
    variables.set(name, hole(command))
  }
  for (const name of unsure) variables.delete(name)
  return variables
}

/** Where the parenthesis that is open at a place closes. */
const closing = (text: string, from: number): number => {
  let depth = 1
  for (let at = from; at < text.length && at < from + 2000; at += 1) {
    if (text.charAt(at) === '(') depth += 1
    else if (text.charAt(at) === ')') depth -= 1
    if (depth === 0) return at
  }
  return -1
}

/** Variables that are set to an output of Terraform: `ARN=$(terraform output -raw arn)`, make's `ARN := $(shell …)`. */
const askedVariables = (text: string): readonly (readonly [name: string, command: string])[] =>
  [
    ...text.matchAll(
      /^[ \t]*(?:export[ \t]+|local[ \t]+|readonly[ \t]+)?([A-Za-z_]\w*)[ \t]*:{0,2}\??=[ \t]*"?\$\((?:shell[ \t]+)?/gm,
    ),
  ].flatMap(({ index, 0: start, 1: name }) => {
    const from = index + start.length
    const end = closing(text, from)
    const command = end < 0 ? '' : text.slice(from, end)
    return name !== undefined && outputAsked(command) ? [[name, command] as const] : []
  })

/** A text with its variables filled in: `$X`, `${X}`, make's `$(X)`, a workflow's `${{ env.X }}`. What is not known becomes a hole. */
export const expandVariables = (text: string, variables: ReadonlyMap<string, string>): string => {
  const pattern =
    /'[^'\n]*'|\\\$|\$\{\{\s*([^}]*?)\s*\}\}|\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*|\d)(?::?-([^}$]*))?\}|\$\(([^()]*)\)|\$([A-Za-z_][A-Za-z0-9_]*|\d)|\$\{[^}]*\}|`[^`\n]*`/g
  return text
    .replace(/[\u0001-\u0003]/g, '')
    .replace(
      pattern,
      (whole, expression?: string, braced?: string, fallback?: string, command?: string, plain?: string) => {
        if (whole.startsWith("'"))
          return whole.replace(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_, inner: string) => ofWorkflow(inner, variables))
        if (whole === '\\$') return whole
        if (whole === '$$') return '$'
        if (expression !== undefined) return ofWorkflow(expression, variables)
        const name = braced ?? plain ?? (command !== undefined && /^\w+$/.test(command) ? command : undefined)
        if (name !== undefined) return variables.get(name) ?? fallback ?? hole(`$${name}`)
        return hole(command ?? whole)
      },
    )
}

const ofWorkflow = (expression: string, variables: ReadonlyMap<string, string>): string => {
  const name = /^(?:env|vars|matrix)\.(\w+)$/.exec(expression)?.[1]
  return (name === undefined ? undefined : (variables.get(expression) ?? variables.get(name))) ?? hole(expression)
}

/** An expanded word as a value: known, or with the holes as its unknown parts. */
export const wordValue = (word: string, at: SourceLocation): Value => {
  const from = { at, origins: [] }
  const parts = word
    .split(new RegExp(`(${open}[^${close}]*${close})`))
    .map(
      (part): Value =>
        part.startsWith(open)
          ? unknown({ kind: 'outside', names: part.slice(1, -1).replaceAll(space, ' ') }, from)
          : known(part, from),
    )
  return joinText(parts, at) ?? known(word, from)
}

/** What the holes of a word stand for: `cat params.ini`. */
export const holesOf = (word: string): readonly string[] =>
  [...word.matchAll(new RegExp(`${open}([^${close}]*)${close}`, 'g'))].map(([, what = '']) =>
    what.replaceAll(space, ' '),
  )
