import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { equality } from '../../../../src/parsers/hcl/equals.ts'
import { isolatedContext } from '../../../../src/parsers/hcl/functions/function-context.ts'
import { functionTable } from '../../../../src/parsers/hcl/functions/index.ts'
import type { HclValue } from '../../../../src/parsers/hcl/value.ts'
import { knownString } from '../../../../src/parsers/hcl/value-constructors.ts'
import { fromPlain, plainValue } from '../values/from-plain.ts'
import { answer, evaluateText, filesOf, plain } from './evaluate-text.ts'

const failed = (name: string, what: string) => ({ error: `Call to function "${name}" failed: ${what}.` })
const refused = (name: string, what: string) => ({ error: `Invalid value for "${name}" parameter: ${what}.` })
const call = (name: string, ...args: readonly HclValue[]): HclValue => {
  const found = functionTable.get(name)
  if (found === undefined) throw new Error(name)
  return found.call(args, isolatedContext())
}

describe('text', () => {
  test.each<[string, unknown]>([
    ['base64encode("é")', 'w6k='],
    ['base64decode("w6k=\\n")', 'é'],
    ['base64decode("aGVsbG8")', failed('base64decode', 'failed to decode base64 data "aGVsbG8"')],
    ['base64decode("/w==")', failed('base64decode', 'the result of decoding the provided string is not valid UTF-8')],
    ['urlencode("a b~*\'()é/-_.")', 'a+b~%2A%27%28%29%C3%A9%2F-_.'],
    ['length(base64gzip("hello"))', 48],
    ['textencodebase64("€", "windows-1252")', 'gA=='],
    ['textencodebase64("A", "utf-16")', '/v8AQQ=='],
    ['textencodebase64("日本", "Shift_JIS")', 'k/qWew=='],
    ['textencodebase64("İé", "latin5")', '3ek='],
    [
      'textencodebase64("日", "latin1")',
      refused('string', 'the given string contains characters that cannot be represented in ISO_8859-1:1987'),
    ],
    [
      'textencodebase64("x", "utf8")',
      refused('encoding', '"utf8" is not a supported IANA encoding name or alias in this Terraform version'),
    ],
    ['textencodebase64("x", "gb18030")', '?'],
    ['textdecodebase64("6Q==", "ISO-8859-1")', 'é'],
    [
      'textdecodebase64("/w==", "UTF-8")',
      refused('source', 'the given string contains symbols that are not defined for UTF-8'),
    ],
    [
      'textdecodebase64("x", "UTF-8")',
      refused('source', 'the given value is has an invalid base64 symbol at offset 0'),
    ],
    ['md5("e\\u0301") == md5("é")', true],
    ['base64sha256("hello world")', 'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek='],
    ['sha1("")', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['uuidv5("url", "https://www.terraform.io/")', '9db6f67c-dd95-5ea0-aa5b-e70e5c5f7cf5'],
    ['uuidv5("{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "a") == uuidv5("dns", "a")', true],
    ['uuidv5("no", "a")', failed('uuidv5', "uuidv5() doesn't support namespace no (invalid UUID format)")],
    ['rsadecrypt("x", "y")', refused('ciphertext', 'failed to decode input "x": cipher text must be base64-encoded')],
    ['rsadecrypt("eA==", "y")', refused('privatekey', 'invalid private key')],
    ['[timestamp(), uuid(), bcrypt("a"), plantimestamp()]', ['?', '?', '?', '?']],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })

  it('is compressed so that it can be expanded', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const packed = plain(call('base64gzip', knownString(text)))
        expect(gunzipSync(Buffer.from(String(packed), 'base64')).toString()).toBe(plain(knownString(text)))
      }),
    )
  })

  it('that was encrypted for a key is decrypted with it', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const secret = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from('geheim'))
    const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    expect(plain(call('rsadecrypt', knownString(secret.toString('base64')), knownString(key)))).toBe('geheim')
  })
})

describe('JSON', () => {
  test.each<[string, unknown]>([
    ['jsonencode({b = [1.5, "x", null], a = toset(["z"])})', '{"a":["z"],"b":[1.5,"x",null]}'],
    ['jsonencode("<>&\\u2028\\u007f\\u0001\\t")', '"\\u003c\\u003e\\u0026\\u2028\u007f\\u0001\\t"'],
    ['jsonencode(123456789012345678901234567890)', '123456789012345678901234567890'],
    ['jsonencode(-0)', '-0'],
    ['jsonencode(1/0)', failed('jsonencode', 'cannot serialize infinity as JSON')],
    ['jsonencode({a = sensitive(1)})', { sensitive: '{"a":1}' }],
    ['jsonencode({a = var.text})', '?'],
    ['jsonencode({a = var.text}) == "[]"', false],
    [
      'jsondecode("{\\"b\\":1,\\"a\\":[1e3,\\"x\\",null,true],\\"10\\":1,\\"9\\":2}")',
      { '10': 1, '9': 2, a: [1000, 'x', null, true], b: 1 },
    ],
    [
      'jsondecode("{\\"10\\":1.5,\\"9\\":0.1,\\"a\\":12345678901234567890}")',
      { '10': '1.5n', '9': '0.1n', a: '12345678901234567890n' },
    ],
    ['jsondecode("{\\"a\\":1,\\"a\\":2}")', { a: 2 }],
    ['jsondecode("\\"\\\\ud83d\\"")', '\ufffd'],
    ['jsondecode("")', failed('jsondecode', 'EOF')],
    ['can(jsondecode("{\'a\': 1}"))', false],
    ['can(jsondecode("[1,]"))', false],
    ['can(jsondecode("01"))', false],
    ['can(jsondecode("// c\\n1"))', false],
    ['can(jsondecode("1e999999"))', false],
    ['jsondecode(var.text)', '?'],
  ])('%s', (text, expected) => {
    expect(answer(text)).toEqual(expected)
  })

  it('of a value that is not wholly known has its known parts', () => {
    expect(evaluateText('jsonencode([{name = "api", url = "https://${var.text}/"}, var.number])')).toMatchObject({
      cause: {
        kind: 'template',
        parts: [
          { data: '[{"name":"api","url":"https://' },
          { state: 'unknown' },
          { data: '/"},' },
          { type: { kind: 'number' } },
          { data: ']' },
        ],
      },
      refinement: { prefix: '[' },
    })
  })

  it('of any value is read back as the same value', () => {
    fc.assert(
      fc.property(plainValue, value => {
        const given = fromPlain(value)
        expect(equality(call('jsondecode', call('jsonencode', given)), given)).toBe('yes')
      }),
    )
  })
})

describe('YAML', () => {
  test.each<[string, string]>([
    ['{foo = [1, 2], bar = "baz"}', '"bar": "baz"\n"foo":\n- 1\n- 2\n'],
    ['null', 'null\n...\n'],
    ['1.5', '1.5\n...\n'],
    ['"true"', '"true"\n'],
    ['[]', '[]\n'],
    ['{a = [], b = {}, c = [[]], d = [{}]}', '"a": []\n"b": {}\n"c":\n- []\n"d":\n- {}\n'],
    ['[[1, 2], [3]]', '- - 1\n  - 2\n- - 3\n'],
    ['[{a = 1, b = [1, {c = 2}]}]', '- "a": 1\n  "b":\n  - 1\n  - "c": 2\n'],
    ['{a = {b = {c = 1}}}', '"a":\n  "b":\n    "c": 1\n'],
    ['["x\\ny", ["a\\nb"], {k = "c\\nd"}]', '- |-\n  x\n  y\n- - |-\n    a\n    b\n- "k": |-\n    c\n    d\n'],
    ['"a\\nb"', '|-\n  a\n  b\n'],
    ['"a\\n\\n"', '|+\n  a\n\n'],
    ['"\\n"', '|2+\n\n'],
    ['{a = " x\\ny\\n"}', '"a": |2\n   x\n  y\n'],
    ['{a = "x \\ny"}', '"a": "x \\ny"\n'],
    ['{"a\\nb" = 1}', '? |-\n  a\n  b\n: 1\n'],
    [
      '"é \\u00a0 \\u2028 \\ufeff \\u0001 \\t \\\\ \\" 👍 \\u0085"',
      '"é \u00a0 \\L \\uFEFF \\x01 \\t \\\\ \\" \\U0001F44D \\N"\n',
    ],
    [
      '{k = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb  cccc dd"}',
      '"k": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n  \\ cccc dd"\n',
    ],
  ])('of %s', (text, expected) => {
    expect(answer(`yamlencode(${text})`)).toBe(expected)
  })

  test.each<[string, unknown]>([
    ['y: n', { true: false }],
    [
      '[1, 1.50, 1e3, 0x1f, 0o17, 017, 0b11, .inf, 1_000, ~, yes, Off]',
      [1, '1.5n', 1000, 31, 15, 17, '0b11', '+Infn', '1_000', null, true, false],
    ],
    ['a: 2018-1-2 3:4:5', { a: '2018-01-02T03:04:05Z' }],
    ['2001-12-14t21:59:43.10-05:00', '2001-12-14T21:59:43-05:00'],
    ['2018-13-02', '2018-13-02'],
    ['a: !!str 1\nb: !!int "4"\nc: !!float 1', { a: '1', b: '4', c: 1 }],
    ['base: &b {x: 1, z: 2}\nder:\n  <<: *b\n  z: 3', { base: { x: 1, z: 2 }, der: { x: 1, z: 3 } }],
    ['a: |\n  x\n  y', { a: 'x\ny' }],
    ['a: >-\n  folded\n  text\n', { a: 'folded text' }],
    ['a: 1\na: 2', { a: 2 }],
    ['{a, b: 1}', { a: null, b: 1 }],
    ['[a: 1, b]', [{ a: 1 }, 'b']],
    ['---', null],
    ['"yes"', 'yes'],
  ])('%j', (text, expected) => {
    expect(plain(call('yamldecode', knownString(text)))).toEqual(expected)
  })

  test.each([
    ['', 'missing start of document'],
    ['# c', 'missing start of document'],
    ['a: 1\n---\nb: 2', 'multiple documents'],
    ['[.nan]', 'NaN is not supported'],
    ['a: !foo b', 'unsupported tag "!foo"'],
    ['a: !!bool maybe', 'cannot parse "maybe" as tag:yaml.org,2002:bool'],
    ['a: !!set {b}', "can't interpret mapping as tag:yaml.org,2002:set"],
    ['a: *b', 'undefined anchor|[Uu]nresolved alias'],
    ['a: &b [*b]', 'from inside its own definition'],
    ['<<: [{a: 1}]', 'cannot merge tuple into mapping'],
    ['~: 1', 'mapping key cannot be null'],
    ['? [a]\n: b', 'only strings are allowed as mapping keys'],
  ])('%j is refused', (text, expected) => {
    expect(() => call('yamldecode', knownString(text))).toThrow(new RegExp(expected))
  })

  test.each([
    ['flow sequences', '['.repeat(20_000)],
    ['flow mappings', `${'{a: '.repeat(20_000)}1${'}'.repeat(20_000)}`],
    ['sequences in a line', `${'- '.repeat(20_000)}a`],
    ['mappings in a line', `${'? '.repeat(20_000)}a`],
    ['block mappings', Array.from({ length: 700 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('%s that nest too deeply are refused', (_, text) => {
    expect(() => call('yamldecode', knownString(text))).toThrow('nested too deeply')
  })

  it('is not deep for the brackets in its texts', () => {
    const text = '['.repeat(500)
    expect(plain(call('yamldecode', knownString(`"${text}"`)))).toBe(text)
    expect(plain(call('yamldecode', knownString(`|-\n  ${text}`)))).toBe(text)
  })

  it('of any value is read back as the same value', () => {
    fc.assert(
      fc.property(plainValue, value => {
        const given = fromPlain(value)
        expect(equality(call('yamldecode', call('yamlencode', given)), given)).toBe('yes')
      }),
    )
  })
})

describe('CSV', () => {
  test.each<[string, unknown]>([
    ['a,b\n"x,y","q""z"\n', [{ a: 'x,y', b: 'q"z' }]],
    ['a, b\n1, 2', [{ a: '1', ' b': ' 2' }]],
    ['\na\n\n1\n\n', [{ a: '1' }]],
    ['a\r\n"x\r\ny"\r\n', [{ a: 'x\ny' }]],
    ['a,b\n', []],
    ['a,b\n,', [{ a: '', b: '' }]],
  ])('%j', (text, expected) => {
    expect(plain(call('csvdecode', knownString(text)))).toEqual(expected)
  })

  test.each([
    ['', 'missing header line'],
    ['a,a\n1,2', 'duplicate column name "a"'],
    ['a,b\n1\n', 'CSV parse error on line 2: wrong number of fields'],
    ['a\n"x', 'CSV parse error on line 2: extraneous or missing " in quoted-field'],
    ['a\nx"y', 'CSV parse error on line 2: bare " in non-quoted-field'],
  ])('%j is refused', (text, expected) => {
    expect(() => call('csvdecode', knownString(text))).toThrow(expected)
  })
})

describe('files', () => {
  const files = filesOf({
    'a.txt': 'content\n',
    bin: Uint8Array.from([0xff, 0x00]),
    't.tftpl': 'Hello ${name}%{ if loud }!%{ endif }\n',
    'list.tftpl': '${items}',
    'bom.tftpl': '\ufeff${name}',
    'conf/x.json': '{}',
    'conf/deep/y.json': '{}',
    'conf/.hidden.json': '{}',
    'conf/z.yaml': '',
  })

  test.each<[string, unknown]>([
    ['file("a.txt")', 'content\n'],
    ['file("./a.txt")', 'content\n'],
    ['filebase64("bin")', '/wA='],
    ['filemd5("a.txt") == md5("content\\n")', true],
    ['filebase64sha512("a.txt") == base64sha512("content\\n")', true],
    ['[fileexists("a.txt"), fileexists("b.txt")]', [true, false]],
    ['fileset("conf", "*.json")', ['.hidden.json', 'x.json']],
    ['fileset("conf", "**/*.json")', ['.hidden.json', 'deep/y.json', 'x.json']],
    ['fileset(".", "conf/**")', ['conf/.hidden.json', 'conf/deep/y.json', 'conf/x.json', 'conf/z.yaml']],
    ['fileset("conf", "{x,z}.[jy]*")', ['x.json', 'z.yaml']],
    ['fileset("conf/deep", "../*.yaml")', ['../z.yaml']],
    ['fileset("conf", "?.[!a-x]*")', ['z.yaml']],
    ['fileset("conf", "{a,b/c}")', failed('fileset', 'failed to glob pattern "{a,b/c}": syntax error in pattern')],
    ['fileset("none", "*")', []],
    ['templatefile("t.tftpl", {name = "x", loud = true})', 'Hello x!\n'],
    ['templatefile("list.tftpl", {items = [1]})', [1]],
    ['templatefile("bom.tftpl", {name = 1})', 1],
    ['file("bom.tftpl")', '\ufeff${name}'],
    ['templatefile("t.tftpl", {name = var.text, loud = true})', '?'],
    ['templatefile("t.tftpl", {name = "x", loud = false, other = sensitive(1)})', { sensitive: 'Hello x\n' }],
    [
      'templatefile("t.tftpl", {name = "x"})',
      refused('vars', 'vars map does not contain key "loud", referenced in t.tftpl'),
    ],
    [
      'templatefile("t.tftpl", {"a b" = 1})',
      refused(
        'vars',
        'invalid template variable name "a b": must start with a letter, followed by zero or more letters, digits, and underscores',
      ),
    ],
    ['templatefile("t.tftpl", [])', refused('vars', 'invalid vars value: must be a map')],
  ])('%s', (text, expected) => {
    expect(answer(text, files)).toEqual(expected)
  })

  test.each([
    ['file("none")', 'no file exists at "none"'],
    ['file("bin")', 'not valid UTF-8'],
  ])('%s is refused', (text, expected) => {
    expect(evaluateText(text, files)).toContain(expected)
  })
})
