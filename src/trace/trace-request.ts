import type { Distribution, LoadBalancer } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import { startOf } from '../model/source-location.ts'
import type { Request, Trace } from '../model/trace.ts'
import { isKnown } from '../model/value.ts'
import { clientSees } from './client-sees.ts'
import { type DnsAnswer, resolveName } from './dns.ts'
import { passDistribution } from './pass-distribution.ts'
import { type Caller, passLoadBalancer } from './pass-load-balancer.ts'
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
export const traceRequest = (
  model: EnvironmentModel,
  request: Request,
  { at, hints = {} }: TraceOptions = {},
): Trace => {
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

type Entry = LoadBalancer | Distribution

const passEntry = (walk: Walk, entry: Entry, request: Request, caller: Caller, depth: number): void => {
  if (entry.kind === 'load-balancer') {
    passLoadBalancer(walk, entry, request, caller)
    return
  }
  const onward = passDistribution(walk, entry, request)
  if (!onward || depth > 3) return
  const { origin } = onward
  const resolved = resolveEntity(walk.model, 'load-balancer', origin.domainName)
  const next =
    resolved.kind === 'entity'
      ? resolved.entity
      : isKnown(origin.domainName)
        ? passDns(walk, String(origin.domainName.value).toLowerCase())
        : undefined
  if (next) passEntry(walk, next, onward.request, { names: onward.names, isEdge: true }, depth + 1)
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

/** The entry that another environment's trace names, else the only one that answers for other names of the same zone. */
const expectedEntry = (walk: Walk, host: string): Entry | undefined => {
  const entries: readonly Entry[] = [...walk.model.entities['load-balancer'], ...walk.model.entities.distribution]
  const hinted = entries.find(entry => entry.address.name === walk.hints.entry)
  if (hinted) return hinted
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
  const entries: readonly Entry[] = [...walk.model.entities['load-balancer'], ...walk.model.entities.distribution]
  const named = entries.filter(({ address }) => address.name === at || `${address.source}/${address.name}` === at)
  const [entry] = named
  if (entry && named.length === 1) return entry
  const detail = entry
    ? `${at} is in several sources of ${walk.model.name}`
    : `${at} is no load balancer or distribution of ${walk.model.name}`
  doubt(walk, { stage: 'edge', detail, values: [] }, [{ names: at, at: entry?.at ?? nowhere }])
  return undefined
}
