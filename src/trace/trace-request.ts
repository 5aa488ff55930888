import { decidersOf, displayValue } from '../model/deciders.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import { startOf } from '../model/source-location.ts'
import type { Request, Trace } from '../model/trace.ts'
import { isKnown, type Value } from '../model/value.ts'
import { clientSees } from './client-sees.ts'
import { type DnsAnswer, resolveName } from './dns.ts'
import { type Entry, entriesOf, entryOf } from './entry.ts'
import { passAccelerator } from './pass-accelerator.ts'
import { type ApiOnward, endAtApi, passApiDomain, passApiEndpoint } from './pass-api.ts'
import { generatedName, passDistribution } from './pass-distribution.ts'
import { type Caller, passListener, passLoadBalancer } from './pass-load-balancer.ts'
import { splitUrl } from './split-url.ts'
import { doubt, fail, pass, startWalk, type TraceHints, type Walk } from './walk.ts'

export interface TraceOptions {
  /** Start at this load balancer or distribution, as `curl --connect-to` would: DNS is left out. An entity's name, with or without its source. */
  readonly at?: string
  readonly hints?: TraceHints
}

/**
 * The path of one request through one environment: name → record → edge or load balancer → listener and certificate → rule → target → token check.
 * What is found behind the first failure is added as if each failure before it were mended.
 */
export const traceRequest = (model: EnvironmentModel, request: Request, options: TraceOptions = {}): Trace => {
  const known = traces.get(model) ?? new Map<string, Trace>()
  traces.set(model, known)
  const key = JSON.stringify([{ ...request, headers: [...request.headers] }, options])
  const trace = known.get(key) ?? walkThrough(model, request, options)
  known.set(key, trace)
  return trace
}

/** Rules, rehearsal and comparison ask for the same requests. */
const traces = new WeakMap<EnvironmentModel, Map<string, Trace>>()

const walkThrough = (model: EnvironmentModel, request: Request, { at, hints = {} }: TraceOptions): Trace => {
  const walk = startWalk(model, request, hints)
  const entry = at === undefined ? passDns(walk, request.host) : entryNamed(walk, at)
  if (entry) passEntry(walk, entry, request, { names: [request.host], isEdge: false }, 0)
  const disposition = walk.disposition ?? {
    kind: 'undetermined' as const,
    decides: [{ names: `what is behind ${request.host}`, at: entry?.at ?? nowhere }],
  }
  return {
    environment: model.name,
    request,
    hops: walk.hops,
    disposition,
    rule: walk.rule,
    clientSees: clientSees(disposition),
    behind: walk.behind,
    ...(walk.nearestMiss ? { nearestMiss: walk.nearestMiss } : {}),
    ...(walk.service ? { service: walk.service } : {}),
  }
}

const nowhere = startOf('')

const passEntry = (walk: Walk, entry: Entry, request: Request, caller: Caller, depth: number): void => {
  if (entry.kind === 'load-balancer') {
    passLoadBalancer(walk, entry, request, caller)
    return
  }
  if (depth > deepest) return
  if (entry.kind === 'accelerator') {
    const next = passAccelerator(walk, entry, request)
    if (next) passEntry(walk, next.entry, next.request, caller, depth + 1)
    return
  }
  if (entry.kind === 'api-domain' || entry.kind === 'api') {
    const onward =
      entry.kind === 'api' ? passApiEndpoint(walk, entry, request, caller.isEdge) : passApiDomain(walk, entry, request)
    if (onward && !endAtApi(walk, onward)) passIntegration(walk, onward, depth)
    return
  }
  const onward = passDistribution(walk, entry, request)
  if (!onward) return
  const next = entryAt(walk, onward.origin.domainName)
  if (next) passEntry(walk, next, onward.request, { names: onward.names, isEdge: true }, depth + 1)
}

/** A CDN before an API before a load balancer is as deep as it gets. */
const deepest = 4

/** The entry that a host name written elsewhere leads to: its own entity, or what its records say. */
const entryAt = (walk: Walk, host: Value): Entry | undefined =>
  entryOf(walk.model, host) ?? (isKnown(host) ? passDns(walk, String(host.value).toLowerCase()) : undefined)

/** Behind API Gateway: a listener at the end of a VPC link, or whatever host the integration's URL names. */
const passIntegration = (walk: Walk, { target, request }: ApiOnward, depth: number): void => {
  const at = { stage: 'target' as const, source: target.at, values: target.uri ? [target.uri] : [] }
  const listener = target.uri && resolveEntity(walk.model, 'listener', target.uri)
  if (listener?.kind === 'entity') {
    const { entity } = listener
    const scheme = isKnown(entity.protocol) && /^(HTTPS|TLS)$/.test(String(entity.protocol.value)) ? 'https' : 'http'
    const port = isKnown(entity.port) ? Number(entity.port.value) : request.port
    const server = target.serverName && isKnown(target.serverName) ? String(target.serverName.value) : request.host
    pass(walk, { ...at, detail: `VPC link → ${entity.address.name}` })
    passListener(walk, entity, { ...request, scheme, port }, { names: [server], isEdge: true })
    return
  }
  const url = target.uri && splitUrl(target.uri)
  const next = url && entryAt(walk, url.host)
  if (!url || !next) {
    const names = target.uri ? decidersOf(target.uri) : []
    const decides =
      names.length > 0
        ? names
        : [{ names: `what answers at ${target.uri ? displayValue(target.uri) : 'the integration'}`, at: target.at }]
    doubt(
      walk,
      { ...at, detail: `what is behind ${target.uri ? displayValue(target.uri) : 'it'} is not known` },
      decides,
    )
    return
  }
  pass(walk, { ...at, detail: `→ ${displayValue(target.uri ?? url.host)}` })
  const host = isKnown(url.host) ? String(url.host.value).toLowerCase() : generatedName
  const port = url.port ?? (url.scheme === 'https' ? 443 : 80)
  passEntry(walk, next, { ...request, scheme: url.scheme, host, port }, { names: [host], isEdge: true }, depth + 1)
}

/** The entry that a name leads to. A name that leads nowhere is a failure; behind it waits the entry that should have answered. */
const passDns = (walk: Walk, host: string): Entry | undefined => {
  const answer = resolveName(walk.model, host)
  switch (answer.kind) {
    case 'entry': {
      const [record] = answer.records
      const target = answer.entry.address
      const type = record && isKnown(record.recordType) ? `${record.recordType.value} ` : ''
      pass(walk, {
        stage: 'dns',
        detail: `${type}${record?.alias ? 'alias ' : ''}${host} → ${target.name}`,
        ...(record ? { entity: record.address, source: record.at } : {}),
        values: record ? [record.name] : [],
      })
      return answer.entry
    }
    case 'loop':
      fail(
        walk,
        { stage: 'dns', detail: `the records of ${host} lead back to themselves`, values: [] },
        { kind: 'name-not-found' },
      )
      return undefined
    case 'name-not-found':
      if (answer.zone === undefined) {
        doubt(walk, { stage: 'dns', detail: answer.because, values: [] }, [
          { names: `the zone of ${host}`, at: nowhere },
        ])
        return undefined
      }
      fail(
        walk,
        {
          stage: 'dns',
          detail: answer.because,
          entity: answer.zone.address,
          source: answer.zone.at,
          values: [answer.zone.name],
        },
        { kind: 'name-not-found' },
      )
      return expectedEntry(walk, host)
    case 'undetermined': {
      const { record } = answer
      const where = record ? { entity: record.address, source: record.at } : {}
      doubt(walk, { stage: 'dns', ...where, detail: `${host}: ${answer.because}`, values: [] }, answer.decides)
      return undefined
    }
  }
}

/** The only entry that answers for other names of the same zone. */
const expectedEntry = (walk: Walk, host: string): Entry | undefined => {
  const names = new Set(
    walk.model.entities['dns-record'].flatMap(({ name }) => (isKnown(name) ? [String(name.value)] : [])),
  )
  const parent = host.slice(host.indexOf('.') + 1)
  const siblings = [...names].filter(name => name === parent || name.endsWith(`.${parent}`))
  const found = new Set(
    siblings
      .map((name): DnsAnswer => resolveName(walk.model, name))
      .flatMap(answer => (answer.kind === 'entry' ? [answer.entry] : [])),
  )
  return found.size === 1 ? [...found][0] : undefined
}

const entryNamed = (walk: Walk, at: string): Entry | undefined => {
  const entries = entriesOf(walk.model)
  const named = entries.filter(({ address }) => address.name === at || `${address.source}/${address.name}` === at)
  const [entry] = named
  if (entry && named.length === 1) return entry
  const detail = entry
    ? `${at} is in several sources of ${walk.model.name}`
    : `${at} is no load balancer, distribution or API of ${walk.model.name}`
  doubt(walk, { stage: 'edge', detail, values: [] }, [{ names: at, at: entry?.at ?? nowhere }])
  return undefined
}
