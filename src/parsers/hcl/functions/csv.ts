import { goQuote } from '../go-quote.ts'
import { dynamicType, listType, stringType } from '../type.ts'
import type { HclValue } from '../value.ts'
import { knownString, listOf, normalizeString, objectOf } from '../value-constructors.ts'
import { textAt } from './arguments.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction } from './define-function.ts'
import { FunctionError } from './function-error.ts'

const refuse = (line: number, what: string): FunctionError =>
  new FunctionError(undefined, `CSV parse error on line ${line}: ${what}`)

interface Field {
  readonly text: string
  readonly end: number
  readonly lines: number
}

/** A field in quotes, which begins behind its opening quote: doubled quotes stand for one, line breaks belong to it. */
const readQuoted = (source: string, start: number, line: number): Field => {
  let text = ''
  let at = start
  while (true) {
    const quote = source.indexOf('"', at)
    if (quote < 0) throw refuse(line, 'extraneous or missing " in quoted-field')
    text += source.slice(at, quote)
    at = quote + 1
    if (source.charAt(at) === '"') {
      text += '"'
      at += 1
    } else if (at >= source.length || /[,\n]/.test(source.charAt(at))) break
    else throw refuse(line, 'extraneous or missing " in quoted-field')
  }
  return { text, end: at, lines: text.split('\n').length - 1 }
}

const readBare = (source: string, start: number, line: number): Field => {
  let end = start
  while (end < source.length && source.charAt(end) !== ',' && source.charAt(end) !== '\n') end += 1
  const text = source.slice(start, end)
  if (text.includes('"')) throw refuse(line, 'bare " in non-quoted-field')
  return { text, end, lines: 0 }
}

interface Row {
  readonly line: number
  readonly fields: readonly string[]
}

/** RFC 4180; empty lines are left out. */
function* readRows(given: string): IterableIterator<Row> {
  const source = given.replaceAll('\r\n', '\n').replace(/\r$/, '')
  let at = 0
  let line = 1
  while (at < source.length) {
    if (source.charAt(at) === '\n') {
      at += 1
      line += 1
      continue
    }
    const fields: string[] = []
    const first = line
    while (true) {
      const isQuoted = source.charAt(at) === '"'
      const field = isQuoted ? readQuoted(source, at + 1, line) : readBare(source, at, line)
      fields.push(field.text)
      line += field.lines
      at = field.end
      if (source.charAt(at) !== ',') break
      at += 1
    }
    at += 1
    line += 1
    yield { line: first, fields }
  }
}

const csvdecode = defineFunction({
  name: 'csvdecode',
  params: [{ name: 'str', type: stringType }],
  returns: args => (args[0]?.state === 'known' ? listType(dynamicType) : dynamicType),
  call: (args, { budget }) => {
    const rows = readRows(textAt(args, 0))
    budget.spend(textAt(args, 0).length)
    const header = rows.next()
    if (header.done === true) throw new FunctionError(undefined, 'missing header line')
    const names = header.value.fields.map(normalizeString)
    const repeated = names.find((name, index) => names.indexOf(name) !== index)
    if (repeated !== undefined) throw new FunctionError(undefined, `duplicate column name ${goQuote(repeated)}`)
    const items: HclValue[] = []
    for (const { fields, line } of rows) {
      budget.spend(32 * names.length)
      if (fields.length !== names.length) throw refuse(line, 'wrong number of fields')
      items.push(objectOf(names.map((name, index) => [name, knownString(fields[index] ?? '')] as const)))
    }
    return listOf(objectOf(names.map(name => [name, knownString('')] as const)).type, items)
  },
})

export const csvFunctions: readonly HclFunction[] = [csvdecode]
