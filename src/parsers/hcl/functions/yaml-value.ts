import type { Node, Pair } from 'yaml'
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml'
import { printNumber } from '../number-text.ts'
import { typeName } from '../type-name.ts'
import type { HclValue } from '../value.ts'
import { boolOf, entriesOf, numericOf, stringOf } from '../value-access.ts'
import { normalizeString, nullOf, objectOf, tupleOf } from '../value-constructors.ts'
import { FunctionError } from './function-error.ts'
import { nestsDeeper } from './yaml-depth.ts'
import { resolveScalar } from './yaml-scalar.ts'

const refusal = (message: string): FunctionError => new FunctionError(undefined, message)

const mapTag = 'tag:yaml.org,2002:map'
const sequenceTag = 'tag:yaml.org,2002:seq'
const maximumDepth = 200

const keyText = (value: HclValue): string => {
  if (value.state === 'null') throw refusal('mapping key cannot be null')
  const number = numericOf(value)
  return stringOf(value) ?? (number === undefined ? String(boolOf(value)) : printNumber(number))
}

interface Anchored {
  readonly value: HclValue
  /** How many nodes it stands for, aliases in it opened. */
  readonly size: number
}

/** Reads one document. Aliases cost what they stand for, so that a small text cannot stand for an endless value. */
class YamlReader {
  private readonly anchors = new Map<string, Anchored>()
  private readonly pending = new Set<string>()
  private readonly spend: (units: number) => void
  private readonly source: string
  private size = 0

  constructor(source: string, spend: (units: number) => void) {
    this.source = source
    this.spend = spend
  }

  node(node: Node | null, depth: number): HclValue {
    if (depth > maximumDepth) throw refusal('nested too deeply')
    if (node === null) return nullOf()
    if (isAlias(node)) return this.alias(node.source)
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined
    const before = this.size
    this.size += 1
    this.spend(16)
    if (anchor !== undefined) this.pending.add(anchor)
    const value = this.content(node, depth)
    if (anchor !== undefined) {
      this.pending.delete(anchor)
      this.anchors.set(anchor, { value, size: this.size - before })
    }
    return value
  }

  private alias(name: string): HclValue {
    if (this.pending.has(name)) throw refusal(`cannot refer to anchor "${name}" from inside its own definition`)
    const anchored = this.anchors.get(name)
    if (anchored === undefined) throw refusal(`reference to undefined anchor "${name}"`)
    this.size += anchored.size
    this.spend(anchored.size)
    return anchored.value
  }

  private content(node: Node, depth: number): HclValue {
    if (isScalar(node)) {
      const text = String(node.source ?? node.value ?? '')
      // A block at the very end of a text without a final line break has none either.
      const isCutOff = node.type?.startsWith('BLOCK') === true && (node.range?.[1] ?? 0) >= this.source.length
      const value = resolveScalar(
        isCutOff && !this.source.endsWith('\n') ? text.replace(/\n$/, '') : text,
        node.tag ?? '',
        node.type?.startsWith('QUOTE') ?? false,
      )
      if (typeof value === 'string') throw refusal(value)
      return value
    }
    if (isSeq(node)) {
      if (node.tag !== undefined && node.tag !== sequenceTag) throw refusal(`can't interpret sequence as ${node.tag}`)
      return tupleOf(node.items.map(item => this.item(item, depth)))
    }
    if (!isMap(node)) throw refusal('unexpected content')
    if (node.tag !== undefined && node.tag !== mapTag) throw refusal(`can't interpret mapping as ${node.tag}`)
    const entries = new Map<string, HclValue>()
    for (const pair of node.items) this.entry(pair as Pair<Node | null, Node | null>, entries, depth)
    return objectOf(entries)
  }

  /** `[a: 1]` is a list of a mapping with one entry. */
  private item(item: unknown, depth: number): HclValue {
    if (!isPair(item)) return this.node(item as Node | null, depth + 1)
    const entries = new Map<string, HclValue>()
    this.entry(item as Pair<Node | null, Node | null>, entries, depth)
    return objectOf(entries)
  }

  private entry(pair: Pair<Node | null, Node | null>, entries: Map<string, HclValue>, depth: number): void {
    const { key } = pair
    if (key !== null && !isScalar(key)) throw refusal('only strings are allowed as mapping keys')
    const source = key === null ? '' : String(key.source ?? key.value ?? '')
    if (source === '<<' && (key?.tag ?? '') === '') {
      const merged = this.node(pair.value, depth + 1)
      const inner = entriesOf(merged)
      if (inner === undefined) throw refusal(`cannot merge ${typeName(merged.type)} into mapping`)
      for (const [name, value] of inner) entries.set(name, value)
      return
    }
    const value = resolveScalar(source, key?.tag ?? '', key?.type?.startsWith('QUOTE') ?? false)
    if (typeof value === 'string') throw refusal(value)
    entries.set(normalizeString(keyText(value)), this.node(pair.value, depth + 1))
  }
}

/** The value of a YAML document as `yamldecode` gives it. Throws a FunctionError. */
export const readYaml = (text: string, spend: (units: number) => void): HclValue => {
  if (nestsDeeper(text, maximumDepth)) throw refusal('nested too deeply')
  const document = parseDocument<Node>(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    // Anything more silent lets further documents pass.
    logLevel: 'error',
    keepSourceTokens: false,
    prettyErrors: false,
  })
  const [error] = document.errors
  if (error !== undefined) throw refusal(error.message)
  if (document.contents === null && !/^---(\s|$)/m.test(text))
    throw refusal('on line 1, column 1: missing start of document')
  return new YamlReader(text, spend).node(document.contents, 0)
}
