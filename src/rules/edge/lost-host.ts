import type { TracePair } from '../../model/analysis.ts'
import type { Distribution } from '../../model/entity.ts'
import { resolveEntity } from '../../model/environment-model.ts'
import { selects } from '../../model/selection.ts'
import { failuresOf } from '../../model/trace.ts'
import { sameAddress } from '../../model/value.ts'
import { resolveName } from '../../trace/dns.ts'
import { behaviorFor } from '../../trace/pass-distribution.ts'
import { traceRequest } from '../../trace/trace-request.ts'
import type { RuleContext } from '../rule.ts'

export interface HostLoss {
  readonly distribution: Distribution
  readonly behavior: Distribution['behaviors'][number]
  readonly origin: Distribution['origins'][number]
}

/** The distribution and behaviour through which a request reaches production's load balancer; nothing where it does not pass one. */
export const edgeOf = ({ production }: RuleContext, { production: { request } }: TracePair): HostLoss | undefined => {
  const answer = resolveName(production, request.host)
  if (answer.kind !== 'entry' || answer.entry.kind !== 'distribution') return undefined
  const found = behaviorFor(answer.entry, request.path)
  if (found.kind !== 'behavior' || !found.origin || found.origin.isS3) return undefined
  return { distribution: answer.entry, behavior: found.behavior, origin: found.origin }
}

/** What fails behind CloudFront, or reaches another service, would not if the viewer's Host reached the load balancer. */
export const lostHostOf = (context: RuleContext, pair: TracePair): HostLoss | undefined => {
  const { production } = context
  const edge = edgeOf(context, pair)
  if (edge === undefined || selects(edge.behavior.forwards.headers, 'host') !== 'no') return undefined
  const { service } = pair.production
  const failing = failuresOf(pair.production).some(
    ({ stage, disposition }) => stage === 'route' || disposition.kind === 'blocked',
  )
  if (!failing && !service) return undefined
  const { origin } = edge
  const balancer = resolveEntity(production, 'load-balancer', origin.domainName)
  const named =
    origin.domainName.kind === 'known'
      ? resolveName(production, String(origin.domainName.value).toLowerCase())
      : undefined
  const entry = balancer.kind === 'entity' ? balancer.entity : named?.kind === 'entry' ? named.entry : undefined
  if (entry?.kind !== 'load-balancer') return undefined
  const direct = traceRequest(production, pair.production.request, {
    at: `${entry.address.source}/${entry.address.name}`,
  })
  if (failuresOf(direct).some(({ stage }) => stage === 'route')) return undefined
  const isServedElsewhere = service && direct.service && !sameAddress(service, direct.service)
  return failing || isServedElsewhere ? edge : undefined
}

export const losesHost = (context: RuleContext, pair: TracePair): boolean => lostHostOf(context, pair) !== undefined
