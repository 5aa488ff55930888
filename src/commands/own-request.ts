import { counterpartHost, usesHost } from '../align/counterpart-host.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Request } from '../model/trace.ts'

/**
 * A request as an environment's own clients would send it: a host that only another environment uses is replaced by the one that plays
 * its part here. A host that nobody uses, or that has no counterpart, stays.
 */
export const ownRequest = (
  model: EnvironmentModel,
  environments: readonly EnvironmentModel[],
  request: Request,
): Request => {
  if (usesHost(model, request.host)) return request
  const home = environments.find(other => other !== model && usesHost(other, request.host))
  const host = home && counterpartHost(home, model, request.host)
  return host === undefined ? request : { ...request, host }
}
