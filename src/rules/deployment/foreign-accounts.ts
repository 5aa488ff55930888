import { isString } from '../../model/value.ts'
import type { PairedInput } from './paired-inputs.ts'

/** AWS account numbers have twelve digits (AWS Account Management Reference Guide, "AWS account identifiers"). */
const account = /(?<!\d)\d{12}(?!\d)/g

const accountsIn = (text: string): readonly string[] => text.match(account) ?? []

/** The two accounts by which two texts differ, where that is all. */
const differing = (one: string, other: string): readonly [string, string] | undefined => {
  const [ours, theirs] = [accountsIn(one), accountsIn(other)]
  const [first, second] = [ours[0], theirs[0]]
  const isAlike = one.replace(account, '') === other.replace(account, '')
  return ours.length === 1 && theirs.length === 1 && first && second && first !== second && isAlike
    ? [first, second]
    : undefined
}

/** Staging's own accounts: production has another one in the place of each, in several inputs or in one that is called so; never the other way round. */
const stagingAccounts = (inputs: readonly PairedInput[]): ReadonlySet<string> => {
  const support = new Map<string, Set<string>>()
  const theirs = new Set<string>()
  for (const { name, staging, production } of inputs) {
    if (!isString(staging) || !isString(production) || staging.sensitive || production.sensitive) continue
    const pair = differing(staging.value, production.value)
    if (!pair) continue
    theirs.add(pair[1])
    const names = support.get(pair[0]) ?? new Set<string>()
    support.set(pair[0], names.add(name).add(/account/i.test(name) ? 'by its name' : name))
  }
  return new Set([...support].flatMap(([number, names]) => (names.size > 1 && !theirs.has(number) ? [number] : [])))
}

/** The account of staging's that a text of production's names, in words. */
export const foreignAccountIn = (inputs: readonly PairedInput[]): ((text: string) => string | undefined) => {
  const foreign = stagingAccounts(inputs)
  return text => {
    // Whose certificate it is has a rule of its own.
    if (/^arn:[^:]*:acm:/.test(text)) return undefined
    const found = accountsIn(text).find(number => foreign.has(number))
    return found === undefined ? undefined : `account ${found}`
  }
}
