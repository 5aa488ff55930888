import type { Entity } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import { type Address, addressKey, type Value } from '../model/value.ts'
import { leavesOf } from './leaves.ts'
import type { Naming } from './naming.ts'
import { wordsOf } from './role-name.ts'

/** What is characteristic of an entity, as texts that are the same in both environments. */
export type Features = ReadonlySet<string>

/** What an entity is referred to as, once the entities that are referred to are paired. */
export type PairNames = ReadonlyMap<string, string>

/** Text of a scalar without its environment. A reference is the pair that it points at, where there is one, else the kind of thing it names. */
export const roleText = (value: Value, environment: string, naming: Naming, pairs: PairNames): string => {
  switch (value.kind) {
    case 'reference':
      return `→${pairs.get(addressKey(value.to)) ?? naming.roleOf(value.to.name, environment)}.${value.attribute.join('.')}`
    case 'known':
      return typeof value.value === 'string' ? naming.roleOf(value.value, environment) : String(value.value)
    case 'template':
      return value.parts.map(part => roleText(part, environment, naming, pairs)).join('')
    case 'unknown':
      return `?${naming.roleOf(value.why.names, environment)}`
    default:
      return value.kind
  }
}

/** The last part of an address, without an index: what its author called it. */
const ownName = ({ name }: Address): string =>
  name
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .slice(-1)
    .join('.')

/** Features of an entity: each scalar with its place (places in lists left out), the words of its name, the key of its instance. */
export const featuresOf = (
  entity: Entity,
  { name: environment }: EnvironmentModel,
  naming: Naming,
  pairs: PairNames,
): Features => {
  const features = new Set<string>()
  const textOf = (value: Value): string => roleText(value, environment, naming, pairs)
  const [leaves] = leavesOf([entity, undefined], [textOf, textOf])
  for (const [path, value] of leaves) features.add(`${path.replace(/\.\d+(?=\.|$)/g, '')} ${textOf(value)}`)
  for (const word of wordsOf(naming.roleOf(ownName(entity.address), environment))) features.add(`name ${word}`)
  const instance = /\[("?)([^\]]*)\1\]$/.exec(entity.address.name)?.[2]
  if (instance !== undefined) features.add(`instance ${naming.roleOf(instance, environment)}`)
  features.add(`source ${naming.roleOf(entity.address.source, environment)}`)
  return features
}
