import type { HostPair } from '../align/hosts.ts'
import type { RuleContext } from './rule.ts'

/**
 * Pairs of hosts that stand for each other by their names, their records or by what a person says. A list in which one environment has another
 * number of hosts, as an input or a setting, pairs each with each.
 */
export const hostCounterparts = ({ correspondence }: RuleContext): readonly HostPair[] =>
  correspondence.hosts.filter(({ roles }) => roles.some(role => /^(?:host|record|rule|distribution|pair) /.test(role)))

/** Staging's hosts that a host of production stands for. */
export const counterpartHosts = (context: RuleContext, host: string): readonly string[] =>
  hostCounterparts(context).flatMap(pair => (pair.production === host ? [pair.staging] : []))
