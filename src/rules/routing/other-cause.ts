import type { TracePair } from '../../model/analysis.ts'
import { isSwallowed } from '../dns/wrong-target.ts'
import { losesHost } from '../edge/lost-host.ts'
import type { RuleContext } from '../rule.ts'
import { missesBarePath } from './bare-path.ts'

/** Whether no rule takes a request because of something that has a rule of its own: what leads it here, what it has become, its bare path. */
export const hasOtherCause = (context: RuleContext, pair: TracePair): boolean =>
  isSwallowed(context, pair.production.request.host) || losesHost(context, pair) || missesBarePath(context, pair)
