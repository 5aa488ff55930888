import type { Item, ItemSeverity } from './item.ts'

/** One token of a filter that means nothing, and why. */
export interface FilterProblem {
  readonly token: string
  readonly reason: 'unknown-key' | 'unknown-severity' | 'unknown-status' | 'empty'
}

export interface Filter {
  readonly matches: (item: Item) => boolean
  readonly problems: readonly FilterProblem[]
}

type Test = (item: Item) => boolean

const rank: Readonly<Record<ItemSeverity, number>> = { error: 3, warning: 2, info: 1, undetermined: 0 }
const isSeverity = (word: string): word is ItemSeverity => Object.hasOwn(rank, word)

/** `*` stands for any text; without one the pattern may match anywhere. */
const globTest = (pattern: string): ((text: string) => boolean) => {
  const parts = pattern.toLowerCase().split('*')
  const [whole = ''] = parts
  if (parts.length === 1) return text => text.toLowerCase().includes(whole)
  return text => {
    const subject = text.toLowerCase()
    const [first = '', ...rest] = parts
    if (!subject.startsWith(first)) return false
    let at = first.length
    const last = rest.pop() ?? ''
    for (const part of rest) {
      const found = subject.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return subject.length - last.length >= at && subject.endsWith(last)
  }
}

const severityTest = (value: string): Test | FilterProblem['reason'] => {
  const [, operator = '', word = ''] = /^(>=|<=|>|<)?(.*)$/.exec(value.toLowerCase()) ?? []
  const names = word.split(',').map(name => (name === 'unknown' || name === '?' ? 'undetermined' : name))
  if (!names.every(isSeverity)) return 'unknown-severity'
  if (operator === '') return item => names.includes(item.severity)
  const limit = rank[names[0] ?? 'error']
  return ({ severity }) => {
    const value = rank[severity]
    if (severity === 'undetermined') return false
    if (operator === '>=') return value >= limit
    if (operator === '<=') return value <= limit
    return operator === '>' ? value > limit : value < limit
  }
}

const statusTest = (value: string): Test | FilterProblem['reason'] =>
  ['new', 'known', 'waived'].includes(value) ? item => item.status === value : 'unknown-status'

const keyed = (key: string, value: string): Test | FilterProblem['reason'] => {
  if (value === '') return 'empty'
  const matches = globTest(value)
  switch (key) {
    case 'sev':
    case 'severity':
      return severityTest(value)
    case 'status':
      return statusTest(value.toLowerCase())
    case 'rule':
      return item => matches(item.rule)
    case 'subject':
      return item => matches(item.subject)
    case 'file':
      return item =>
        item.evidence.some(entry => matches(entry.at.file)) || (item.at !== undefined && matches(item.at.file))
    case 'env':
      return item => item.evidence.some(entry => matches(entry.environment))
    default:
      return 'unknown-key'
  }
}

/** Tokens, split at spaces outside double quotes. */
const tokensOf = (text: string): readonly string[] => text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []

/**
 * A filter as it is typed: `sev:error`, `sev:>=warning`, `rule:dns*`, `file:`, `env:`, `subject:`, `status:new`, free text; `-` before any
 * of them turns it round. All tokens must hold. A token with a problem is left out, so that the list stays useful while one types.
 */
export const parseFilter = (text: string): Filter => {
  const tests: Test[] = []
  const problems: FilterProblem[] = []
  for (const token of tokensOf(text)) {
    const isNegated = token.length > 1 && token.startsWith('-')
    const body = (isNegated ? token.slice(1) : token).replaceAll('"', '')
    const [, key, value = ''] = token.includes('"') && !/^-?\w+:/.test(token) ? [] : (/^(\w+):(.*)$/.exec(body) ?? [])
    const needle = body.toLowerCase()
    const test = key === undefined ? (item: Item) => item.haystack.includes(needle) : keyed(key.toLowerCase(), value)
    if (typeof test === 'string') problems.push({ token, reason: test })
    else tests.push(isNegated ? item => !test(item) : test)
  }
  return { matches: item => tests.every(test => test(item)), problems }
}
