import type { Distribution, DnsRecord } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { addressKey, isString, itemsOf, type Value } from '../../model/value.ts'
import { nameCovers } from '../../trace/certificate-names.ts'

const targetOf = ({ alias, values }: DnsRecord): Value | undefined => alias?.target ?? values?.[0]

/** Records that lead to the same distribution made elsewhere: nothing says which it is. */
export const recordsByLookup = (model: EnvironmentModel): readonly (readonly DnsRecord[])[] => {
  const own = new Set(model.entities.distribution.map(({ address }) => addressKey(address)))
  const groups = new Map<string, DnsRecord[]>()
  for (const record of model.entities['dns-record']) {
    const target = targetOf(record)
    if (target?.kind !== 'reference' || record.exists === 'no' || !/cloudfront/i.test(target.to.name)) continue
    const key = addressKey(target.to)
    if (!own.has(key)) groups.set(key, [...(groups.get(key) ?? []), record])
  }
  return [...groups.values()]
}

export const aliasesOf = ({ aliases }: Distribution): readonly Value[] =>
  'unknown' in aliases ? [aliases.unknown] : aliases

export const lists = (distribution: Distribution, { name }: DnsRecord): boolean =>
  isString(name) &&
  aliasesOf(distribution).some(
    alias => isString(alias) && (alias.value === name.value || nameCovers(alias.value, name.value)),
  )

export const textOf = (value: Value): string => (isString(value) ? value.value : '')

/** The places from which a list of aliases is handed down to its distribution. */
export const handedDown = (model: EnvironmentModel, distribution: Distribution): readonly SourceLocation[] => {
  const wanted = aliasesOf(distribution).map(textOf).sort().join()
  const source = model.sources.find(({ id }) => id === distribution.address.source)
  return [...(source?.arguments ?? [])].flatMap(([name, value]) => {
    const items = itemsOf(value)
    const module = name.slice(0, name.lastIndexOf('.'))
    if (!items || !distribution.address.name.startsWith(`${module}.`)) return []
    return items.map(textOf).sort().join() === wanted ? [value.from.at, ...(value.from.through ?? [])] : []
  })
}
