import type { Node } from 'jsonc-parser'
import { parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Attribute, Body, Expression, ObjectItem } from './ast.ts'
import { readJsonBody } from './json-body.ts'
import { propertiesOf } from './json-properties.ts'
import { Lexer, normalize } from './lexer.ts'
import type { HclFile } from './read-hcl.ts'
import { attempt } from './read-hcl.ts'
import { readBare } from './read-template.ts'
import { SourceText } from './source-text.ts'

const maxNesting = 200
const maxMembers = 300_000
const maxErrors = 50

/** `configuration`: `.tf.json`, where strings are templates. `values`: `.tfvars.json`, where they are what they are. */
export type HclJsonKind = 'configuration' | 'values'

/**
 * Reads JSON syntax into the tree that native syntax gives. In configuration, top-level blocks and the blocks of Terraform's own language
 * (`lifecycle`, `dynamic`, `validation` …) become blocks; whether another property is an argument or a nested block only a provider's
 * schema could say, so it stays an attribute. `fixedAt` places everything at one location, for text that stands in no file.
 */
export const readHclJson = (file: string, text: string, kind: HclJsonKind, fixedAt?: SourceLocation): HclFile => {
  const reader = new JsonReader(new SourceText(file, text), kind, fixedAt)
  return { body: reader.read(), diagnostics: reader.diagnostics, comments: [] }
}

/** Turns nodes of JSON into expressions. */
export class JsonReader {
  readonly diagnostics: Diagnostic[] = []
  private readonly source: SourceText
  private readonly kind: HclJsonKind
  private readonly fixedAt: SourceLocation | undefined

  constructor(source: SourceText, kind: HclJsonKind, fixedAt: SourceLocation | undefined) {
    this.source = source
    this.kind = kind
    this.fixedAt = fixedAt
  }

  read(): Body {
    const { text } = this.source
    const content = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text
    const empty: Body = { syntax: 'json', attributes: new Map(), blocks: [], at: this.span(0, text.length) }
    const excess = findExcess(content)
    if (excess !== undefined) {
      const at = this.span(excess.offset, excess.offset + 1)
      this.error(excess.summary, `${excess.limit} in one file are not read. Split this up.`, at)
      return empty
    }
    const errors: { error: number; offset: number; length: number }[] = []
    const root = parseTree(content, errors, { disallowComments: true, allowTrailingComma: false })
    for (const { error, offset, length } of errors.slice(0, maxErrors))
      this.error(
        'Invalid JSON',
        `${words(printParseErrorCode(error))}. Check the brackets, commas and quotes here.`,
        this.span(offset, offset + length),
      )
    if (root === undefined || errors.length > 0) return empty
    if (root.type !== 'object' && (root.type !== 'array' || this.kind === 'values')) {
      this.error('Root value must be object', 'The root value of a JSON file must be an object.', this.at(root))
      return empty
    }
    if (this.kind === 'configuration') return readJsonBody(this, root)
    const attributes = new Map<string, Attribute>()
    for (const [name, value, property] of propertiesOf(root)) this.addAttribute(attributes, name, value, property)
    return { ...empty, attributes }
  }

  addAttribute(attributes: Map<string, Attribute>, name: string, value: Node, property: Node): void {
    const existing = attributes.get(name)
    if (existing === undefined)
      attributes.set(name, { name, expression: this.expression(value), at: this.at(property) })
    else
      this.error(
        'Duplicate argument',
        `The argument "${name}" was already set at line ${existing.at.start.line}.`,
        this.at(property),
      )
  }

  error(summary: string, detail: string, at: SourceLocation): void {
    if (this.diagnostics.length < maxErrors) this.diagnostics.push({ severity: 'error', summary, detail, at })
  }

  at({ offset, length }: Node): SourceLocation {
    return this.span(offset, offset + length)
  }

  expression(node: Node): Expression {
    const at = this.at(node)
    switch (node.type) {
      case 'string':
        return this.string(node)
      case 'number':
        return this.number(this.source.text.slice(node.offset, node.offset + node.length), at)
      case 'boolean':
        return { kind: 'keyword', value: node.value === true, at }
      case 'array':
        return { kind: 'tuple', items: (node.children ?? []).map(child => this.expression(child)), at }
      case 'object':
        return { kind: 'object', items: this.items(node), at }
      default:
        return { kind: 'keyword', value: null, at }
    }
  }

  private items(node: Node): readonly ObjectItem[] {
    const lines = new Map<string, number>()
    return propertiesOf(node).map(([name, value, property]) => {
      const at = this.at(property)
      const line = lines.get(name)
      if (line !== undefined && this.kind === 'configuration')
        this.error(
          'Duplicate object attribute',
          `An attribute named "${name}" was already defined at line ${line}.`,
          at,
        )
      lines.set(name, at.start.line)
      const key = property.children?.[0]
      return {
        key: key === undefined ? { kind: 'name', name: normalize(name), at } : this.string(key),
        value: this.expression(value),
      }
    })
  }

  private number(text: string, at: SourceLocation): Expression {
    if (!text.startsWith('-')) return { kind: 'number', text, at }
    return { kind: 'unary', operator: '-', operand: { kind: 'number', text: text.slice(1), at }, at }
  }

  private string(node: Node): Expression {
    const value = String(node.value)
    const at = this.at(node)
    const literal: Expression = {
      kind: 'template',
      parts: value === '' ? [] : [{ kind: 'text', value: normalize(value), at }],
      at,
    }
    if (this.kind === 'values' || !/[$%]\{/.test(value)) return literal
    const from = node.offset + 1
    const isVerbatim = this.fixedAt === undefined && this.source.text.startsWith(value, from)
    const lexer = isVerbatim
      ? new Lexer(this.source, from, from + value.length)
      : new Lexer(new SourceText(this.source.file, value), 0, value.length, at)
    const { expression, diagnostics } = attempt(lexer, () => readBare(lexer))
    for (const { summary, detail, at } of diagnostics) this.error(summary, detail, at)
    return expression ?? literal
  }

  private span(from: number, to: number): SourceLocation {
    return this.fixedAt ?? this.source.at(from, to)
  }
}

/** Where a text has more levels or members than are read. */
const findExcess = (text: string): { offset: number; summary: string; limit: string } | undefined => {
  let depth = 0
  let members = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) {
      for (at++; at < text.length && text.charCodeAt(at) !== 34; at++) if (text.charCodeAt(at) === 92) at++
    } else if (code === 91 || code === 123) {
      if (++depth > maxNesting)
        return { offset: at, summary: 'Nested too deeply', limit: `More than ${maxNesting} levels` }
    } else if (code === 93 || code === 125) depth--
    else if (code === 44 && ++members > maxMembers)
      return { offset: at, summary: 'File too large', limit: `More than ${maxMembers} members` }
  }
  return undefined
}

const words = (code: string): string =>
  code.replace(/(?<!^)([A-Z])/g, (_, letter: string) => ` ${letter.toLowerCase()}`)
