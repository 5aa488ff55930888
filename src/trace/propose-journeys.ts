import { serviceRole } from '../align/correspondence.ts'
import type { Analysis } from '../model/analysis.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Trace } from '../model/trace.ts'
import { getsThrough } from './request-pairs.ts'

/** A journey that could stand in `sotsu.yaml`. */
export interface ProposedJourney {
  readonly name: string
  /** `GET https://{host}/v1/statements` */
  readonly request: string
  /** By environment. */
  readonly hosts: ReadonlyMap<string, string>
  /** Role of the service that answers. */
  readonly service?: string
}

/** As many as a person reads. */
const most = 20

const serviceOf = (models: readonly EnvironmentModel[], { environment, service }: Trace): string | undefined => {
  const model = models.find(({ name }) => name === environment)
  return model && service ? serviceRole(model, service) : undefined
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50)

/**
 * Requests worth declaring: those that production's settings name (base URLs, callbacks) with their staging counterparts, then production's paths, one
 * for each host and service.
 */
export const proposeJourneys = ({ environments, comparisons }: Analysis): readonly ProposedJourney[] => {
  const found = new Map<string, ProposedJourney>()
  const names = new Map<string, number>()
  const add = (because: string, staging: Trace, production: Trace): void => {
    if (!getsThrough(staging)) return
    const { request } = production
    if (request.scheme !== 'https' || request.port !== 443 || request.path !== staging.request.path) return
    const service = serviceOf(environments, staging) ?? serviceOf(environments, production)
    const key = [request.host, service ?? request.path].join(' ')
    if (found.has(key) || found.size >= most) return
    const base = slug(because) || slug(`${service ?? 'requests'} on ${request.host}`)
    const times = (names.get(base) ?? 0) + 1
    names.set(base, times)
    found.set(key, {
      name: times === 1 ? base : `${base}-${times}`,
      request: `${request.method} https://{host}${request.path}`,
      hosts: new Map([
        [staging.environment, staging.request.host],
        [production.environment, request.host],
      ]),
      ...(service === undefined ? {} : { service }),
    })
  }
  for (const { traces } of comparisons) {
    for (const { because, staging, production } of traces)
      if (/^(setting|input) /.test(because)) add(because.replace(/^\S+ /, ''), staging, production)
    for (const { staging, production } of traces) add('', staging, production)
  }
  return [...found.values()]
}
