import { type Address, addressKey } from '../model/value.ts'
import type { EntityPairings } from './align-entities.ts'
import type { HostMention } from './hosts.ts'
import type { Naming } from './naming.ts'
import { wordsOf } from './role-name.ts'

export interface Environments {
  readonly staging: string
  readonly production: string
}

interface Called {
  readonly words: readonly string[]
  readonly instance: string
}

/** What an author called something, and which of several instances it is, without the environment. */
const calledOf = ({ name }: Address, environment: string, { roleOf }: Naming): Called => {
  const [, path = name, instance = ''] = /^(.*?)(?:\[([^\]]*)\])?$/.exec(name) ?? []
  return { words: wordsOf(roleOf(path, environment)), instance: roleOf(instance, environment) }
}

/** `api` and `the-api` alike: what is paired by what it has in common with others need not be the same host. */
const isCalledAlike = (one: Called, other: Called): boolean =>
  one.instance === other.instance &&
  (one.words.every(word => other.words.includes(word)) || other.words.every(word => one.words.includes(word)))

/** Mentions by production's records, rules and distributions under the role that their counterparts of staging have, where they are called nearly the same. */
export const withPairedRoles = (
  stagings: readonly HostMention[],
  productions: readonly HostMention[],
  {
    entities,
    naming,
    names,
  }: { readonly entities: EntityPairings; readonly naming: Naming; readonly names: Environments },
): readonly HostMention[] => {
  const roles = new Map(stagings.flatMap(({ of, role }) => (of ? [[addressKey(of), role] as const] : [])))
  const twins = new Map<string, string>()
  for (const kind of ['dns-record', 'listener-rule', 'distribution'] as const)
    for (const pairing of entities[kind]) {
      if (pairing.kind !== 'paired') continue
      const [one, other] = [pairing.staging.address, pairing.production.address]
      const role = roles.get(addressKey(one))
      if (
        role !== undefined &&
        isCalledAlike(calledOf(one, names.staging, naming), calledOf(other, names.production, naming))
      )
        twins.set(addressKey(other), role)
    }
  return productions.map(mention => {
    const role = mention.of && twins.get(addressKey(mention.of))
    return role === undefined ? mention : { ...mention, role }
  })
}
