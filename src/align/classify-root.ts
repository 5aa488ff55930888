import type { RootKind } from '../model/change.ts'
import { displayValue } from '../model/deciders.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import { environmentRole, isEnvironmentWord } from '../model/environment-names.ts'
import { isKnown, itemsOf, type Value } from '../model/value.ts'
import { ownZones } from './hosts.ts'
import type { Naming } from './naming.ts'
import { wordsOf } from './role-name.ts'

export interface RootClass {
  readonly kind: RootKind
  readonly detail?: string
}

/** Both environments, and the words by which texts are told to be one's own. */
export interface Sides {
  readonly staging: EnvironmentModel
  readonly production: EnvironmentModel
  readonly naming: Naming
}

const placeholder =
  /^(\s*|change[-_ ]?me|replace[-_ ]?me|to[-_ ]?do|tbd|fixme|xxx+|undefined|null|nil|none|dummy|placeholder|example|<[^>]*>|your[-_ ].*)$/i
const region = /^[a-z]{2}(-[a-z]+)+-\d$/
const account = /^\d{12}$/
/** Ids that AWS gives: of networks, zones, keys, images, distributions, certificates; and addresses of networks. */
const identifier =
  /^((vpc|subnet|sg|vpce|igw|nat|eni|ami|rtb|acl|fs|pl|lb|tgw|eipalloc|i|snap|vol)-[0-9a-f]{8,17}|Z[0-9A-Z]{10,31}|E[0-9A-Z]{12,13}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?|(ap|eu|us)-[a-z]+-\d_[A-Za-z0-9]+)$/
const instance = /^(db\.|cache\.)?[a-z][a-z0-9-]*\.(nano|micro|small|medium|large|\d*xlarge|metal)(\.search)?$/
const amount = /^-?\d+(\.\d+)?\s*(ms|s|m|h|d|[KMGT]i?B?|%|vCPU)?$/i
const sizing =
  /(count|size|capacity|cpu|memory|min|max|limit|retention|timeout|replicas|instances?|tasks?|days|hours|seconds|storage|iops|threshold|period|interval|scal(e|ing)|concurrency|rate|ttl|weight)/i
const switches = new Set(['true', 'false', 'on', 'off', 'yes', 'no', 'enabled', 'disabled', 'enable', 'disable'])

const textOf = (value: Value | undefined): string | undefined =>
  isKnown(value) && value.value !== null
    ? String(value.value)
    : value?.kind === 'template'
      ? displayValue(value)
      : undefined

const same = (one: string, other: string, pattern: RegExp): boolean => pattern.test(one) && pattern.test(other)

/** Host names in a text, in lower case. */
export const hostsIn = (text: string): readonly string[] =>
  text.toLowerCase().match(/(?:[a-z\d_](?:[a-z\d_-]*[a-z\d])?\.)+[a-z][a-z\d-]+/g) ?? []

/** What an ARN names, without region and account: those say which environment it is. */
const withoutPlace = (text: string): string => text.replace(/^(arn:[^:]*:[^:]*):[^:]*:[^:]*:/, '$1:::')

const spelled = (text: string): string => text.trim().toLowerCase().replace(/\/+$/, '').replace(/\s+/g, ' ')

/** A text with the words of an environment, its hosts' zones and accounts taken out: what is left is the same in every environment. */
const roleIn = (text: string, { naming }: Sides, environment: string): string =>
  naming.roleOf(
    withoutPlace(text)
      .replace(/\d{12}/g, '')
      .replace(/\b[a-z]{2}(-[a-z]+)+-\d\b/g, ''),
    environment,
  )

/** Whether a text of one environment speaks of the other: a word that only the other's inputs have, or a host in its zones only. */
export const speaksOf = (text: string, other: EnvironmentModel, own: EnvironmentModel, naming: Naming): boolean => {
  const [theirs, ours] = [naming.signWords(other.name), naming.ownWords(own.name)]
  const names = new Set(wordsOf(other.name))
  const ourNames = new Set(wordsOf(own.name))
  const [role, ownRole] = [environmentRole(other.name), environmentRole(own.name)]
  const isTheirs = (word: string): boolean =>
    (theirs.has(word) ||
      (names.has(word) && names.size === 1) ||
      (isEnvironmentWord(word) && role !== undefined && environmentRole(word) === role && ownRole !== role)) &&
    !ours.has(word) &&
    !ourNames.has(word)
  // "non-production" is none of production's.
  if (wordsOf(text).some((word, index, all) => isTheirs(word) && all[index - 1] !== 'non')) return true
  const [zones, ourZones] = [ownZones(other), ownZones(own)]
  const isIn = (host: string, list: readonly string[]): boolean =>
    list.some(zone => host === zone || host.endsWith(`.${zone}`))
  return hostsIn(text).some(host => isIn(host, zones) && !isIn(host, ourZones))
}

/** What kind of difference two values of one role make. */
export const classifyValues = (
  name: string,
  staging: Value | undefined,
  production: Value | undefined,
  sides: Sides,
): RootClass => {
  const items = [itemsOf(staging), itemsOf(production)]
  if (items[0] && items[1]) return classifyItems(name, items[0], items[1], sides)
  const [one, other] = [textOf(staging), textOf(production)]
  const isAbsent = (value: Value | undefined): boolean =>
    value === undefined || (isKnown(value) && value.value === null)
  if (isAbsent(staging) !== isAbsent(production)) return { kind: 'missing' }
  if (one === undefined || other === undefined) {
    const isOpen = [staging, production].some(value => value?.kind === 'unknown')
    if (staging?.kind === 'reference' && production?.kind === 'reference') {
      const named = classifyNames(staging.attribute.join('.'), production.attribute.join('.'), sides)
      return named.kind === 'identity' && staging.attribute.length > 0
        ? named
        : { kind: 'structure', detail: 'another resource' }
    }
    if (staging?.kind === 'unknown' && production?.kind === 'unknown') {
      const named = classifyNames(staging.why.names, production.why.names, sides)
      return named.kind === 'identity' ? named : { kind: 'unknown' }
    }
    return { kind: isOpen ? 'unknown' : 'structure' }
  }
  const isPlaceholder = [staging, production].map(
    (value, side) => !value?.sensitive && placeholder.test(side === 0 ? one : other),
  )
  if (isPlaceholder[0] !== isPlaceholder[1]) return { kind: 'placeholder' }
  if (staging?.sensitive && production?.sensitive) return { kind: 'identity', detail: 'secret' }
  if (staging?.sensitive || production?.sensitive) return { kind: 'value', detail: 'secret on one side' }
  if (speaksOf(other, sides.staging, sides.production, sides.naming))
    return { kind: 'other-environment', detail: `${sides.staging.name} in ${sides.production.name}` }
  if (speaksOf(one, sides.production, sides.staging, sides.naming))
    return { kind: 'other-environment', detail: `${sides.production.name} in ${sides.staging.name}` }
  if (same(one, other, account)) return { kind: 'identity', detail: 'account' }
  if (same(one, other, region)) return { kind: 'identity', detail: 'region' }
  if (switches.has(one.toLowerCase()) && switches.has(other.toLowerCase())) return { kind: 'toggle' }
  if (same(one, other, instance)) return { kind: 'capacity' }
  if (same(one, other, amount)) {
    if (/^[01]$/.test(one) && /^[01]$/.test(other) && !sizing.test(name)) return { kind: 'toggle' }
    if (sizing.test(name) || one.length + other.length > 2 || !/(port|priority|version)/i.test(name))
      return /(port|priority|version)/i.test(name) ? { kind: 'value' } : { kind: 'capacity' }
    return { kind: 'value' }
  }
  if (same(one, other, identifier)) return { kind: 'identity', detail: 'identifier' }
  if (spelled(one) === spelled(other)) return { kind: 'spelling' }
  return classifyNames(one, other, sides)
}

/** Lists are what all their items are; of other sizes, or of several kinds, they differ in structure. */
const classifyItems = (name: string, ones: readonly Value[], others: readonly Value[], sides: Sides): RootClass => {
  if (ones.length !== others.length) return { kind: 'structure', detail: `${ones.length} and ${others.length}` }
  const classes = ones.flatMap((item, index) => {
    const twin = others[index]
    return displayOf(item) === displayOf(twin) ? [] : [classifyValues(name, item, twin, sides)]
  })
  const [first] = classes
  if (first === undefined) return { kind: 'value' }
  if (classes.every(({ kind }) => kind === first.kind)) return first
  return classes.find(({ kind }) => kind !== 'identity' && kind !== 'capacity') ?? first
}

const displayOf = (value: Value | undefined): string => (value ? displayValue(value) : '')

/** Whether two texts are one name in two environments: equal once what is the environment's own is taken out. */
const classifyNames = (one: string, other: string, sides: Sides): RootClass => {
  const { staging, production, naming } = sides
  const own = [one, other].map((text, index) =>
    naming.ownWords(index === 0 ? staging.name : production.name).has(text.toLowerCase()),
  )
  const roles = [roleIn(one, sides, staging.name), roleIn(other, sides, production.name)]
  const isHost = hostsIn(one).length > 0 && hostsIn(other).length > 0
  if (roles[0] === roles[1] || own.some(Boolean) || isNameOf(one, other, sides))
    return { kind: 'identity', detail: isHost ? 'base domain' : 'name' }
  if (isHost) {
    const zones = [ownZones(staging), ownZones(production)]
    const inZone = [hostsIn(one), hostsIn(other)].every((hosts, index) =>
      hosts.some(host => (zones[index] ?? []).some(zone => host === zone || host.endsWith(`.${zone}`))),
    )
    if (inZone || commonEnd(hostsIn(one)[0], hostsIn(other)[0])) return { kind: 'identity', detail: 'base domain' }
  }
  return { kind: 'value' }
}

const isNameOf = (one: string, other: string, { staging, production }: Sides): boolean =>
  one.toLowerCase() === staging.name.toLowerCase() && other.toLowerCase() === production.name.toLowerCase()

/** Two labels at the end, below a public suffix of one label: the same registered domain, as far as it matters here. */
const commonEnd = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.split('.').slice(-2).join('.') === other.split('.').slice(-2).join('.')
