import type { Distribution } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import type { Trace } from '../../model/trace.ts'
import { isString } from '../../model/value.ts'
import { parseRequest } from '../../trace/parse-request.ts'
import { traceRequest } from '../../trace/trace-request.ts'
import { lineEvidence } from '../evidence.ts'

/** A distribution serves as many names as it has aliases; more than this show nothing new. */
const most = 20

/** A name that a pattern takes: `*.www.example.com` → `any.www.example.com`. */
const witness = (alias: string): string => alias.toLowerCase().replace(/^\*\./, 'any.')

export interface OriginRequest {
  readonly distribution: Distribution
  readonly host: string
  readonly trace: Trace
}

/** What becomes of a request to each name of each distribution, from the distribution on: no record need be known. */
export const originRequests = (model: EnvironmentModel): readonly OriginRequest[] =>
  model.entities.distribution.flatMap(distribution => {
    const { aliases, exists, address } = distribution
    if (exists === 'no') return []
    const listed = 'unknown' in aliases ? [] : aliases.flatMap(alias => (isString(alias) ? [witness(alias.value)] : []))
    const hosts = listed.length > 0 ? listed.slice(0, most) : ['d111111abcdef8.cloudfront.net']
    return hosts.flatMap(host => {
      const request = parseRequest(`https://${host}/`)
      if (typeof request === 'string') return []
      return [{ distribution, host, trace: traceRequest(model, request, { at: `${address.source}/${address.name}` }) }]
    })
  })

/** The lines that a request passes. */
export const hopEvidence = (model: EnvironmentModel, trace: Trace): readonly Evidence[] =>
  trace.hops.flatMap(({ detail, source }) => (source ? [lineEvidence(model, detail, source)] : []))
