import { roleName } from '../../align/role-name.ts'
import { decidersOf } from '../../model/deciders.ts'
import type { DnsRecord } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import type { Decider } from '../../model/trace.ts'
import { isString, type Value } from '../../model/value.ts'
import { type DnsAnswer, resolveName } from '../../trace/dns.ts'
import type { Entry } from '../../trace/entry.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import type { RuleContext } from '../rule.ts'
import { leftoversOf } from './weighted-set.ts'

/** How a host fares in DNS in both environments. */
export interface HostAnswers {
  readonly hosts: { readonly staging: string; readonly production: string }
  readonly staging: DnsAnswer
  readonly production: DnsAnswer
}

/** Every pair of hosts that play the same role, each once; of one host of production, where it is given. */
export const hostAnswers = (
  { staging, production, correspondence, traces }: RuleContext,
  host?: string,
): readonly HostAnswers[] => {
  const pairs = [
    ...correspondence.hosts.map(pair => ({ staging: pair.staging, production: pair.production })),
    ...traces.map(pair => ({ staging: pair.staging.request.host, production: pair.production.request.host })),
  ]
  const wanted = host === undefined ? pairs : pairs.filter(pair => pair.production === host)
  const distinct = new Map(wanted.map(hosts => [`${hosts.staging} ${hosts.production}`, hosts]))
  return [...distinct.values()].map(hosts => ({
    hosts,
    staging: resolveName(staging, hosts.staging),
    production: resolveName(production, hosts.production),
  }))
}

const entryRole = (entry: Entry, { name }: EnvironmentModel): string =>
  roleName(entry.kind === 'load-balancer' && isString(entry.name) ? entry.name.value : entry.address.name, name)

/** Whether two entries play the same role: alike in name, or the only one of their kind. */
const correspond = ({ staging, production }: RuleContext, one: Entry, other: Entry): boolean => {
  if (one.kind !== other.kind) return false
  if (entryRole(one, staging) === entryRole(other, production)) return true
  if (roleName(one.address.name, staging.name) === roleName(other.address.name, production.name)) return true
  return staging.entities[one.kind].length === 1 && production.entities[other.kind].length === 1
}

const isWildcard = (record: DnsRecord | undefined): boolean =>
  isString(record?.name) && record.name.value.startsWith('*.')

/** A host that has a record of its own in staging, and in production only a wildcard's answer, which is another entry. */
export const swallowedBy = (
  context: RuleContext,
  { staging, production }: HostAnswers,
): { readonly own: DnsRecord; readonly wildcard: DnsRecord; readonly entry: Entry } | undefined => {
  if (staging.kind !== 'entry' || production.kind !== 'entry') return undefined
  const [own] = staging.records
  const [wildcard] = production.records
  if (!own || !wildcard || isWildcard(own) || !isWildcard(wildcard)) return undefined
  if (correspond(context, staging.entry, production.entry)) return undefined
  return { own, wildcard, entry: production.entry }
}

/** Whether a wildcard record leads a host astray: what fails after that follows from it. */
export const isSwallowed = (context: RuleContext, host: string): boolean =>
  hostAnswers(context, host).some(answers => swallowedBy(context, answers) !== undefined)

/** A host with a record of its own in staging, for which production has a wildcard that points at something not known. */
export const openWildcard = ({ staging, production }: HostAnswers): DnsRecord | undefined => {
  if (staging.kind !== 'entry' || production.kind !== 'undetermined' || isWildcard(staging.records[0])) return undefined
  return isWildcard(production.record) ? production.record : undefined
}

/** The name of a load balancer in its DNS name: `internal-NAME-1234567890.region.elb.amazonaws.com`, `NAME-0123456789abcdef.elb.region.amazonaws.com`. */
const elbName = /^(?:dualstack\.)?(?:internal-)?(.+)-[0-9a-f]+\.(?:elb\.[a-z\d-]+|[a-z\d-]+\.elb)\.amazonaws\.com$/

const namesOf = (model: EnvironmentModel): readonly string[] =>
  model.entities['load-balancer'].flatMap(({ name, isLookup }) =>
    isString(name) && !isLookup ? [name.value.toLowerCase()] : [],
  )

export const targetOf = (record: DnsRecord): Value | undefined => record.alias?.target ?? record.values?.[0]

/** Whether a production record points at what is staging's: a host, the DNS name of a load balancer, a look-up by name. */
export const pointsToStaging = (
  context: RuleContext,
  record: DnsRecord,
):
  | { readonly kind: 'yes'; readonly target: Value; readonly what: string }
  | { readonly kind: 'no' }
  | { readonly kind: 'undetermined'; readonly decides: readonly Decider[] } => {
  const { staging, production } = context
  const target = targetOf(record)
  if (!target) return { kind: 'no' }
  const isStagings = (name: string): boolean => namesOf(staging).includes(name) && !namesOf(production).includes(name)
  const resolved = resolveEntity(production, 'load-balancer', target)
  if (resolved.kind === 'entity') {
    const { isLookup, name } = resolved.entity
    if (!isLookup || !name) return { kind: 'no' }
    if (isString(name))
      return isStagings(name.value.toLowerCase())
        ? { kind: 'yes', target: name, what: `load balancer ${name.value}` }
        : { kind: 'no' }
    return namesOf(staging).length > 0 ? { kind: 'undetermined', decides: decidersOf(name) } : { kind: 'no' }
  }
  if (!isString(target)) return { kind: 'no' }
  const host = target.value.toLowerCase().replace(/\.$/, '')
  const balancer = elbName.exec(host)?.[1]
  const isForeign = balancer === undefined ? isStagingOnly(context)(host) : isStagings(balancer)
  return isForeign ? { kind: 'yes', target, what: host } : { kind: 'no' }
}

/** Whether a record of production's leads a host to what is staging's: a name that is missing then is the one it leads to. */
export const leadsToStaging = (context: RuleContext, host: string): boolean =>
  context.production.entities['dns-record'].some(
    record => isString(record.name) && record.name.value === host && pointsToStaging(context, record).kind === 'yes',
  )

/** Whether a rule more precise than that of missing records speaks about a host's record. */
export const hasOwnRule = (context: RuleContext, host: string): boolean =>
  leadsToStaging(context, host) ||
  hostAnswers(context, host).some(
    answers => openWildcard(answers) !== undefined || leftoversOf(context, answers).length > 0,
  )
