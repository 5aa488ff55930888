import { counterpartOf } from '../../align/correspondence.ts'
import type { TracePair } from '../../model/analysis.ts'
import type { ListenerRule } from '../../model/entity.ts'
import { type Address, addressKey } from '../../model/value.ts'
import { getsThrough } from '../../trace/request-pairs.ts'
import { isSwallowed } from '../dns/wrong-target.ts'
import { losesHost } from '../edge/lost-host.ts'
import type { RuleContext } from '../rule.ts'
import { askedBesideHost, ruleTaken, wantedBy } from '../rules-taken.ts'
import { outcomeAt } from '../stage-outcome.ts'
import { missesBarePath } from './bare-path.ts'
import { isServedElsewhere } from './rules-to-service.ts'

/** A request that production routes, though not to the counterpart of the service that answers it in staging. */
export interface OtherService {
  readonly pair: TracePair
  /** The counterpart. */
  readonly wanted: Address
  /** The rule that takes it in production; absent where the default action does. */
  readonly taken: ListenerRule | undefined
  /** Whether it gets to the counterpart after all is not known. */
  readonly isOpen: boolean
}

export function* answeredByOthers(context: RuleContext): Iterable<OtherService> {
  const { production, correspondence, traces } = context
  for (const pair of traces) {
    const { request, service: served, disposition } = pair.production
    if (!pair.staging.service || !getsThrough(pair.staging)) continue
    const wanted = counterpartOf(correspondence, pair.staging.service)
    const taken = ruleTaken(production, pair.production)
    const isDefault = pair.production.rule === 'default' && outcomeAt(pair.production, 'route').kind === 'passes'
    if (!wanted || !(taken || isDefault) || isSwallowed(context, request.host)) continue
    if (isDefault && losesHost(context, pair)) continue
    const isOpen = served === undefined && disposition.kind === 'undetermined'
    const refused = served === undefined && disposition.kind === 'answered' && disposition.status >= 400
    if (!isOpen && !refused && (served === undefined || addressKey(served) === addressKey(wanted))) continue
    if (!isOpen && isServedElsewhere(traces, pair, wanted)) continue
    yield { pair, wanted, taken, isOpen }
  }
}

/** What a staging rule takes for a service on a host: its requests have one cause in production. */
const subjectOf = ({ staging }: RuleContext, pair: TracePair): string => {
  const rehearsed = ruleTaken(staging, pair.staging)
  const asked = rehearsed && askedBesideHost(rehearsed)
  const wanted = wantedBy(staging, pair.staging.service, rehearsed)
  return `requests to ${pair.production.request.host} for ${wanted}${asked ? ` (${asked})` : ''}`
}

/** Those of one subject together, but for what only lacks its bare path, which has a rule of its own. */
export const othersBySubject = (context: RuleContext): ReadonlyMap<string, readonly OtherService[]> => {
  const groups = new Map<string, OtherService[]>()
  for (const other of answeredByOthers(context)) {
    if (missesBarePath(context, other.pair)) continue
    const subject = subjectOf(context, other.pair)
    const found = groups.get(subject)
    if (found) found.push(other)
    else groups.set(subject, [other])
  }
  return groups
}
