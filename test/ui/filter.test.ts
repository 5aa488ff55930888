import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../src/ui/filter.ts'
import { itemsOf } from '../../src/ui/item.ts'
import { sortItems } from '../../src/ui/sort-items.ts'
import { fixtureAnalysis } from './fixture-analysis.ts'

const comparison = fixtureAnalysis.comparisons[0]
const items = comparison ? itemsOf(comparison) : []
const rulesOf = (filter: string): readonly string[] => items.filter(parseFilter(filter).matches).map(item => item.rule)
const errors = ['dns-record-missing', 'certificate-does-not-cover-host', 'token-issuer-mismatch']

describe('a filter', () => {
  it.each([
    ['', items.map(item => item.rule)],
    ['sev:error', errors],
    ['SEV:ERROR', errors],
    ['sev:>=warning', [...errors, 'listener-rule-host-split', 'listener-default-action-differs']],
    ['sev:<warning', ['record-health-check-differs']],
    ['sev:error,info', [...errors, 'record-health-check-differs']],
    ['sev:undetermined', ['token-audience-mismatch']],
    ['rule:token*', ['token-issuer-mismatch', 'token-audience-mismatch']],
    ['rule:*-differs', ['listener-default-action-differs', 'record-health-check-differs']],
    ['rule:token', ['token-issuer-mismatch', 'token-audience-mismatch']],
    ['-sev:error -rule:listener*', ['record-health-check-differs', 'token-audience-mismatch']],
    ['status:waived', ['record-health-check-differs']],
    ['env:staging sev:warning', ['listener-rule-host-split']],
    ['file:*.json', ['listener-rule-host-split']],
    ['ヘルスチェック', ['record-health-check-differs']],
    ['"alias record"', ['dns-record-missing']],
    ['alias certificate', []],
    ['subject:listener*', ['listener-rule-host-split', 'listener-default-action-differs']],
  ])('%s', (filter, expected) => {
    expect(rulesOf(filter)).toEqual(expected)
    expect(parseFilter(filter).problems).toEqual([])
  })

  it.each([
    ['sev:dire', 'unknown-severity'],
    ['colour:red', 'unknown-key'],
    ['status:old', 'unknown-status'],
    ['rule:', 'empty'],
  ])('%s is named as a problem and left out', (token, reason) => {
    const { problems } = parseFilter(`sev:error ${token}`)
    expect(problems).toEqual([{ token, reason }])
    expect(rulesOf(`sev:error ${token}`)).toEqual(errors)
  })
})

describe('the order', () => {
  it.each(['severity', 'rule', 'subject', 'file'] as const)('by %s is stable and can be turned round', key => {
    const sorted = sortItems(items, key, false)
    expect(sortItems(sorted, key, false)).toEqual(sorted)
    expect(new Set(sortItems(items, key, true))).toEqual(new Set(items))
  })
  it('keeps questions after findings', () => {
    expect(sortItems(items.toReversed(), 'severity', true).at(0)?.severity).toBe('undetermined')
    expect(sortItems(items, 'severity', false).at(-1)?.severity).toBe('undetermined')
  })
})
