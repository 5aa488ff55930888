import type { Correspondence } from '../align/correspondence.ts'
import type { TracePair } from '../model/analysis.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Rehearsal, UnrehearsedPath } from '../model/rehearsal.ts'
import type { Stage, Trace } from '../model/trace.ts'
import { decisionsOf, neverTaken, pathKey, type SameRole, sameRoleIn } from './path-decisions.ts'
import { isRouted, walkPath, waysOf } from './production-paths.ts'
import { getsThrough } from './request-pairs.ts'
import { stagingHosts } from './staging-hosts.ts'

interface Sides {
  readonly staging: EnvironmentModel
  readonly production: EnvironmentModel
  readonly correspondence: Correspondence
}

/** Staging's ways for a path of production: of the requests that are compared with it, and of the same request on each host that stands for its own. */
const rehearsalsFor = (
  { request }: Trace,
  { staging }: Sides,
  hosts: ReadonlyMap<string, readonly string[]>,
  pairs: readonly TracePair[],
): readonly Trace[] => {
  const compared = pairs
    .filter(({ production: other }) => isSame(other.request, request))
    .map(pair => pair.staging.request)
  const own = (hosts.get(request.host) ?? []).map(host => ({ ...request, host }))
  return [...compared, ...own].map(each => walkPath(staging, each))
}

const isSame = (one: Trace['request'], other: Trace['request']): boolean =>
  one.host === other.host && one.path === other.path && one.method === other.method && one.query === other.query

/** A request gets through, or nothing that is known stops it. */
const goesOn = (trace: Trace): boolean =>
  getsThrough(trace) ||
  (trace.disposition.kind === 'undetermined' && !trace.hops.some(({ outcome }) => outcome === 'fails'))

/** How far staging goes along with production: the more decisions it takes, the nearer. */
const decisionsTaken = (staging: Trace, production: Trace, sameRole: SameRole): number =>
  decisionsOf(production).filter(decision =>
    decisionsOf(staging).some(other => other.stage === decision.stage && sameRole(other.entity, decision.entity)),
  ).length

const changeText: Readonly<Record<Stage, (host: string, detail: string) => string>> = {
  dns: host => `give staging a record for the host that stands for ${host}`,
  edge: (host, detail) => `put in front of staging's host for ${host} what production has there: ${detail}`,
  tls: (host, detail) =>
    `let staging's listener for ${host} present a certificate of its own, as in production: ${detail}`,
  route: (host, detail) => `give staging the listener rule that takes requests to ${host}: ${detail}`,
  action: (host, detail) => `let staging's rule for ${host} do what production's does: ${detail}`,
  target: (host, detail) => `run in staging what answers for ${host}: ${detail}`,
  token: (host, detail) => `check tokens for ${host} in staging as in production: ${detail}`,
}

const unrehearsed = (path: Trace, ways: readonly Trace[], sameRole: SameRole): UnrehearsedPath | undefined => {
  const { request } = path
  if (ways.length === 0)
    return {
      request,
      stage: 'dns',
      decision: `no host of staging stands for ${request.host}`,
      change: changeText.dns(request.host, ''),
      production: path,
    }
  const judged = ways.map(way => ({ way, missing: neverTaken(way, path, sameRole) }))
  if (judged.some(({ way, missing }) => missing === undefined && getsThrough(way) && getsThrough(path)))
    return undefined
  const [nearest] = judged.toSorted(
    (one, other) => decisionsTaken(other.way, path, sameRole) - decisionsTaken(one.way, path, sameRole),
  )
  if (nearest && nearest.missing === undefined && goesOn(nearest.way) && goesOn(path)) {
    const decides = [path, nearest.way].flatMap(({ disposition }) =>
      disposition.kind === 'undetermined' ? disposition.decides : [],
    )
    const names = [...new Set(decides.map(each => each.names))].slice(0, 3).join(', ')
    const hop = path.hops.find(({ outcome }) => outcome === 'undetermined')
    return {
      request,
      stage: hop?.stage ?? 'dns',
      decision: `cannot be told: ${names}`,
      change: `say what ${names} is; as far as it is known both decide alike`,
      production: path,
      staging: nearest.way,
      decides,
    }
  }
  const failing = path.hops.find(({ outcome }) => outcome === 'fails')
  const { stage, detail } = nearest?.missing ??
    failing ?? { stage: 'target' as const, detail: 'production does not get through' }
  return {
    request,
    stage,
    decision: detail,
    change: changeText[stage](request.host, detail),
    production: path,
    ...(nearest ? { staging: nearest.way } : {}),
  }
}

/**
 * Production's request paths (host, listener, certificate presented, rule, target, token check), and which of them staging exercises with the same
 * decisions: for one request of the path at least. What cannot be told is not rehearsed. A request that production turns away takes no path, unless it is one that it has to serve
 * because staging does.
 */
export const rehearsalOf = (sides: Sides, pairs: readonly TracePair[]): Rehearsal => {
  const { production, correspondence } = sides
  const sameRole = sameRoleIn(correspondence)
  const hosts = stagingHosts(correspondence)
  const paths = new Map<string, readonly { readonly path: Trace; readonly ways: readonly Trace[] }[]>()
  for (const path of waysOf(production, pairs)) {
    const ways = rehearsalsFor(path, sides, hosts, pairs)
    const isCompared = pairs.some(pair => isSame(pair.production.request, path.request) && getsThrough(pair.staging))
    if (!(isRouted(path) && goesOn(path)) && !isCompared) continue
    const key = pathKey(path)
    paths.set(key, [...(paths.get(key) ?? []), { path, ways }])
  }
  const missing = [...paths.values()].flatMap(requests => {
    const judged = requests.map(({ path, ways }) => unrehearsed(path, ways, sameRole))
    const [first] = judged
    return first && judged.every(path => path !== undefined) ? [first] : []
  })
  return { paths: paths.size, rehearsed: paths.size - missing.length, unrehearsed: missing }
}
