import { describe, expect, it, test } from 'vitest'
import { ConversionError, convert } from '../../../../src/parsers/hcl/convert.ts'
import { isolatedContext } from '../../../../src/parsers/hcl/functions/function-context.ts'
import { FunctionError } from '../../../../src/parsers/hcl/functions/function-error.ts'
import { functionTable } from '../../../../src/parsers/hcl/functions/index.ts'
import { noMarks, sensitiveMarks, withMarks } from '../../../../src/parsers/hcl/marks.ts'
import type { HclValue } from '../../../../src/parsers/hcl/value.ts'
import { isWhollyKnown } from '../../../../src/parsers/hcl/value-access.ts'
import { nullOf, unknownBecause } from '../../../../src/parsers/hcl/value-constructors.ts'
import { evaluateText } from './evaluate-text.ts'

/** Arguments with which every function gives a known result (but for those that never do), separated by `|`. */
const samples: Readonly<Record<string, string>> = {
  abs: '-1',
  abspath: '"/a/../b"',
  alltrue: '[true]',
  anytrue: '[false]',
  base64decode: '"YQ=="',
  base64encode: '"a"',
  base64gzip: '"a"',
  base64sha256: '"a"',
  base64sha512: '"a"',
  basename: '"a/b"',
  bcrypt: '"a"',
  ceil: '1.5',
  chomp: '"a\\n"',
  chunklist: '["a", "b"] | 1',
  cidrhost: '"10.0.0.0/8" | 1',
  cidrnetmask: '"10.0.0.0/8"',
  cidrsubnet: '"10.0.0.0/8" | 8 | 1',
  cidrsubnets: '"10.0.0.0/8" | 8',
  coalesce: '"a" | "b"',
  coalescelist: '["a"] | ["b"]',
  compact: '["a", ""]',
  concat: '["a"] | ["b"]',
  contains: '["a"] | "b"',
  csvdecode: '"a\\n1"',
  dirname: '"a/b"',
  distinct: '["a", "a"]',
  element: '["a"] | 0',
  endswith: '"ab" | "b"',
  ephemeralasnull: '"a"',
  flatten: '[["a"]]',
  floor: '1.5',
  format: '"%s" | "a"',
  formatdate: '"YYYY" | "2018-01-02T03:04:05Z"',
  formatlist: '"%s" | ["a"]',
  indent: '2 | "a\\nb"',
  index: '["a"] | "a"',
  issensitive: '"a"',
  join: '"," | ["a"]',
  jsondecode: '"{}"',
  jsonencode: '{a = 1}',
  keys: 'tomap({a = 1})',
  length: '"abc"',
  log: '8 | 2',
  lookup: 'tomap({a = "x"}) | "a" | "y"',
  lower: '"A"',
  matchkeys: '["a"] | ["k"] | ["k"]',
  max: '1 | 2',
  md5: '"a"',
  merge: '{a = 1} | {b = 2}',
  min: '1 | 2',
  nonsensitive: '"a"',
  one: '["a"]',
  parseint: '"ff" | 16',
  pathexpand: '"a"',
  plantimestamp: '',
  pow: '2 | 3',
  range: '3',
  regex: '"a" | "a"',
  regexall: '"a" | "a"',
  replace: '"a" | "b" | "c"',
  reverse: '["a", "b"]',
  rsadecrypt: '"YQ==" | "k"',
  sensitive: '"a"',
  setintersection: '["a"] | ["a"]',
  setproduct: '["a"] | ["b"]',
  setsubtract: '["a"] | ["b"]',
  setunion: '["a"] | ["b"]',
  sha1: '"a"',
  sha256: '"a"',
  sha512: '"a"',
  signum: '-5',
  slice: '["a", "b"] | 0 | 1',
  sort: '["b", "a"]',
  split: '"," | "a,b"',
  startswith: '"ab" | "a"',
  strcontains: '"ab" | "a"',
  strrev: '"ab"',
  substr: '"abc" | 0 | 1',
  sum: '[1, 2]',
  templatestring: '"a" | {}',
  templatefile: '"t" | {}',
  textdecodebase64: '"YQ==" | "UTF-8"',
  textencodebase64: '"a" | "UTF-8"',
  timeadd: '"2018-01-02T03:04:05Z" | "1h"',
  timecmp: '"2018-01-02T03:04:05Z" | "2018-01-02T03:04:05Z"',
  timestamp: '',
  title: '"a"',
  tobool: '"true"',
  tolist: '["a"]',
  tomap: '{a = 1}',
  tonumber: '"1"',
  toset: '["a"]',
  tostring: '1',
  transpose: '{a = ["b"]}',
  trim: '"a" | "a"',
  trimprefix: '"ab" | "a"',
  trimspace: '" a"',
  trimsuffix: '"ab" | "b"',
  upper: '"a"',
  urlencode: '"a b"',
  uuid: '',
  uuidv5: '"dns" | "a"',
  values: '{a = 1}',
  yamldecode: '"a: 1"',
  yamlencode: '{a = 1}',
  zipmap: '["a"] | [1]',
  file: '"t"',
  filebase64: '"t"',
  filemd5: '"t"',
  filesha1: '"t"',
  filesha256: '"t"',
  filesha512: '"t"',
  filebase64sha256: '"t"',
  filebase64sha512: '"t"',
  fileexists: '"t"',
  fileset: '"." | "*"',
  list: '"a"',
  map: '"a" | "b"',
}

/** Never known, whatever the arguments. */
const neverKnown = new Set(['timestamp', 'plantimestamp', 'uuid', 'bcrypt'])
/** They refuse every argument: removed from the language, or a private key that is none. */
const alwaysRefuse = new Set(['list', 'map', 'rsadecrypt'])
/** Known for some unknown arguments, by position. */
const knownAnyway: Readonly<Record<string, readonly number[]>> = { coalesce: [1], coalescelist: [1], lookup: [2] }
/** A null is a value for them, by position; everywhere else it is refused. */
const takesNull: Readonly<Record<string, readonly number[]>> = {
  coalesce: [0, 1],
  coalescelist: [0, 1],
  ephemeralasnull: [0],
  format: [1],
  formatlist: [1],
  issensitive: [0],
  jsonencode: [0],
  lookup: [2],
  merge: [0, 1],
  nonsensitive: [0],
  sensitive: [0],
  tobool: [0],
  tolist: [0],
  tomap: [0],
  tonumber: [0],
  toset: [0],
  tostring: [0],
  yamlencode: [0],
}
/** They do not pass on that an argument is sensitive, by position: it is not the argument that is asked about, or it is not used. */
const dropsSensitive: Readonly<Record<string, readonly number[]>> = { nonsensitive: [0], issensitive: [0], lookup: [2] }

const context = {
  ...isolatedContext(),
  readFile: () => Buffer.from('text'),
  listFiles: () => ['t'],
  renderTemplate: () => argumentsOf('"rendered"')[0] ?? nullOf(),
}

const argumentsOf = (text: string): readonly HclValue[] =>
  text === ''
    ? []
    : text.split(' | ').map(part => {
        const value = evaluateText(part)
        if (typeof value === 'string') throw new Error(`${part}: ${value}`)
        return value
      })

const call = (name: string, args: readonly HclValue[]): HclValue | FunctionError => {
  try {
    const found = functionTable.get(name)
    if (found === undefined) throw new Error(`no function ${name}`)
    return found.call(args, context)
  } catch (error) {
    if (error instanceof FunctionError) return error
    throw error
  }
}

const names = [...functionTable.keys()].sort()
const usable = names.filter(name => !alwaysRefuse.has(name))
const positions = usable.flatMap(name => argumentsOf(samples[name] ?? '').map((_, index) => [name, index] as const))

/** The sample with one argument replaced. */
const replaced = (name: string, index: number, replace: (value: HclValue) => HclValue): HclValue | FunctionError => {
  const args = argumentsOf(samples[name] ?? '')
  return call(
    name,
    args.map((value, position) => (position === index ? replace(value) : value)),
  )
}

const parameterType = (name: string, index: number, value: HclValue) => {
  const found = functionTable.get(name)
  const type = (found?.params[index] ?? found?.variadic)?.type
  if (type === undefined) return value.type
  try {
    return convert(value, type).type
  } catch (error) {
    if (error instanceof ConversionError) return value.type
    throw error
  }
}

it('has a sample of every function', () => {
  expect(names.filter(name => !(name in samples))).toEqual([])
  expect(Object.keys(samples).filter(name => !functionTable.has(name))).toEqual([])
})

describe('with known arguments', () => {
  test.each(usable)('%s', name => {
    const result = call(name, argumentsOf(samples[name] ?? ''))
    expect(result).not.toBeInstanceOf(FunctionError)
    expect(isWhollyKnown(result as HclValue)).toBe(!neverKnown.has(name))
  })

  test.each([...alwaysRefuse])('%s is refused', name => {
    expect(call(name, argumentsOf(samples[name] ?? ''))).toBeInstanceOf(FunctionError)
  })
})

describe('with an unknown argument', () => {
  test.each(positions)('%s, argument %i', (name, index) => {
    const result = replaced(name, index, value =>
      unknownBecause(parameterType(name, index, value), { kind: 'unset-input', names: 'var.decides' }),
    )
    expect(result).not.toBeInstanceOf(FunctionError)
    const value = result as HclValue
    expect(isWhollyKnown(value)).toBe(knownAnyway[name]?.includes(index) ?? false)
    if (!isWhollyKnown(value) && !neverKnown.has(name)) expect(JSON.stringify(value)).toContain('var.decides')
  })
})

describe('with an unknown argument of any type', () => {
  test.each(positions)('%s, argument %i', (name, index) => {
    const result = replaced(name, index, () =>
      unknownBecause({ kind: 'dynamic' }, { kind: 'unset-input', names: 'var.decides' }),
    )
    expect(result).not.toBeInstanceOf(FunctionError)
    expect(isWhollyKnown(result as HclValue)).toBe(knownAnyway[name]?.includes(index) ?? false)
  })
})

describe('with a null argument', () => {
  test.each(positions)('%s, argument %i', (name, index) => {
    const result = replaced(name, index, value => nullOf(parameterType(name, index, value)))
    const isRefused = result instanceof FunctionError && result.message === 'argument must not be null'
    expect(isRefused).toBe(!takesNull[name]?.includes(index))
    if (isRefused) expect(result.argumentIndex).toBe(index)
  })
})

describe('with a sensitive argument', () => {
  test.each(positions)('%s, argument %i', (name, index) => {
    const result = replaced(name, index, value => withMarks(value, sensitiveMarks))
    expect(result).not.toBeInstanceOf(FunctionError)
    const dropped = dropsSensitive[name]?.includes(index) ?? false
    expect((result as HclValue).marks.sensitive).toBe(!dropped || name === 'sensitive')
  })

  it('never shows it in an error', () => {
    for (const expression of [
      'parseint(var.secret, 10)',
      'tonumber(var.secret)',
      'tobool(var.secret)',
      'base64decode(var.secret)',
      'rsadecrypt(var.secret, "k")',
      'lookup({a = 1}, var.secret)',
      'regex(var.secret, "a")',
      'formatdate("YYYY", var.secret)',
      'timeadd(var.secret, "1h")',
      'timeadd("2018-01-02T03:04:05Z", var.secret)',
      'cidrhost(var.secret, 1)',
      'uuidv5(var.secret, "a")',
      'file(var.secret)',
      'format(var.secret, 1)',
      'format("%d", var.secret)',
      'textencodebase64("a", var.secret)',
      'jsondecode(var.secret)',
      'yamldecode("a: *${var.secret}")',
      'csvdecode("a,a\\n${var.secret}")',
      'fileset(var.secret, "[")',
    ])
      expect(JSON.stringify(evaluateText(expression)), expression).not.toMatch(/^".*(hunter2|unter)/)
  })
})

describe('origins', () => {
  it('of all arguments are those of the result', () => {
    const at = {
      file: 'a.tfvars',
      start: { line: 1, column: 1, offset: 0 },
      end: { line: 1, column: 2, offset: 1 },
      path: [],
    }
    const marks = { ...noMarks, origins: [{ kind: 'tfvars', name: 'var.a', at }] } as const
    for (const [name, index] of positions) {
      if (neverKnown.has(name) || name === 'issensitive' || (name === 'lookup' && index === 2)) continue
      const result = replaced(name, index, value => withMarks(value, marks))
      expect(
        JSON.stringify(result, (_key, value) => (value instanceof Map ? [...value] : value)),
        `${name} ${index}`,
      ).toContain('a.tfvars')
    }
  })
})
