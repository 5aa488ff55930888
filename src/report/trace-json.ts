import { formatLocation } from '../model/source-location.ts'
import type { Decider, Disposition, Failure, Hop, Request, Trace } from '../model/trace.ts'

const decider = ({ names, at }: Decider) => ({ names, source: at.file === '' ? null : formatLocation(at) })

const disposition = (given: Disposition) =>
  given.kind === 'undetermined'
    ? { kind: given.kind, decides: given.decides.map(decider) }
    : given.kind === 'accepted'
      ? { kind: given.kind, service: given.service ?? null }
      : given

const where = ({ entity, source }: Hop) => ({
  ...(entity ? { entity: entity.name } : {}),
  ...(source ? { source: formatLocation(source) } : {}),
})

const hop = (given: Hop) => ({
  stage: given.stage,
  outcome: given.outcome,
  ...where(given),
  detail: given.detail,
})

const failure = (given: Failure) => ({
  stage: given.stage,
  disposition: disposition(given.disposition),
  ...where(given.hop),
  detail: given.hop.detail,
})

export const urlOf = ({ scheme, host, port, path, query }: Request): string => {
  const isUsual = port === (scheme === 'https' ? 443 : 80)
  return `${scheme}://${host}${isUsual ? '' : `:${port}`}${path}${query === '' ? '' : `?${query}`}`
}

/** One trace as `sotsu trace --format json` prints it: an object a line. */
export const traceToJson = (trace: Trace, id?: unknown) => ({
  ...(id === undefined ? {} : { id }),
  env: trace.environment,
  request: { method: trace.request.method, url: urlOf(trace.request) },
  disposition: disposition(trace.disposition),
  hops: trace.hops.map(hop),
  rule: trace.rule,
  clientSees: trace.clientSees,
  behind: trace.behind.map(failure),
  ...(trace.nearestMiss
    ? {
        nearestMiss: {
          rule: trace.nearestMiss.priority ?? trace.nearestMiss.rule.name,
          condition: trace.nearestMiss.condition,
          entity: trace.nearestMiss.rule.name,
          source: formatLocation(trace.nearestMiss.conditionAt),
        },
      }
    : {}),
})
