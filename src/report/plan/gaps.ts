import type { ComparisonResult } from '../../model/analysis.ts'
import { failuresOf } from '../../model/trace.ts'
import { urlOf } from '../trace-json.ts'
import type { Gap } from './plan.ts'

/** The hosts of production that one host of staging stands for. */
const splitHosts = ({ traces }: ComparisonResult): ReadonlyMap<string, readonly string[]> => {
  const hosts = new Map<string, Set<string>>()
  for (const { staging, production } of traces) {
    const own = hosts.get(staging.request.host) ?? new Set<string>()
    hosts.set(staging.request.host, own.add(production.request.host))
  }
  return new Map([...hosts].filter(([, own]) => own.size > 1).map(([host, own]) => [host, [...own]]))
}

/** Paths that work in production, for all that is known, and that staging never takes: one that fails has its finding. */
const pathGaps = ({ staging, production, rehearsal: { unrehearsed = [] } }: ComparisonResult): readonly Gap[] =>
  unrehearsed
    .filter(path => failuresOf(path.production).length === 0)
    .map(({ request, decision, change }) => ({
      description: `${production} takes ${request.method} ${urlOf(request)} on a way that ${staging} never does: ${decision}`,
      change,
    }))

export const gapsOf = (comparison: ComparisonResult): readonly Gap[] => [
  ...[...splitHosts(comparison)].map(([host, own]) => ({
    description: `${comparison.production} splits ${host} into ${own.join(' and ')}: ${comparison.staging} cannot rehearse which host gets its record, certificate, rules and issuer`,
    change: rehearsalChange(comparison, host, own),
  })),
  ...pathGaps(comparison),
]

const rehearsalChange = ({ staging }: ComparisonResult, host: string, own: readonly string[]): string =>
  `give ${staging} a host for each of ${own.map(name => name.split('.')[0] ?? name).join(' and ')} instead of ${host} for all, with record, certificate, listener rules and issuer as production has them`

/** The change of staging that would let a request of production fail there first. */
export const changeFor = (comparison: ComparisonResult, stagingHost: string): string | undefined => {
  const own = splitHosts(comparison).get(stagingHost)
  return own && rehearsalChange(comparison, stagingHost, own)
}
