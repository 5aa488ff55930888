import type { Value } from '../../../model/value.ts'
import { type ConfigDocuments, mapNode, scalarNode } from './config-node.ts'
import { sliceOf, type TextSource } from './text-source.ts'

/**
 * Java properties, as `java.util.Properties` reads them. Spring splits documents at `#---` or `!---`: each is one map of flat keys.
 */
export const readProperties = (source: TextSource): ConfigDocuments => {
  const documents: Value[] = []
  let start = 0
  for (const separator of source.text.matchAll(/^[#!]---[^\S\n]*\r?$/gm)) {
    documents.push(oneDocument(sliceOf(source, start, separator.index)))
    start = separator.index + separator[0].length
  }
  documents.push(oneDocument(sliceOf(source, start, source.text.length)))
  return { documents, diagnostics: [] }
}

// A logical line: continued while it ends in an odd number of backslashes.
const logicalLine = /(?:\\\r?\n|\\[^\r\n]|[^\\\r\n])+/g

const oneDocument = (source: TextSource): Value => {
  const entries = new Map<string, Value>()
  for (const match of source.text.matchAll(logicalLine)) {
    const line = match[0]
    const body = line.trimStart()
    if (body === '' || body.startsWith('#') || body.startsWith('!')) continue
    const [, key = '', separator = '', value = ''] =
      /^((?:\\[\s\S]|[^\s=:\\])*)([^\S\n]*(?:[=:][^\S\n]*)?)([\s\S]*)$/.exec(body) ?? []
    const name = plainText(key)
    const start = match.index + (line.length - body.length) + key.length + separator.length
    entries.set(name, scalarNode(source, plainText(value), start, match.index + line.length, [name]))
  }
  return mapNode(entries, source.at(0, source.text.length))
}

const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

const plainText = (text: string): string =>
  text
    .replace(/\\\r?\n[^\S\n]*/g, '')
    .replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_all: string, unicode?: string, char?: string) =>
      unicode !== undefined ? String.fromCharCode(Number.parseInt(unicode, 16)) : (controls[char ?? ''] ?? char ?? ''),
    )
