import type { Correspondence } from '../align/correspondence.ts'
import { counterpartOf } from '../align/correspondence.ts'
import type { TracePair } from '../model/analysis.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Trace } from '../model/trace.ts'
import { addressKey, isKnown } from '../model/value.ts'
import { getsThrough } from './request-pairs.ts'
import { traceRequest } from './trace-request.ts'
import { witnessesOf } from './witness.ts'

/** What production decides about a request: its host, the rule that takes it, the service that answers. */
const decisionsOf = ({ request, rule, service, disposition }: Trace): string =>
  [request.host, rule ?? disposition.kind, service ? addressKey(service) : ''].join(' ')

const hostsOf = (model: EnvironmentModel): readonly string[] => [
  ...new Set(
    model.entities['dns-record'].flatMap(({ name }) =>
      isKnown(name) && !String(name.value).startsWith('*') ? [String(name.value)] : [],
    ),
  ),
]

/** Production's request paths: every host with every rule that serves it, and every compared request. */
const pathsOf = (production: EnvironmentModel, pairs: readonly TracePair[]): ReadonlySet<string> => {
  const own = hostsOf(production).flatMap(host =>
    production.entities['listener-rule']
      .filter(rule => rule.exists === 'yes')
      .flatMap(rule => witnessesOf(rule, host).slice(0, 1))
      .map(request => traceRequest(production, request))
      .filter(trace => trace.disposition.kind === 'accepted'),
  )
  return new Set(
    [...own, ...pairs.filter(({ staging }) => getsThrough(staging)).map(({ production: trace }) => trace)].map(
      decisionsOf,
    ),
  )
}

/** How many of production's request paths staging really exercises: a request that gets through on both sides, to services of the same role. */
export const rehearsalOf = (
  production: EnvironmentModel,
  correspondence: Correspondence,
  pairs: readonly TracePair[],
): { readonly paths: number; readonly rehearsed: number } => {
  const paths = pathsOf(production, pairs)
  const rehearsed = new Set(
    pairs
      .filter(({ staging, production: trace }) => {
        if (!getsThrough(staging) || !getsThrough(trace)) return false
        const twin = staging.service && counterpartOf(correspondence, staging.service)
        return (twin && addressKey(twin)) === (trace.service && addressKey(trace.service))
      })
      .map(({ production: trace }) => decisionsOf(trace)),
  )
  return { paths: paths.size, rehearsed: [...rehearsed].filter(path => paths.has(path)).length }
}
