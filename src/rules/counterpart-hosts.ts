import type { RuleContext } from './rule.ts'

/** Staging's hosts that a host of production stands for. */
export const counterpartHosts = ({ correspondence }: RuleContext, host: string): readonly string[] =>
  correspondence.hosts.flatMap(pair => (pair.production === host ? [pair.staging] : []))
