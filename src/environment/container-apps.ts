import { decidersOf } from '../model/deciders.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { EvaluatedApp } from '../model/evaluated.ts'
import type { Address, Value } from '../model/value.ts'
import { addressKey, isString } from '../model/value.ts'
import { readChecksByName } from '../parsers/app-config/tokens/checks.ts'
import { domainTiedSettings } from '../parsers/app-config/tokens/domain-tied.ts'
import { TokenSettings } from '../parsers/app-config/tokens/token-settings.ts'
import { readByVocabulary } from '../parsers/app-config/tokens/vocabulary.ts'
import { runningServices } from './running-services.ts'

const textOf = (value: Value | undefined, otherwise: string): string => (isString(value) ? value.value : otherwise)

/**
 * What services are told through the environment of their containers is configuration too. A container becomes an app of its own, named
 * `service/container`, where no app is known to run in its service.
 */
export const containerApps = (
  environment: string,
  entities: EnvironmentModel['entities'],
  apps: readonly EvaluatedApp[],
  serviceOfApp: ReadonlyMap<string, Address>,
): { readonly apps: readonly EvaluatedApp[]; readonly serviceOfApp: ReadonlyMap<string, Address> } => {
  const taken = new Set([...serviceOfApp.values()].map(addressKey))
  const ids = new Set(apps.map(app => app.id))
  const found: EvaluatedApp[] = []
  const services = new Map<string, Address>()
  for (const { service, containers } of runningServices(entities)) {
    if (taken.has(addressKey(service.address))) continue
    for (const [index, container] of containers.entries()) {
      if (container.environment.size === 0) continue
      const name = `${textOf(service.name, service.address.name)}/${textOf(container.name, String(index))}`
      const id = ids.has(name) ? `${service.address.source}:${service.address.name}/${index}` : name
      ids.add(id)
      services.set(id, service.address)
      const settings = [...container.environment].map(([key, value]) => ({ key, value }))
      const tokens = new TokenSettings()
      readChecksByName(settings, tokens)
      readByVocabulary(settings, tokens)
      found.push({
        id,
        framework: 'container-environment',
        profile: environment,
        settings,
        issuersAccepted: tokens.accepted,
        issuersMinted: tokens.minted,
        audiences: tokens.audiences,
        jwks: tokens.jwks,
        algorithms: tokens.algorithms,
        leeway: tokens.leeway,
        requiredClaims: tokens.requiredClaims,
        domainTied: domainTiedSettings(settings),
        unresolved: [
          ...new Set(
            [tokens.accepted, tokens.minted, tokens.audiences, tokens.jwks]
              .flat()
              .flatMap(decidersOf)
              .map(({ names }) => names),
          ),
        ],
        diagnostics: [],
      })
    }
  }
  return { apps: found, serviceOfApp: services }
}
