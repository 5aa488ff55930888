import type { TracePair } from '../../model/analysis.ts'
import type { Hop } from '../../model/trace.ts'
import type { RuleContext } from '../rule.ts'
import { outcomeAt } from '../stage-outcome.ts'
import { distributionName } from './distribution-name.ts'
import { edgeOf, type HostLoss } from './lost-host.ts'

export interface TokenBehindEdge {
  readonly pair: TracePair
  readonly edge: HostLoss
  readonly name: string
  /** Where the token is checked, in production and in staging. */
  readonly check: Hop
  readonly rehearsed: Hop
}

/** Requests whose token is checked behind a distribution in production, and in staging without one. */
export const tokensBehindEdge = (context: RuleContext): readonly TokenBehindEdge[] =>
  context.traces.flatMap((pair): readonly TokenBehindEdge[] => {
    const edge = edgeOf(context, pair)
    if (!edge || pair.staging.hops.some(({ stage }) => stage === 'edge')) return []
    const [rehearsed, checked] = [outcomeAt(pair.staging, 'token'), outcomeAt(pair.production, 'token')]
    if (rehearsed.kind !== 'passes' || checked.kind === 'not-reached') return []
    const check = checked.kind === 'fails' ? checked.failure.hop : checked.hop
    const name = distributionName(edge.distribution, context.production.name)
    return [{ pair, edge, name, check, rehearsed: rehearsed.hop }]
  })
