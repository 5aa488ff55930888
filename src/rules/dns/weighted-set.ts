import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { DnsRecord } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown, isString, type Value } from '../../model/value.ts'
import type { RuleContext } from '../rule.ts'
import type { HostAnswers } from './wrong-target.ts'

export const weightOf = ({ weight }: DnsRecord): number | undefined =>
  isKnown(weight) ? Number(weight.value) : undefined

export const recordLabel = ({ setIdentifier, address }: DnsRecord): string =>
  setIdentifier ? displayValue(setIdentifier) : address.name

/** The weighted records of a host, by what each is called in any environment. */
const weightedSet = (model: EnvironmentModel, host: string): ReadonlyMap<string, DnsRecord> =>
  new Map(
    model.entities['dns-record']
      .filter(
        ({ name, routing, exists }) =>
          isString(name) && name.value === host && routing === 'weighted' && exists === 'yes',
      )
      .map(record => [`${displayValue(record.recordType)} ${roleName(recordLabel(record), model.name)}`, record]),
  )

export interface Leftover {
  readonly record: DnsRecord
  readonly weight: Value
  readonly twin: DnsRecord & { readonly weight: Value }
  readonly role: string
  /** The part of the queries that it gets; absent where not every weight is known. */
  readonly share?: number
}

/** Records that staging has taken out of use, with weight 0 beside one that has some, and production has not, or perhaps not. */
export const leftoversOf = (
  { staging, production }: Pick<RuleContext, 'staging' | 'production'>,
  { hosts }: HostAnswers,
): readonly Leftover[] => {
  const rehearsed = weightedSet(staging, hosts.staging)
  if (![...rehearsed.values()].some(record => (weightOf(record) ?? 0) > 0)) return []
  const set = weightedSet(production, hosts.production)
  const weights = [...set.values()].map(weightOf)
  const total = weights.reduce((sum: number, weight) => sum + (weight ?? 0), 0)
  return [...set].flatMap(([role, record]): readonly Leftover[] => {
    const twin = rehearsed.get(role)
    const { weight } = record
    if (!twin?.weight || !weight || weightOf(twin) !== 0) return []
    if (weightOf(record) === 0 && (total > 0 || weights.includes(undefined))) return []
    // All weights 0 means that each gets the same share (Route 53 guide, "Weighted routing").
    const share = total === 0 ? 1 / set.size : (weightOf(record) ?? 0) / total
    const found = {
      record,
      weight,
      twin: { ...twin, weight: twin.weight },
      role: roleName(recordLabel(record), production.name),
    }
    return [weights.includes(undefined) ? found : { ...found, share }]
  })
}
