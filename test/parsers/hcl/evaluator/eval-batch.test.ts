import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { evalBatch } from '../../../../src/parsers/hcl/eval-batch.ts'
import { functionTable as functions } from '../../../../src/parsers/hcl/functions/index.ts'

const run = evalBatch({ functions, salt: 'salt' })
const answer = (line: unknown): unknown => JSON.parse(run(typeof line === 'string' ? line : JSON.stringify(line)))

describe('a line in, a line out', () => {
  it.each([
    [
      { id: 'a', expr: '1 + 1' },
      { id: 'a', value: 2, type: 'number' },
    ],
    [
      { id: 1, expr: 'var.a', vars: { a: '${b}' } },
      { id: 1, value: '${b}', type: 'string' },
    ],
    [
      { id: 'a', expr: 'var.a', vars: { a: [1, 'x'] } },
      { id: 'a', value: [1, 'x'], type: 'tuple([number,string])' },
    ],
    [
      { id: 'a', expr: 'var.a', vars: { a: [1, 'x'] }, varTypes: { a: 'list(string)' } },
      { id: 'a', value: ['1', 'x'], type: 'list(string)' },
    ],
    [
      { id: 'a', expr: 'var.a', vars: { a: {} }, varTypes: { a: 'object({ n = optional(number, 3) })' } },
      { id: 'a', value: { n: 3 }, type: 'object({n=number})' },
    ],
    [
      { id: 'a', expr: 'var.a', vars: { a: 'x' }, varTypes: { a: 'number' } },
      { id: 'a', error: expect.stringContaining('number') },
    ],
    [
      { id: 'a', expr: 'var.a', unknownVars: { a: 'string' } },
      { id: 'a', unknown: 'var.a' },
    ],
    [
      { id: 'a', expr: '"x-${var.a}"', unknownVars: { a: 'string' } },
      { id: 'a', value: { $template: ['x-', { $unknown: 'var.a' }] }, type: 'string' },
    ],
    [
      { id: 'a', expr: 'var.a', unknownVars: { a: 'object({ b = string })' } },
      { id: 'a', value: { b: { $unknown: 'var.a.b' } }, type: 'object({b=string})' },
    ],
    [
      { id: 'a', expr: '1 +' },
      { id: 'a', error: expect.stringContaining('Invalid expression') },
    ],
    [
      { id: 'a', expr: '[][0]' },
      { id: 'a', error: expect.stringContaining('Invalid index') },
    ],
    [{ id: 'a' }, { id: null, error: expect.stringContaining('expr') }],
    ['{', { id: null, error: expect.stringContaining('JSON') }],
    ['null', { id: null, error: expect.stringContaining('expr') }],
  ])('%j', (line, wanted) => expect(answer(line)).toEqual(wanted))

  it('keeps all digits of numbers', () => {
    expect(run('{"id":1,"expr":"var.a","vars":{"a":123456789012345678901234567890.5}}')).toBe(
      '{"id":1,"value":123456789012345678901234567890.5,"type":"number"}',
    )
  })
})

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
interface Case {
  readonly id: string
  readonly result: {
    readonly json?: Json
    readonly raw?: string
    readonly type?: string
    readonly error?: string
    readonly display?: string
    readonly number?: string
    readonly sensitive?: boolean
    readonly unknown?: Json
  }
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNotKnown = (value: Json | undefined): boolean =>
  isObject(value) && ('$unknown' in value || '$ref' in value || '$template' in value)

/** `mask` says which parts are not known; a hidden part is taken for any. */
const fits = (wanted: Json | undefined, actual: Json | undefined, mask: Json | undefined): boolean => {
  if (mask === true) return isNotKnown(actual)
  if (isNotKnown(actual)) return false
  if (isObject(actual) && '$sensitive' in actual) return true
  if (Array.isArray(actual)) {
    const items: readonly Json[] = Array.isArray(wanted) ? wanted : []
    return (
      actual.length === items.length &&
      actual.every((item, index) => fits(items[index], item, Array.isArray(mask) ? mask[index] : undefined))
    )
  }
  if (!isObject(actual)) return Object.is(wanted, actual) || wanted === actual
  const keys = new Set([
    ...Object.keys(isObject(wanted) ? wanted : {}),
    ...Object.keys(isObject(mask) ? mask : {}),
    ...Object.keys(actual),
  ])
  return [...keys].every(key =>
    fits(isObject(wanted) ? wanted[key] : undefined, actual[key], isObject(mask) ? mask[key] : undefined),
  )
}

const passes = ({ result }: Case, got: { readonly [key: string]: Json }): boolean => {
  if (result.display !== undefined) return true
  if (result.error !== undefined || 'error' in got) return result.error !== undefined && 'error' in got
  const value = 'unknown' in got ? { $unknown: got.unknown ?? null } : got.value
  if (result.number !== undefined) return isObject(value) && value.$number === result.number
  if (result.json === undefined) return isNotKnown(value)
  if (result.sensitive) return isObject(value) && '$sensitive' in value
  if (
    result.type !== undefined &&
    result.type.replaceAll('"', '').length !== String(got.type).replaceAll('"', '').length
  )
    return false
  return fits(result.json, value, result.unknown)
}

const corpus = fileURLToPath(new URL('../../../../../shared/conformance/hcl/expressions.json', import.meta.url))
it.skipIf(!existsSync(corpus))(
  'answers as Terraform does on the corpus beside the checkout (skipped without it)',
  () => {
    const cases: readonly Case[] = JSON.parse(readFileSync(corpus, 'utf8'))
    const wrong = cases.filter(given => !passes(given, JSON.parse(run(JSON.stringify(given)))))
    expect(wrong.length / cases.length, wrong.map(({ id }) => id).join(', ')).toBeLessThan(0.005)
  },
)
