import { displayValue } from '../model/deciders.ts'
import type { Value } from '../model/value.ts'
import { hostsIn } from './classify-root.ts'
import type { HostPair } from './hosts.ts'

/** A host of one environment that several of the other stand for. */
export interface HostSplits {
  /** The split that two hosts, of staging and of production, belong to. */
  readonly between: (staging: string, production: string) => string | undefined
  /** The split that a host of one side is a part of, where the other side has one for all of them. */
  readonly partOf: (side: 'staging' | 'production', host: string) => string | undefined
}

export const hostSplits = (hosts: readonly HostPair[]): HostSplits => {
  const byStaging = new Map<string, Set<string>>()
  const byProduction = new Map<string, Set<string>>()
  for (const { staging, production } of hosts) {
    byStaging.set(staging, (byStaging.get(staging) ?? new Set()).add(production))
    byProduction.set(production, (byProduction.get(production) ?? new Set()).add(staging))
  }
  const named = (one: string, several: ReadonlySet<string> | undefined, isSplit: boolean): string | undefined => {
    if (several === undefined || several.size < 2) return undefined
    const list = [...several].sort().join(', ')
    return isSplit ? `${one} ↔ ${list}` : `${list} ↔ ${one}`
  }
  const shared = (side: 'staging' | 'production', host: string): string | undefined =>
    side === 'staging' ? named(host, byStaging.get(host), true) : named(host, byProduction.get(host), false)
  return {
    between: (staging, production) => {
      if (!byStaging.get(staging)?.has(production)) return undefined
      return shared('staging', staging) ?? shared('production', production)
    },
    partOf: (side, host) => {
      const others = side === 'staging' ? byStaging.get(host) : byProduction.get(host)
      const other = side === 'staging' ? 'production' : 'staging'
      for (const owner of others ?? []) {
        const split = shared(other, owner)
        if (split !== undefined) return split
      }
      return undefined
    },
  }
}

/** The split by which two values differ: one names the shared host, the other one of those that it is split into. */
export const splitBetween = (
  splits: HostSplits,
  staging: Value | undefined,
  production: Value | undefined,
): string | undefined => {
  if (!staging || !production || staging.sensitive || production.sensitive) return undefined
  const [ours, theirs] = [hostsIn(displayValue(staging)), hostsIn(displayValue(production))]
  for (const one of ours)
    for (const other of theirs) {
      const split = one === other ? undefined : splits.between(one, other)
      if (split !== undefined) return split
    }
  return undefined
}
