import type { Correspondence } from '../align/correspondence.ts'
import { counterpartOf } from '../align/correspondence.ts'
import { type HostPair, mentionedHosts } from '../align/hosts.ts'
import { ownNames } from '../align/own-names.ts'
import type { LoneTrace, TracePair } from '../model/analysis.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import { failuresOf, type Request, type Trace } from '../model/trace.ts'
import { addressKey } from '../model/value.ts'
import { apiRequestsOn } from './api-requests.ts'
import { counterpartRule, namesHost } from './counterpart-rule.ts'
import { decisionsOnHost } from './host-decisions.ts'
import { formatUrl, parseRequest } from './parse-request.ts'
import { rulesFor } from './rule-requests.ts'
import { traceRequest } from './trace-request.ts'
import { witnessesOf } from './witness.ts'

/** A request that someone says must work, in both environments' spelling. */
export interface Journey {
  readonly name: string
  readonly staging: Request
  readonly production: Request
}

interface Context {
  readonly staging: EnvironmentModel
  readonly production: EnvironmentModel
  readonly correspondence: Correspondence
}

/** Whether a request gets through: served, sent on, or answered by a rule made for it. Failures and doubts do not. */
export const getsThrough = ({ disposition }: Trace): boolean =>
  disposition.kind === 'accepted' ||
  disposition.kind === 'redirected' ||
  (disposition.kind === 'answered' && disposition.status < 400)

/** Nothing says what a name is for that leads nowhere. */
const isLost = (trace: Trace): boolean => failuresOf(trace).some(({ stage }) => stage === 'dns')

/** How far production is from serving it: lower is nearer. A way to another service than staging's counterpart is the farthest. */
const distance = ({ correspondence }: Context, staging: Trace, production: Trace): number => {
  const wanted = staging.service && counterpartOf(correspondence, staging.service)
  const isOther =
    wanted !== undefined && production.service !== undefined && addressKey(wanted) !== addressKey(production.service)
  // A name that leads nowhere is no nearer than one that leads to another service.
  return (
    failuresOf(production).length +
    (isLost(production) || isOther ? 100 : 0) +
    (production.disposition.kind === 'undetermined' ? 10 : 0)
  )
}

const rankOf = ({ staging: { rule } }: TracePair): number =>
  typeof rule === 'number' ? rule : Number.POSITIVE_INFINITY

/** Of requests that fare alike one and the same is taken, in whatever order the files have them: that of staging's first rule. */
const inOrder = (one: TracePair, other: TracePair): number => {
  const [rank, otherRank] = [rankOf(one), rankOf(other)]
  if (rank !== otherRank) return rank < otherRank ? -1 : 1
  const [url, otherUrl] = [one, other].map(({ production: { request } }) => `${formatUrl(request)} ${request.method}`)
  return (url ?? '') < (otherUrl ?? '') ? -1 : url === otherUrl ? 0 : 1
}

const tracePair = (context: Context, because: string, staging: Request, production: Request): TracePair => {
  const rehearsal = traceRequest(context.staging, staging)
  const service = rehearsal.service && counterpartOf(context.correspondence, rehearsal.service)
  const hints = service ? { service } : {}
  return { because, staging: rehearsal, production: traceRequest(context.production, production, { hints }) }
}

/** URLs that both environments configure under one name: each must work in production as it does in staging. */
const fromSettings = (context: Context): readonly TracePair[] =>
  context.correspondence.hosts.flatMap(({ urls }) =>
    urls.flatMap(({ staging, production, role }) => {
      const [one, other] = [parseRequest(staging), parseRequest(production)]
      return typeof one === 'string' || typeof other === 'string' ? [] : [tracePair(context, role, one, other)]
    }),
  )

/** Requests that exercise the rules of staging on one of its hosts, with what becomes of them there. Those that do not get through are left out. */
const rehearsedOn = (
  model: EnvironmentModel,
  host: string,
): readonly { readonly because: string; readonly trace: Trace }[] => {
  let decisions: ReadonlyMap<string, Request> | undefined
  const ofRules = rulesFor(model, host)
    .flatMap(rule => {
      const taken = (requests: readonly Request[]) =>
        requests
          .map(request => traceRequest(model, request))
          .filter(trace =>
            trace.hops.some(({ stage, entity }) => stage === 'route' && entity?.name === rule.address.name),
          )
      const written = taken(witnessesOf(rule, host))
      // What the rule asks for may be taken by earlier rules; then a request that is left to it shows what it does.
      if (written.length > 0) return written
      decisions ??= decisionsOnHost(model, host)
      const left = decisions.get(addressKey(rule.address))
      return left ? taken([left]) : []
    })
    .filter(getsThrough)
    .map(trace => ({ because: `rule ${trace.rule ?? '(no priority)'} on ${host}`, trace }))
  // A function that decides who gets through is no obstacle to comparing the way up to it.
  const ofRoutes = apiRequestsOn(model, host)
    .map(request => traceRequest(model, request))
    .filter(trace => failuresOf(trace).length === 0 && trace.hops.some(({ stage }) => stage === 'route'))
    .map(trace => ({ because: `route ${trace.request.method} ${trace.request.path} on ${host}`, trace }))
  return [...ofRules, ...ofRoutes]
}

/** The paths under which a host is known to be used, for choosing the request that shows its failure. */
const prefixesOf = (pair: HostPair): readonly string[] =>
  pair.urls.flatMap(({ production }) => {
    const request = parseRequest(production)
    return typeof request === 'string' || request.path === '/' ? [] : [request.path]
  })

/**
 * What staging serves on a host must be served on one of that host's production counterparts, and each counterpart must serve something of it.
 * A shared host that production splits has several counterparts.
 */
const fromRules = (context: Context): readonly TracePair[] => {
  const hosts = new Map<string, HostPair[]>()
  for (const pair of context.correspondence.hosts) hosts.set(pair.staging, [...(hosts.get(pair.staging) ?? []), pair])
  return [...hosts].flatMap(([host, pairs]) => {
    const classes = rehearsedOn(context.staging, host)
    const table = classes.map(({ because, trace }) => ({
      trace,
      candidates: pairs.map(pair => ({
        pair,
        traced: tracePair(context, because, trace.request, { ...trace.request, host: pair.production }),
      })),
    }))
    const nearest = (candidates: readonly TracePair[]): TracePair | undefined =>
      [...candidates].sort(
        (one, other) =>
          distance(context, one.staging, one.production) - distance(context, other.staging, other.production) ||
          inOrder(one, other),
      )[0]
    const covered = table.flatMap(({ trace, candidates }) => {
      const traced = candidates.map(candidate => candidate.traced)
      const rule = counterpartRule(context.correspondence, trace)
      // What production's own rule for it says of hosts tells more than how far another host happens to get.
      const meant = traced.filter(
        ({ production }) => rule && namesHost(rule, production.request) && !isLost(production),
      )
      return nearest(meant.length > 0 ? meant : traced) ?? []
    })
    const alive = pairs.flatMap(pair => {
      const own = table.flatMap(({ candidates }) =>
        candidates.filter(candidate => candidate.pair === pair).map(({ traced }) => traced),
      )
      const under = own.filter(({ production }) =>
        prefixesOf(pair).some(prefix => production.request.path.startsWith(prefix)),
      )
      return nearest(under.length > 0 ? under : own) ?? []
    })
    return [...covered, ...alive]
  })
}

/** Every request that is compared, each once: journeys, configured URLs, then one for each decision that staging's rules make. */
export const compareRequests = (context: Context, journeys: readonly Journey[]): readonly TracePair[] => {
  const pairs = [
    ...journeys.map(({ name, staging, production }) => tracePair(context, `journey ${name}`, staging, production)),
    ...fromSettings(context),
    ...fromRules(context),
  ]
  const unique = new Map<string, TracePair>()
  for (const pair of pairs) {
    const { staging, production } = pair
    const key = [staging, production].map(({ request }) => `${request.method} ${formatUrl(request)}`).join(' ')
    if (!unique.has(key)) unique.set(key, pair)
  }
  return [...unique.values()]
}

/**
 * URLs that only production configures, on hosts of its own that stand for none of staging's: nothing is compared with them, and still each has to
 * work. Those that are traced already are left out.
 */
export const loneTraces = (
  { production, correspondence }: Context,
  pairs: readonly TracePair[],
): readonly LoneTrace[] => {
  const paired = new Set([
    ...correspondence.hosts.map(pair => pair.production),
    ...pairs.map(pair => pair.production.request.host),
  ])
  const own = ownNames(production)
  const found = new Map<string, LoneTrace>()
  for (const { host, url, role, at } of mentionedHosts(production)) {
    if (url === undefined || paired.has(host)) continue
    const request = parseRequest(url)
    if (typeof request === 'string' || found.has(formatUrl(request))) continue
    found.set(formatUrl(request), {
      because: role,
      at,
      isServed: own.has(host),
      trace: traceRequest(production, request),
    })
  }
  return [...found.values()]
}
