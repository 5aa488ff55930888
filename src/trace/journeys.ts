import { serviceRole } from '../align/correspondence.ts'
import { roleName } from '../align/role-name.ts'
import type { JourneyOutcome, TracePair } from '../model/analysis.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Request, Trace } from '../model/trace.ts'
import { getsThrough } from './request-pairs.ts'
import { traceRequest } from './trace-request.ts'

/** A request that must work, as one environment spells it. */
export interface JourneyRequest {
  readonly journey: string
  readonly environment: string
  readonly request: Request
  /** The service that should answer, in any environment's spelling. */
  readonly service?: string
}

const reached = (model: EnvironmentModel, trace: Trace): string | undefined => {
  if (trace.service) return serviceRole(model, trace.service)
  const { disposition } = trace
  return disposition.kind === 'accepted' && disposition.service !== undefined
    ? roleName(disposition.service, model.name)
    : undefined
}

/** Whether a journey works in an environment: it gets through, and to the service that is expected. Reaching another one is a failure. */
const outcomeOf = (model: EnvironmentModel, { request, service }: JourneyRequest): Omit<JourneyOutcome, 'journey'> => {
  const trace = traceRequest(model, request)
  const { disposition } = trace
  const result = (outcome: JourneyOutcome['outcome'], because: string) => ({
    environment: model.name,
    outcome,
    because,
    trace,
  })
  if (disposition.kind === 'undetermined')
    return result('undetermined', `decided by ${disposition.decides.map(({ names }) => names).join(', ')}`)
  const failing = trace.hops.find(({ outcome }) => outcome === 'fails')
  if (!getsThrough(trace)) return result('fails', failing?.detail ?? disposition.kind)
  if (service === undefined) return result('works', '')
  const wanted = roleName(service, model.name)
  const found = reached(model, trace)
  if (found === wanted) return result('works', '')
  if (found === undefined && disposition.kind === 'accepted')
    return result('undetermined', `which service answers is not known; expected ${service}`)
  return result(
    'fails',
    found === undefined ? `is ${disposition.kind}, not answered by ${service}` : `reaches ${found}, not ${service}`,
  )
}

/** Every journey in every environment that has a host for it. */
export const journeyOutcomes = (
  models: readonly EnvironmentModel[],
  requests: readonly JourneyRequest[],
): readonly JourneyOutcome[] =>
  requests.flatMap(request => {
    const model = models.find(({ name }) => name === request.environment)
    return model ? [{ journey: request.journey, ...outcomeOf(model, request) }] : []
  })

/** The name of the journey that a pair of traces was made for. */
export const journeyOf = ({ because }: TracePair): string | undefined => /^journey (.+)$/s.exec(because)?.[1]
