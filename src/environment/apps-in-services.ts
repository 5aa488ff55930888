import type { EnvironmentModel } from '../model/environment-model.ts'
import type { EvaluatedApp } from '../model/evaluated.ts'
import { type Address, addressKey, unknown, type Value } from '../model/value.ts'
import type { ConfiguredApp } from './configured-app.ts'
import { runningServices } from './running-services.ts'

/** What the containers of a service tell their processes; a secret is there, and only the store knows it. */
const variablesOf = (entities: EnvironmentModel['entities'], service: Address): ReadonlyMap<string, Value> => {
  const variables = new Map<string, Value>()
  for (const running of runningServices(entities)) {
    if (addressKey(running.service.address) !== addressKey(service)) continue
    for (const { environment, secrets } of running.containers) {
      for (const [name, source] of secrets)
        if (!variables.has(name)) variables.set(name, unknown({ kind: 'outside', names: name }, source.from))
      for (const [name, value] of environment) variables.set(name, value)
    }
  }
  return variables
}

/**
 * Apps as they run in their services: what infrastructure tells a container is part of its app's configuration, and the app's own layers
 * decide what it overrides.
 */
export const appsInServices = (
  entities: EnvironmentModel['entities'],
  apps: readonly ConfiguredApp[],
  serviceOfApp: ReadonlyMap<string, Address>,
): readonly EvaluatedApp[] =>
  apps.map(app => {
    const service = serviceOfApp.get(app.id)
    return app.evaluate(service ? variablesOf(entities, service) : new Map())
  })
