import { ownZones, zoneOf } from '../align/hosts.ts'
import type { TracePair } from '../model/analysis.ts'
import type { Patterns } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Request, Trace } from '../model/trace.ts'
import { isKnown, isString } from '../model/value.ts'
import { entriesOf } from './entry.ts'
import { matchPatterns } from './match-value.ts'
import { formatUrl, parseRequest } from './parse-request.ts'
import { balancersAsking, rulesFor } from './rule-requests.ts'
import { traceRequest } from './trace-request.ts'
import { witnessesOf } from './witness.ts'

/** More hosts or requests than this are not looked at: a generated zone says nothing more with its hundredth name. */
const mostHosts = 200
const mostPaths = 2_000

const knownTexts = (patterns: Patterns): readonly string[] =>
  'unknown' in patterns ? [] : patterns.flatMap(value => (isString(value) ? [value.value.toLowerCase()] : []))

/** A host that a wildcard stands for. */
const spelledOut = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^\*(?=\.)/, 'x')
    .replaceAll('*', '')
    .replaceAll('?', 'x')

const isHost = (name: string): boolean => /^(?:[a-z\d_-]+\.)+[a-z][a-z\d-]+$/.test(name)

/**
 * Hosts by which clients reach an environment: names of serving records, aliases of distributions, custom domains of APIs, hosts that rules ask for,
 * and hosts of URLs in settings that lie in its own zones.
 */
export const servedHosts = (model: EnvironmentModel): readonly string[] => {
  const { entities } = model
  const zones = ownZones(model)
  const records = entities['dns-record'].flatMap(({ name, recordType, exists }) =>
    exists !== 'no' && isString(name) && (!isKnown(recordType) || /^(A|AAAA|CNAME)$/i.test(String(recordType.value)))
      ? [name.value]
      : [],
  )
  const aliases = entities.distribution.flatMap(({ aliases: list }) => knownTexts(list))
  const domains = entities['api-domain'].flatMap(({ name }) => (isString(name) ? [name.value] : []))
  const asked = entities['listener-rule'].flatMap(({ conditions }) =>
    conditions.flatMap(condition => (condition.field === 'host-header' ? knownTexts(condition.values) : [])),
  )
  const called = model.apps.flatMap(({ settings }) =>
    settings.flatMap(({ value }) => {
      const [, host] = isString(value) && !value.sensitive ? (/^https?:\/\/([^/?#:@\s]+)/i.exec(value.value) ?? []) : []
      return host !== undefined && zoneOf(host.toLowerCase(), zones) !== undefined ? [host] : []
    }),
  )
  const all = [...records, ...aliases, ...domains, ...asked, ...called].map(spelledOut).filter(isHost)
  return [...new Set(all)].slice(0, mostHosts)
}

/** The request at the entry that says it serves the host, where names alone do not lead there. */
const traceAtEntry = (model: EnvironmentModel, request: Request): Trace | undefined => {
  const { host } = request
  const options = { ignoreCase: true }
  const found = entriesOf(model).filter(entry => {
    if (entry.kind === 'distribution') return matchPatterns(entry.aliases, host, options) === 'yes'
    if (entry.kind === 'api-domain') return isString(entry.name) && entry.name.value.toLowerCase() === host
    return false
  })
  const [entry] = found
  const balancers = entry ? [] : balancersAsking(model, host)
  const [balancer] = balancers
  const at = found.length === 1 ? entry : balancers.length === 1 ? balancer : undefined
  if (!at) return undefined
  const { source, name } = at.address
  return traceRequest(model, request, { at: `${source}/${name}`, hints: { isPastDoubts: true } })
}

/** A request's way, noted past what is not known; from the entry that serves its host where its name cannot be followed. */
export const walkPath = (model: EnvironmentModel, request: Request): Trace => {
  const trace = traceRequest(model, request, { hints: { isPastDoubts: true } })
  if (trace.disposition.kind !== 'undetermined' || trace.hops.some(({ stage }) => stage !== 'dns')) return trace
  const further = traceAtEntry(model, request)
  return further ? { ...further, disposition: trace.disposition, hops: [...trace.hops, ...further.hops] } : trace
}

const plainRequest = (host: string): Request | undefined => {
  const request = parseRequest(`https://${host}/`)
  return typeof request === 'string' ? undefined : request
}

/** Whether something is decided about a request beyond its name. */
export const isRouted = ({ hops, disposition }: Trace): boolean =>
  disposition.kind !== 'name-not-found' &&
  hops.some(
    ({ stage, outcome }) => (stage === 'route' || stage === 'action' || stage === 'target') && outcome !== 'fails',
  )

/** Every way that a request can take through an environment, by one request each: every host with every rule and route that serves it. */
export const waysOf = (model: EnvironmentModel, pairs: readonly TracePair[]): readonly Trace[] => {
  const requests = servedHosts(model).flatMap(host => {
    const plain = plainRequest(host)
    return [...(plain ? [plain] : []), ...rulesFor(model, host).flatMap(rule => witnessesOf(rule, host).slice(0, 1))]
  })
  const unique = new Map<string, Request>()
  for (const request of [...pairs.map(({ production }) => production.request), ...requests]) {
    const headers = [...request.headers].flat(2).join(' ')
    const key = `${request.method} ${formatUrl(request)} ${headers}`
    if (!unique.has(key) && unique.size < mostPaths) unique.set(key, request)
  }
  return [...unique.values()].map(request => walkPath(model, request))
}
