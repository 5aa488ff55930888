import { beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import { formatLocation } from '../../src/model/source-location.ts'
import { failuresOf } from '../../src/model/trace.ts'
import { analyzeFiles, exampleAt, moments, onlyComparison, withFiles } from '../helpers/example.ts'

const found = (analysis: Analysis): readonly string[] =>
  onlyComparison(analysis)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ rule, subject }) => `${rule}: ${subject}`)

const record = 'dns-record-missing: host partner-api.kumocard.example'
const rules = ['statements-api', 'portal-bff'].map(
  service => `listener-rule-misses-host: requests to partner-api.kumocard.example for ${service}`,
)
const certificate = 'certificate-does-not-cover-host: host partner-api.kumocard.example'
const issuer = 'token-issuer-mismatch: issuer that statements-api accepts'

const analyses = new Map<string, Analysis>()
beforeAll(async () => {
  for (const moment of moments) analyses.set(moment, await analyzeFiles(exampleAt(moment)))
})
const at = (moment: string): Analysis => analyses.get(moment) as Analysis

describe('the story at its four moments', () => {
  test.each([
    ['as-it-was', [record, certificate, ...rules, issuer]],
    ['routed', [certificate, issuer]],
    ['certified', [issuer]],
    ['corrected', []],
  ])('%s', (moment, expected) => {
    expect(found(at(moment))).toEqual(expected)
  })

  test.each([
    ['as-it-was', ['dns', 'tls', 'route', 'token']],
    ['routed', ['tls', 'token']],
    ['certified', ['token']],
    ['corrected', []],
  ])('%s: one trace shows every failure that is left', (moment, stages) => {
    const pair = onlyComparison(at(moment)).traces.find(({ because }) => because === 'journey partner-reads-statement')
    expect(pair?.staging.disposition.kind).toBe('accepted')
    expect(pair && failuresOf(pair.production).map(({ stage }) => stage)).toEqual(stages)
  })

  test.each([
    ['as-it-was', [record, certificate, ...rules, issuer]],
    ['routed', [certificate, issuer]],
    ['certified', [issuer]],
  ])('%s: all that is left follows from one split', (moment, expected) => {
    const { splits, findings } = onlyComparison(at(moment))
    expect(splits).toMatchObject([
      { host: 'stg.kumocard.example', into: ['app.kumocard.example', 'partner-api.kumocard.example'] },
    ])
    expect(
      splits?.[0]?.findings.map(fingerprint => {
        const finding = findings.find(one => one.fingerprint === fingerprint)
        return `${finding?.rule}: ${finding?.subject}`
      }),
    ).toEqual(expected)
    expect(new Set(splits?.[0]?.evidence.map(({ environment }) => environment))).toEqual(
      new Set(['staging', 'production']),
    )
  })

  test('after the last correction nothing is left that anyone would call noise', () => {
    const comparison = onlyComparison(at('corrected'))
    expect(comparison.findings).toEqual([])
    expect(comparison.splits).toBeUndefined()
    expect(comparison.undetermined).toEqual([])
    expect(at('corrected').diagnostics).toEqual([])
    expect(comparison.rehearsal.rehearsed).toBe(comparison.rehearsal.paths)
  })

  test('every finding shows the lines of both environments and the line to change', () => {
    const places = onlyComparison(at('as-it-was')).findings.map(({ rule: id, evidence, fix }) => {
      expect(new Set(evidence.map(({ environment }) => environment)), id).toEqual(new Set(['staging', 'production']))
      return [id, fix && formatLocation(fix.at)]
    })
    expect(places).toEqual([
      ['dns-record-missing', 'terraform/environments/production/terraform.tfvars:5'],
      ['certificate-does-not-cover-host', 'terraform/environments/production/terraform.tfvars:8'],
      ['listener-rule-misses-host', 'services/statements-api/parameters/production.json:3'],
      ['listener-rule-misses-host', 'terraform/environments/production/terraform.tfvars:5'],
      ['token-issuer-mismatch', 'services/statements-api/config/production.toml:2'],
    ])
  })

  test('discovery alone finds the same', async () => {
    const analysis = await analyzeFiles(withFiles(exampleAt('as-it-was'), { 'sotsu.yaml': undefined }))
    const comparison = analysis.comparisons.find(
      ({ staging, production }) => staging === 'staging' && production === 'production',
    )
    const errors = comparison?.findings.filter(({ severity }) => severity === 'error')
    expect(errors?.map(({ rule: id, subject }) => `${id}: ${subject}`)).toEqual([record, certificate, ...rules, issuer])
  })

  test('two runs give the same', async () => {
    const again = await analyzeFiles(exampleAt('as-it-was'))
    expect(onlyComparison(again).findings).toEqual(onlyComparison(at('as-it-was')).findings)
  })
})
