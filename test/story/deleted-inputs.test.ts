import { beforeAll, describe, expect, test } from 'vitest'
import type { Analysis, ComparisonResult } from '../../src/model/analysis.ts'
import type { Trace } from '../../src/model/trace.ts'
import type { Origin, Value } from '../../src/model/value.ts'
import { analyzeFiles, analyzerOf, exampleAt, type Files, onlyComparison } from '../helpers/example.ts'

interface Input {
  readonly name: string
  readonly file: string
  readonly without: string
  /** First and last line of what is deleted, from 1. */
  readonly lines: readonly [number, number]
}

const withoutLines = (text: string, from: number, to: number): string =>
  text
    .split('\n')
    .filter((_, index) => index + 1 < from || index + 1 > to)
    .join('\n')

/** Entries of a file of `key = value` lines; one that opens a bracket ends where it is closed. */
const entriesOf = (file: string, text: string): readonly Input[] => {
  const lines = text.split('\n')
  return lines.flatMap((line, index): readonly Input[] => {
    const name = /^([A-Za-z_]\w*)\s*=/.exec(line)?.[1]
    if (name === undefined) return []
    const isOpen = /[{[]\s*$/.test(line)
    const end = isOpen ? lines.findIndex((other, at) => at > index && /^[}\]]/.test(other)) : index
    return [{ name, file, without: withoutLines(text, index + 1, end + 1), lines: [index + 1, end + 1] }]
  })
}

const parametersOf = (file: string, text: string): readonly Input[] => {
  const parameters = JSON.parse(text) as readonly { readonly ParameterKey: string }[]
  return parameters.map(({ ParameterKey: name }) => {
    const line = text.split('\n').findIndex(other => other.includes(`"${name}"`)) + 1
    const kept = parameters.filter(({ ParameterKey }) => ParameterKey !== name)
    return { name, file, without: JSON.stringify(kept, undefined, 2), lines: [line, line] }
  })
}

/** Defaults of one line each, and what they are the defaults of: the last line above that has a name. */
const defaultsOf = (file: string, text: string, name: RegExp, value: RegExp): readonly Input[] => {
  const lines = text.split('\n')
  return lines.flatMap((line, index): readonly Input[] => {
    if (!value.test(line)) return []
    const above = lines.slice(0, index).findLast(other => name.test(other)) ?? ''
    const without = withoutLines(text, index + 1, index + 1)
    return [{ name: name.exec(above)?.[1] ?? '', file, without, lines: [index + 1, index + 1] }]
  })
}

/** Every single input of both environments: what their own files set, and the defaults that stand where those set nothing. */
const inputsOf = (files: Files): readonly Input[] =>
  [...files].flatMap(([file, text]) => {
    if (/\bdev\b|Cargo\.toml$/.test(file)) return []
    if (/\.tfvars$|\.toml$|\.env(\.\w+)?$/.test(file)) return entriesOf(file, text)
    if (file.endsWith('variables.tf')) return defaultsOf(file, text, /^variable "(\w+)"/, /^ {2}default +=/)
    if (file.endsWith('template.yaml')) return defaultsOf(file, text, /^ {2}(\w+):$/, /^ {4}Default:/)
    return /parameters\/\w+\.json$/.test(file) ? parametersOf(file, text) : []
  })

const originsIn = (value: Value): readonly Origin[] => value.from.origins
const restsOn = ({ hops }: Trace, { file, lines: [from, to] }: Input): boolean =>
  hops.some(({ values }) =>
    values.flatMap(originsIn).some(({ at }) => at.file === file && at.start.line >= from && at.start.line <= to),
  )

const defaultsIn = ({ hops }: Trace): boolean =>
  hops.some(({ values }) =>
    values
      .flatMap(originsIn)
      .some(({ kind, at }) => kind === 'default' || /(^|\/)(default\.toml|\.env)$/.test(at.file)),
  )

const tracesOf = (comparison: ComparisonResult): readonly (readonly [string, Trace])[] =>
  comparison.traces
    .filter(({ because }) => because.startsWith('journey '))
    .flatMap(({ because, staging, production }) => [
      [`${because} staging`, staging] as const,
      [`${because} production`, production] as const,
    ])

const healthy = exampleAt('corrected')
const broken = exampleAt('as-it-was')

describe('an input that is not there', () => {
  let healthyRun: Analysis
  let failing: ComparisonResult
  beforeAll(async () => {
    healthyRun = await analyzeFiles(healthy)
    failing = onlyComparison(await analyzeFiles(broken))
  })

  test('is never taken for a pass', async () => {
    const withChange = await analyzerOf(healthy)
    const inputs = inputsOf(healthy)
    expect(inputs.length).toBeGreaterThan(100)
    const wrong: string[] = []
    const before = tracesOf(onlyComparison(healthyRun))
    for (const input of inputs.filter(candidate => before.some(([, trace]) => restsOn(trace, candidate)))) {
      const after = await withChange(input.file, input.without)
      const now = new Map(tracesOf(onlyComparison(after)))
      for (const [name, trace] of before) {
        if (!restsOn(trace, input)) continue
        const next = now.get(name)
        const isTold = next !== undefined && (next.disposition.kind !== 'accepted' || defaultsIn(next))
        if (!isTold) wrong.push(`${input.file} ${input.name}: ${name}`)
      }
    }
    expect(wrong).toEqual([])
  }, 60_000)

  test('never silences a finding', async () => {
    const withChange = await analyzerOf(broken)
    const wrong: string[] = []
    for (const input of inputsOf(broken)) {
      const analysis = await withChange(input.file, input.without)
      const { findings, undetermined } = onlyComparison(analysis)
      const told = new Set([...findings, ...undetermined].map(({ fingerprint }) => fingerprint))
      const doubts = [
        ...undetermined.flatMap(({ decides }) => decides.map(({ names }) => names)),
        ...analysis.diagnostics.map(({ detail }) => detail),
      ]
      for (const { fingerprint, rule } of failing.findings)
        if (!told.has(fingerprint) && !doubts.some(names => names.includes(input.name)))
          wrong.push(`${input.file} ${input.name}: ${rule}`)
    }
    expect(wrong).toEqual([])
  }, 60_000)
})
