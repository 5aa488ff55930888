import { decidersOf } from '../../model/deciders.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown, known, sameAddress } from '../../model/value.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { hopEvidence, originRequests } from './origin-requests.ts'

/** The environment with HTTP in place of every protocol that is not known: what loops then may loop. */
const overHttp = (model: EnvironmentModel): EnvironmentModel => ({
  ...model,
  entities: {
    ...model.entities,
    distribution: model.entities.distribution.map(distribution => ({
      ...distribution,
      origins: distribution.origins.map(origin => {
        const { protocolPolicy: policy } = origin
        return !policy || isKnown(policy) ? origin : { ...origin, protocolPolicy: known('http-only', policy.from) }
      }),
    })),
  },
})

/**
 * CloudFront fetches over plain HTTP what the load balancer redirects to HTTPS: the viewer is sent to the address that it asked for
 * (CloudFront guide, "HTTP 3xx status codes"; re:Post, "ERR_TOO_MANY_REDIRECTS").
 */
export const originRedirectLoop = defineRule<{ host: string }>({
  id: 'origin-redirect-loop',
  patterns: ['ALB11'],
  title: 'A distribution fetches over HTTP what its origin redirects to HTTPS',
  severity: 'error',

  message: ({ host }) =>
    `browsers of ${host} are redirected without end: the distribution fetches over HTTP, and the load balancer redirects HTTP to the address that was asked for`,

  *check({ production }) {
    for (const { distribution, host, trace } of originRequests(overHttp(production))) {
      const { disposition, request } = trace
      const isLoop =
        disposition.kind === 'loop' ||
        (disposition.kind === 'redirected' && disposition.location === formatUrl(request))
      const [policy] = distribution.origins.flatMap(({ protocolPolicy }) => protocolPolicy ?? [])
      if (!isLoop || !policy) continue
      const real = production.entities.distribution.find(({ address }) => sameAddress(address, distribution.address))
      const open = (real?.origins ?? []).flatMap(({ protocolPolicy }) =>
        protocolPolicy ? decidersOf(protocolPolicy) : [],
      )
      const subject = `host ${host}`
      const evidence = [
        ...valueEvidence(production, 'protocol to the origin', policy),
        ...hopEvidence(production, trace),
      ]
      if (open.length > 0)
        yield {
          kind: 'undetermined',
          subject,
          message: `whether ${host} is redirected without end cannot be told`,
          evidence,
          decides: open,
        }
      else
        yield {
          kind: 'finding',
          subject,
          data: { host },
          confidence: 'proved',
          evidence,
          fix: { description: 'fetch from the origin with https-only', at: decisiveLine(policy) },
        }
    }
  },
})
