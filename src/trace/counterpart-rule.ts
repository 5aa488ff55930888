import type { Correspondence } from '../align/correspondence.ts'
import type { ListenerRule } from '../model/entity.ts'
import type { Request, Trace } from '../model/trace.ts'
import { sameAddress } from '../model/value.ts'
import { matchCondition } from './conditions.ts'

/** Production's counterpart of the listener rule that took a request in staging, where it has one. */
export const counterpartRule = ({ entities }: Correspondence, { hops }: Trace): ListenerRule | undefined => {
  const taken = hops.find(({ stage, outcome }) => stage === 'route' && outcome === 'passes')?.entity
  if (!taken) return undefined
  for (const pairing of entities['listener-rule'])
    if (pairing.kind === 'paired' && sameAddress(pairing.staging.address, taken)) return pairing.production
  return undefined
}

/** Whether a rule names the host of a request: all its host conditions match it, and there is one. */
export const namesHost = ({ conditions }: ListenerRule, request: Request): boolean => {
  const hosts = conditions.filter(({ field }) => field === 'host-header')
  return hosts.length > 0 && hosts.every(condition => matchCondition(condition, request) === 'yes')
}
