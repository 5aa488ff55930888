import { goQuote } from '../go-quote.ts'
import { dynamicType, stringType } from '../type.ts'
import { isWhollyKnown } from '../value-access.ts'
import { knownString, notNull, unknownBecause } from '../value-constructors.ts'
import { textAt } from './arguments.ts'
import { base64Problem, decodeBase64, decodeUtf8 } from './base64.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction } from './define-function.ts'
import { FunctionError } from './function-error.ts'
import { jsonDocument, jsonTemplate } from './json-template.ts'
import { readJson } from './json-value.ts'
import { findEncoding, isUnsupportedEncoding, type TextEncoding } from './text-encoding.ts'

const toText = (name: string, map: (text: string) => string): HclFunction =>
  defineFunction({
    name,
    params: [{ name: 'str', type: stringType }],
    returns: stringType,
    call: (args, { budget }) => {
      budget.spend(textAt(args, 0).length)
      return knownString(map(textAt(args, 0)))
    },
  })

const base64decode = defineFunction({
  name: 'base64decode',
  params: [{ name: 'str', type: stringType }],
  returns: stringType,
  call: args => {
    const bytes = decodeBase64(textAt(args, 0))
    if (bytes === undefined)
      throw new FunctionError(undefined, `failed to decode base64 data ${goQuote(textAt(args, 0))}`)
    const text = decodeUtf8(bytes)
    if (text === undefined)
      throw new FunctionError(undefined, 'the result of decoding the provided string is not valid UTF-8')
    return knownString(text)
  },
})

const urlEncode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

/** As Go's writer frames it: no name or time, flushed, closed with an empty block. Longer texts may be compressed differently. */
const gzip = (text: string): string => {
  // Loaded here, since few configurations need it and every run would wait for it (docs/adr/0008).
  const { constants, crc32, deflateRawSync } = process.getBuiltinModule('node:zlib')
  const bytes = Buffer.from(text)
  const body = deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(bytes), 0)
  trailer.writeUInt32LE(bytes.length % 2 ** 32, 4)
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
  return Buffer.concat([header, body, Buffer.from([1, 0, 0, 0xff, 0xff]), trailer]).toString('base64')
}

const withEncoding = (
  name: string,
  first: string,
  use: (text: string, encoding: TextEncoding) => string,
): HclFunction =>
  defineFunction({
    name,
    params: [
      { name: first, type: stringType },
      { name: 'encoding', type: stringType },
    ],
    returns: stringType,
    call: args => {
      const wanted = textAt(args, 1)
      const encoding = findEncoding(wanted)
      if (encoding !== undefined) return knownString(use(textAt(args, 0), encoding))
      if (isUnsupportedEncoding(wanted))
        return unknownBecause(stringType, { kind: 'unsupported', names: `${name}(…, ${goQuote(wanted)})` }, notNull)
      throw new FunctionError(
        1,
        `${goQuote(wanted)} is not a supported IANA encoding name or alias in this Terraform version`,
      )
    },
  })

const textencodebase64 = withEncoding('textencodebase64', 'string', (text, encoding) => {
  const bytes = encoding.encode(text)
  if (bytes === undefined)
    throw new FunctionError(0, `the given string contains characters that cannot be represented in ${encoding.name}`)
  return Buffer.from(bytes).toString('base64')
})

const textdecodebase64 = withEncoding('textdecodebase64', 'source', (text, encoding) => {
  const problem = base64Problem(text)
  if (problem !== undefined)
    throw new FunctionError(0, `the given value is has an invalid base64 symbol at offset ${problem}`)
  const decoded = encoding.decode(Buffer.from(text, 'base64'))
  if (decoded === undefined)
    throw new FunctionError(0, `the given string contains symbols that are not defined for ${encoding.name}`)
  return decoded
})

const jsonencode = defineFunction({
  name: 'jsonencode',
  params: [{ name: 'val', type: dynamicType, accepts: ['null', 'unknown', 'any-type'], marks: 'own' }],
  returns: stringType,
  call: ([value], { budget }) => {
    if (value === undefined) return knownString('null')
    const spend = (units: number) => budget.spend(units)
    if (!isWhollyKnown(value)) return jsonTemplate(value, spend)
    const document = jsonDocument(value, spend)
    if (document === undefined) throw new FunctionError(undefined, 'cannot serialize infinity as JSON')
    return document
  },
})

const jsondecode = defineFunction({
  name: 'jsondecode',
  params: [{ name: 'str', type: stringType }],
  returns: dynamicType,
  refinement: {},
  call: (args, { budget }) => {
    budget.spend(textAt(args, 0).length * 8)
    const decoded = readJson(textAt(args, 0))
    if (typeof decoded === 'string') throw new FunctionError(undefined, decoded)
    return decoded
  },
})

export const encodingFunctions: readonly HclFunction[] = [
  toText('base64encode', text => Buffer.from(text).toString('base64')),
  toText('base64gzip', gzip),
  toText('urlencode', urlEncode),
  base64decode,
  textencodebase64,
  textdecodebase64,
  jsonencode,
  jsondecode,
]
