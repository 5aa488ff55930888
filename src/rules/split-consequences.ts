import type { HostPair } from '../align/hosts.ts'
import type { Evidence, Finding } from '../model/finding.ts'
import type { Split } from '../model/split.ts'
import { valueEvidence, withoutRepeats } from './evidence.ts'
import type { RuleContext } from './rule.ts'

/** Pairs of one host of staging, those that share most roles first. */
const pairsByHost = (hosts: readonly HostPair[]): ReadonlyMap<string, readonly HostPair[]> => {
  const byHost = new Map<string, HostPair[]>()
  for (const pair of hosts) byHost.set(pair.staging, [...(byHost.get(pair.staging) ?? []), pair])
  for (const pairs of byHost.values())
    pairs.sort((one, other) => other.roles.length - one.roles.length || (one.production < other.production ? -1 : 1))
  return byHost
}

/** The hosts that staging never had: all but the one that is staging's counterpart, where one surely is. */
const addedHosts = ([first, second, ...others]: readonly HostPair[]): readonly string[] =>
  first && second
    ? (first.roles.length > second.roles.length ? [second, ...others] : [first, second, ...others]).map(
        ({ production }) => production,
      )
    : []

const isAbout = (finding: Finding, host: string): boolean => {
  const name = new RegExp(`(?<![\\w.-])${host.replaceAll('.', '\\.')}(?![\\w.-])`)
  const texts = [finding.subject, finding.message, ...finding.evidence.flatMap(({ value }) => value ?? [])]
  return finding.traces?.production.request.host === host || texts.some(text => name.test(text))
}

const evidenceOf = ({ staging, production }: RuleContext, pairs: readonly HostPair[]): readonly Evidence[] => {
  const one = pairs[0]?.mentions.staging[0]
  return withoutRepeats([
    ...(one ? valueEvidence(staging, 'one host', one.value).slice(0, 1) : []),
    ...pairs.flatMap(
      ({
        mentions: {
          production: [other],
        },
      }) => (other ? valueEvidence(production, 'one of several', other.value).slice(0, 1) : []),
    ),
  ])
}

/** The hosts of staging that production has several for, each with the findings about those that staging never had. */
export const splitConsequences = (context: RuleContext, findings: readonly Finding[]): readonly Split[] => {
  const taken = new Set<string>()
  return [...pairsByHost(context.correspondence.hosts)].flatMap(([host, pairs]): readonly Split[] => {
    const added = addedHosts(pairs)
    const own = findings.filter(
      finding => !taken.has(finding.fingerprint) && added.some(name => isAbout(finding, name)),
    )
    if (own.length === 0) return []
    for (const { fingerprint } of own) taken.add(fingerprint)
    return [
      {
        host,
        into: pairs.map(({ production }) => production),
        evidence: evidenceOf(context, pairs),
        findings: own.map(({ fingerprint }) => fingerprint),
      },
    ]
  })
}
