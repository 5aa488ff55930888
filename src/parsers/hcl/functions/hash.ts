import { constants, createHash, createPrivateKey, privateDecrypt } from 'node:crypto'
import { goQuote } from '../go-quote.ts'
import { stringType } from '../type.ts'
import { knownString } from '../value-constructors.ts'
import { textAt } from './arguments.ts'
import { decodeBase64 } from './base64.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction } from './define-function.ts'
import { FunctionError } from './function-error.ts'

export type Digest = (data: string | Uint8Array) => string

const digest =
  (algorithm: string, encoding: 'hex' | 'base64'): Digest =>
  data =>
    createHash(algorithm).update(data).digest(encoding)

/** By the name of the function of a string; with `file` in front it is that of a file's content. */
export const digests: Readonly<Record<string, Digest>> = {
  md5: digest('md5', 'hex'),
  sha1: digest('sha1', 'hex'),
  sha256: digest('sha256', 'hex'),
  sha512: digest('sha512', 'hex'),
  base64sha256: digest('sha256', 'base64'),
  base64sha512: digest('sha512', 'base64'),
}

const namespaces: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
}

/** With or without dashes, in braces, or as a URN. */
const uuidPattern =
  /^(?:urn:uuid:)?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$|^\{([0-9a-f-]{36})\}$|^([0-9a-f]{32})$/i

const uuidBytes = (text: string): Buffer | undefined => {
  const bare = /^\{(.*)\}$/.exec(text)?.[1] ?? text
  return uuidPattern.test(text) || uuidPattern.test(bare)
    ? Buffer.from(bare.replace(/^urn:uuid:/i, '').replaceAll('-', ''), 'hex')
    : undefined
}

/** RFC 9562, section 5.5. */
const uuidv5 = defineFunction({
  name: 'uuidv5',
  params: [
    { name: 'namespace', type: stringType },
    { name: 'name', type: stringType },
  ],
  returns: stringType,
  call: args => {
    const given = textAt(args, 0)
    const namespace = uuidBytes(namespaces[given] ?? given)
    if (namespace === undefined)
      throw new FunctionError(undefined, `uuidv5() doesn't support namespace ${given} (invalid UUID format)`)
    const hash = createHash('sha1').update(namespace).update(textAt(args, 1)).digest()
    hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
    hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
    const hex = hash.toString('hex', 0, 16)
    return knownString(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
  },
})

/** RFC 8017, section 7.2.2: 0, 2, at least eight other bytes, 0, and the message. */
const withoutPadding = (block: Buffer): Buffer | undefined => {
  const end = block.indexOf(0, 2)
  return block[0] === 0 && block[1] === 2 && end >= 10 ? block.subarray(end + 1) : undefined
}

const rsadecrypt = defineFunction({
  name: 'rsadecrypt',
  params: [
    { name: 'ciphertext', type: stringType },
    { name: 'privatekey', type: stringType },
  ],
  returns: stringType,
  call: args => {
    const ciphertext = decodeBase64(textAt(args, 0))
    if (ciphertext === undefined)
      throw new FunctionError(
        0,
        `failed to decode input ${goQuote(textAt(args, 0))}: cipher text must be base64-encoded`,
      )
    let key: ReturnType<typeof createPrivateKey>
    try {
      key = createPrivateKey(textAt(args, 1))
    } catch {
      throw new FunctionError(1, 'invalid private key')
    }
    if (key.asymmetricKeyType !== 'rsa') throw new FunctionError(1, 'invalid private key type')
    let message: Buffer | undefined
    try {
      message = withoutPadding(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, ciphertext))
    } catch {
      message = undefined
    }
    if (message === undefined) throw new FunctionError(undefined, 'failed to decrypt')
    return knownString(message.toString('utf8'))
  },
})

export const hashFunctions: readonly HclFunction[] = [
  ...Object.entries(digests).map(([name, digestOf]) =>
    defineFunction({
      name,
      params: [{ name: 'str', type: stringType }],
      returns: stringType,
      call: (args, { budget }) => {
        budget.spend(textAt(args, 0).length)
        return knownString(digestOf(textAt(args, 0)))
      },
    }),
  ),
  uuidv5,
  rsadecrypt,
]
