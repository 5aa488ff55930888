import type { EnvironmentModel } from '../model/environment-model.ts'
import { mentionedHosts, pairHosts } from './hosts.ts'

/** Whether an environment uses a host at all. */
export const usesHost = (model: EnvironmentModel, host: string): boolean =>
  mentionedHosts(model).some(mention => mention.host === host)

/**
 * The host that plays in one environment the part that `host` plays in another; the one that shares most roles of several.
 * Nothing where there is none, or where several share as many.
 */
export const counterpartHost = (from: EnvironmentModel, to: EnvironmentModel, host: string): string | undefined => {
  const twins = pairHosts(mentionedHosts(to), mentionedHosts(from))
    .filter(({ production }) => production === host)
    .sort((one, other) => other.roles.length - one.roles.length)
  const [first, second] = twins
  return first && first.roles.length !== second?.roles.length ? first.staging : undefined
}
