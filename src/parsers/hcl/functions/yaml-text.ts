import { printNumber } from '../number-text.ts'
import type { HclValue } from '../value.ts'
import { boolOf, entriesOf, itemsOf, numericOf, stringOf } from '../value-access.ts'

/** The widest that a line gets before a quoted text goes on in the next one. */
const bestWidth = 80
const longestSimpleKey = 128

const named: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
}

const isBreak = (character: string): boolean => /^[\n\r\x85\u2028\u2029]$/.test(character)

/** Characters beyond the Basic Multilingual Plane do not count as printable. */
const isPrintable = (character: string): boolean =>
  /^[\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/.test(character)

const escapeOf = (character: string): string => {
  const name = named[character]
  if (name !== undefined) return `\\${name}`
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** Literal style keeps every character as it is, so that each must be printable and no blank may be lost at the end of a line. */
const fitsLiteral = (text: string): boolean =>
  text !== '' && !text.endsWith(' ') && !/ [\n\r\x85\u2028\u2029]/.test(text) && [...text].every(isPrintable)

/** Writes YAML as Terraform's encoder lays it out: block style, every string in double quotes or, with line breaks, literal. */
export class YamlWriter {
  private readonly chunks: string[] = []
  private column = 0
  private readonly spend: (units: number) => void

  constructor(spend: (units: number) => void) {
    this.spend = spend
  }

  text(): string {
    return this.chunks.join('')
  }

  /** A whole document. */
  document(value: HclValue): void {
    this.node(value, -2, 'root')
    if (this.column > 0) this.put('\n')
    if (this.isPlain(value)) this.put('...\n')
  }

  private isPlain(value: HclValue): boolean {
    return stringOf(value) === undefined && itemsOf(value) === undefined && entriesOf(value) === undefined
  }

  private put(text: string): void {
    this.spend(text.length)
    this.chunks.push(text)
    const lastBreak = text.lastIndexOf('\n')
    this.column = lastBreak < 0 ? this.column + [...text].length : [...text.slice(lastBreak + 1)].length
  }

  private newLine(indent: number): void {
    if (this.column !== 0 || this.chunks.length > 0) if (!this.atLineStart) this.put('\n')
    this.put(' '.repeat(Math.max(0, indent)))
  }

  private get atLineStart(): boolean {
    return this.column === 0
  }

  /** `indent` is that of the collection around the node. */
  private node(value: HclValue, indent: number, place: 'root' | 'item' | 'value'): void {
    const entries = entriesOf(value)
    const items = itemsOf(value)
    if (entries !== undefined) {
      if (entries.size === 0) this.put(place === 'root' ? '{}' : ' {}')
      else this.mapping(entries, indent + 2, place)
    } else if (items !== undefined) {
      if (items.length === 0) this.put(place === 'root' ? '[]' : ' []')
      // A sequence that is the value of a mapping is not indented any further.
      else this.sequence(items, place === 'value' ? indent : indent + 2, place)
    } else this.scalar(value, place === 'root' ? 0 : indent, place !== 'root')
  }

  private scalar(value: HclValue, indent: number, spaced: boolean): void {
    if (spaced) this.put(' ')
    const text = stringOf(value)
    const number = numericOf(value)
    if (text !== undefined) this.string(text, indent + 2)
    else if (number !== undefined) this.put(printNumber(number))
    else this.put(value.state === 'null' ? 'null' : String(boolOf(value)))
  }

  private sequence(items: readonly HclValue[], indent: number, place: 'root' | 'item' | 'value'): void {
    for (const [index, item] of items.entries()) {
      // The first item of a sequence in a sequence stands behind its dash.
      if (place === 'item' && index === 0) this.put(' ')
      else this.newLine(indent)
      this.put('-')
      this.node(item, indent, 'item')
    }
  }

  private mapping(entries: ReadonlyMap<string, HclValue>, indent: number, place: 'root' | 'item' | 'value'): void {
    let isFirst = true
    for (const [key, value] of entries) {
      if (place === 'item' && isFirst) this.put(' ')
      else this.newLine(indent)
      isFirst = false
      const isSimple = Buffer.byteLength(key) <= longestSimpleKey && ![...key].some(isBreak)
      if (isSimple) this.quoted(key, indent, false)
      else {
        this.put('? ')
        this.string(key, indent + 2)
        this.newLine(indent)
      }
      this.put(':')
      this.node(value, indent, 'value')
    }
  }

  private string(text: string, indent: number): void {
    if (text.includes('\n') && fitsLiteral(text)) this.literal(text, indent)
    else this.quoted(text, indent, true)
  }

  private quoted(text: string, indent: number, mayBreak: boolean): void {
    const characters = [...text]
    this.put('"')
    let afterSpace = false
    for (const [index, character] of characters.entries()) {
      if (character === ' ') {
        const isInside = index > 0 && index < characters.length - 1
        if (mayBreak && !afterSpace && this.column > bestWidth && isInside) {
          this.put(`\n${' '.repeat(indent)}`)
          if (characters[index + 1] === ' ') this.put('\\')
        } else this.put(' ')
        afterSpace = true
        continue
      }
      const isPlain = isPrintable(character) && !isBreak(character) && character !== '"' && character !== '\\'
      this.put(isPlain ? character : escapeOf(character))
      afterSpace = false
    }
    this.put('"')
  }

  private literal(text: string, indent: number): void {
    const characters = [...text]
    const [last, beforeLast] = [characters.at(-1) ?? '', characters.at(-2)]
    const hint = characters[0] === ' ' || isBreak(characters[0] ?? '') ? '2' : ''
    const chomping = !isBreak(last) ? '-' : beforeLast === undefined || isBreak(beforeLast) ? '+' : ''
    this.put(`|${hint}${chomping}\n`)
    let isLineStart = true
    for (const character of characters) {
      if (isLineStart && !isBreak(character)) this.put(' '.repeat(indent))
      this.put(character)
      isLineStart = isBreak(character)
    }
    if (isBreak(last)) this.column = 0
  }
}

/** The YAML of a wholly known value. */
export const yamlText = (value: HclValue, spend: (units: number) => void): string => {
  const writer = new YamlWriter(spend)
  writer.document(value)
  return writer.text()
}
