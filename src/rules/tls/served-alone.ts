import { type Failure, failuresOf, type Trace } from '../../model/trace.ts'
import { isString } from '../../model/value.ts'
import { parseRequest } from '../../trace/parse-request.ts'
import { traceRequest } from '../../trace/trace-request.ts'
import type { RuleContext } from '../rule.ts'

/** More hosts than this are not traced one by one. */
const most = 200

export interface UncoveredAlone {
  readonly host: string
  readonly trace: Trace
  readonly failure: Failure
}

/** Names that a distribution fetches from: it may ask for the viewer's host there. By its own words where the distribution is made elsewhere. */
const isOrigin = ({ production }: RuleContext, host: string): boolean =>
  /^origin(?:[.-]|$)/.test(host) ||
  production.entities.distribution.some(({ origins }) =>
    origins.some(({ domainName }) => isString(domainName) && domainName.value.toLowerCase() === host),
  )

/** Hosts of production that no compared request is for, and whose record leads to a listener without a certificate for them: defects of production alone. */
export const uncoveredAlone = (context: RuleContext): readonly UncoveredAlone[] => {
  const { production, traces } = context
  const compared = new Set(traces.map(pair => pair.production.request.host))
  const hosts = production.entities['dns-record'].flatMap(({ name, recordType, alias, values, exists }) => {
    const serves = isString(recordType) && ['A', 'AAAA', 'CNAME'].includes(recordType.value)
    const target = alias?.target ?? values?.[0]
    return serves && exists === 'yes' && isString(name) && target?.kind === 'reference'
      ? [name.value.toLowerCase()]
      : []
  })
  return [...new Set(hosts)].slice(0, most).flatMap(host => {
    const request =
      compared.has(host) || isOrigin(context, host) ? host : parseRequest(`https://${host.replace(/^\*\./, 'any.')}/`)
    if (typeof request === 'string') return []
    const trace = traceRequest(production, request)
    const [failure] = failuresOf(trace)
    return failure?.disposition.kind === 'certificate-mismatch' ? [{ host, trace, failure }] : []
  })
}
