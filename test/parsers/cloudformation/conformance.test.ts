import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inspectTemplateLine } from '../../../src/parsers/cloudformation/inspect-batch.ts'

type Json = Readonly<Record<string, unknown>>
interface Case {
  readonly id: string
  readonly category: string
  readonly expect: {
    readonly error?: string
    readonly conditions?: Json
    readonly outputs?: Json
    readonly exports?: Json
    readonly resources?: Readonly<Record<string, Json | null>>
  }
}

const corpus = new URL('../../../../shared/conformance/cloudformation/cases.json', import.meta.url)

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const at = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined)
const isNotKnown = (value: unknown): boolean =>
  isObject(value) && ('$unknown' in value || '$ref' in value || '$template' in value)

/** Equal, but for what is expected to be unknown: there any explicit unknown will do. */
const agrees = (wanted: unknown, got: unknown): boolean => {
  if (isObject(wanted) && '$unknown' in wanted) return isNotKnown(got)
  if (isNotKnown(got)) return false
  if (Array.isArray(wanted))
    return Array.isArray(got) && wanted.length === got.length && wanted.every((item, i) => agrees(item, got[i]))
  if (!isObject(wanted)) return Object.is(wanted, got)
  return (
    isObject(got) &&
    Object.keys(got).length === Object.keys(wanted).length &&
    Object.entries(wanted).every(([key, member]) => agrees(member, got[key]))
  )
}
const agreesOrAbsent = (wanted: unknown, got: unknown): boolean =>
  wanted === null ? got === undefined : agrees(wanted, got)

const resourceAgrees = (wanted: Json | null, got: unknown): boolean => {
  if (wanted === null) return got === undefined
  if ('$unknown' in wanted) return got === undefined || isNotKnown(at(got, 'exists'))
  return Object.entries(wanted).every(([key, value]) =>
    agreesOrAbsent(value, at(got, `${key.charAt(0).toLowerCase()}${key.slice(1)}`)),
  )
}

const disagreement = ({ expect: wanted, ...row }: Case): string | undefined => {
  const answer: unknown = JSON.parse(inspectTemplateLine(JSON.stringify(row)))
  const got = JSON.stringify(answer).slice(0, 400)
  const error = at(answer, 'error')
  if (wanted.error !== undefined)
    return typeof error === 'string' ? undefined : `an error (${wanted.error}), not ${got}`
  const outputs = at(answer, 'outputs')
  const exported = Object.fromEntries(
    Object.values(isObject(outputs) ? outputs : {}).map(output => [at(output, 'exportName'), at(output, 'value')]),
  )
  const holds =
    error === undefined &&
    Object.entries(wanted.conditions ?? {}).every(([name, value]) =>
      agreesOrAbsent(value, at(at(answer, 'conditions'), name)),
    ) &&
    Object.entries(wanted.outputs ?? {}).every(([name, value]) =>
      agreesOrAbsent(value, at(at(outputs, name), 'value')),
    ) &&
    Object.entries(wanted.exports ?? {}).every(([name, value]) => agreesOrAbsent(value, exported[name])) &&
    Object.entries(wanted.resources ?? {}).every(([id, value]) =>
      resourceAgrees(value, at(at(answer, 'resources'), id)),
    )
  return holds ? undefined : `${JSON.stringify(wanted)}, not ${got}`
}

describe.skipIf(!existsSync(corpus))(
  'the CloudFormation corpus beside the checkout (skipped where there is none)',
  () => {
    const cases: readonly Case[] = existsSync(corpus) ? JSON.parse(readFileSync(corpus, 'utf8')).cases : []
    const categories = [...new Set(cases.map(({ category }) => category))]

    it.each(categories)('%s', category => {
      const wrong = cases
        .filter(each => each.category === category)
        .flatMap(each => {
          const problem = disagreement(each)
          return problem === undefined ? [] : [`${each.id}: expected ${problem}`]
        })
      expect(wrong).toEqual([])
    })
  },
)
