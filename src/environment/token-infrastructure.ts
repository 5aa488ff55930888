import { argument, blocks, identifier } from '../aws/read-argument.ts'
import { decidersOf } from '../model/deciders.ts'
import type { Action } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { EvaluatedApp, EvaluatedResource, EvaluatedSource } from '../model/evaluated.ts'
import { type Address, sameAddress, type Value } from '../model/value.ts'
import { domainTiedSettings } from '../parsers/app-config/tokens/domain-tied.ts'
import { readGateways } from '../parsers/app-config/tokens/gateways.ts'
import { TokenSettings } from '../parsers/app-config/tokens/token-settings.ts'
import { identityProviders } from './identity-providers.ts'
import { listed, numbered, type TokenFacts } from './token-facts.ts'

const appOf = (environment: string, id: string, framework: string, facts: TokenFacts): EvaluatedApp => {
  const settings = facts.settings ?? []
  const lists = [facts.accepted ?? [], facts.minted ?? [], facts.audiences ?? [], facts.jwks ?? []]
  return {
    id,
    framework,
    profile: environment,
    settings,
    issuersAccepted: facts.accepted ?? [],
    issuersMinted: facts.minted ?? [],
    audiences: facts.audiences ?? [],
    jwks: facts.jwks ?? [],
    algorithms: [],
    leeway: [],
    requiredClaims: [],
    domainTied: domainTiedSettings(settings),
    unresolved: [
      ...new Set(
        lists
          .flat()
          .flatMap(decidersOf)
          .map(({ names }) => names),
      ),
    ],
    diagnostics: [],
  }
}

type Entities = EnvironmentModel['entities']

const issuerOfPool = (entities: Entities, pool: Value): Value => {
  if (pool.kind !== 'reference') return pool
  return entities['user-pool'].find(({ address }) => sameAddress(address, pool.to))?.issuer ?? pool
}

/** The pool's issuer, its clients' ids as audiences, and the URLs that its clients may return to. */
const userPools = (entities: Entities): readonly (readonly [Address, string, TokenFacts])[] => {
  const clients = entities['user-pool-client']
  const clientFacts = (own: typeof clients): TokenFacts => ({
    audiences: own.map(
      ({ address, at }): Value => ({ kind: 'reference', to: address, attribute: [], from: { at, origins: [] } }),
    ),
    settings: own.flatMap(({ address, callbackUrls, logoutUrls }) => [
      ...numbered(`${address.name}.callback_urls`, callbackUrls),
      ...numbered(`${address.name}.logout_urls`, logoutUrls),
    ]),
  })
  const isOf = (client: (typeof clients)[number], pool: Address): boolean =>
    client.userPool.kind === 'reference' && sameAddress(client.userPool.to, pool)
  const strangers = clients.filter(client => !entities['user-pool'].some(({ address }) => isOf(client, address)))
  return [
    ...entities['user-pool'].map(
      ({ address, issuer }) =>
        [
          address,
          'cognito',
          { minted: [issuer], ...clientFacts(clients.filter(client => isOf(client, address))) },
        ] as const,
    ),
    ...strangers.map(client => [client.address, 'cognito', clientFacts([client])] as const),
  ]
}

const authorizers = (entities: Entities): readonly (readonly [Address, string, TokenFacts])[] =>
  entities['api-authorizer'].flatMap(({ address, issuer, audiences, userPools: pools }) => {
    const accepted = [...(issuer ? [issuer] : []), ...listed(pools).map(pool => issuerOfPool(entities, pool))]
    return accepted.length === 0 ? [] : [[address, 'api-gateway', { accepted, audiences: listed(audiences) }] as const]
  })

const checkOf = (entities: Entities, action: Action): TokenFacts => {
  switch (action.type) {
    case 'jwt-validation':
      return {
        accepted: [action.issuer],
        audiences: action.audiences ?? [],
        jwks: action.jwks ? [action.jwks] : [],
      }
    case 'authenticate-oidc':
      return { accepted: [action.issuer], audiences: action.clientId ? [action.clientId] : [] }
    case 'authenticate-cognito':
      return {
        accepted: [issuerOfPool(entities, action.userPool)],
        audiences: action.client ? [action.client] : [],
      }
    default:
      return {}
  }
}

const loadBalancers = (entities: Entities): readonly (readonly [Address, string, TokenFacts])[] =>
  [
    ...entities['listener-rule'],
    ...entities.listener.map(({ address, defaultActions: actions }) => ({ address, actions })),
  ].flatMap(({ address, actions }) =>
    actions.flatMap(action => {
      const facts = checkOf(entities, action)
      return facts.accepted ? [[address, 'load-balancer', facts] as const] : []
    }),
  )

/** AppSync: OpenID Connect and user pools, also as additional providers. */
const appSync = (entities: Entities, resource: EvaluatedResource): TokenFacts | undefined => {
  if (!/^(aws_appsync_graphql_api|AWS::AppSync::GraphQLApi)$/.test(resource.type)) return undefined
  const providers = [
    resource.values,
    ...blocks(resource, 'additional_authentication_provider'),
    ...blocks(resource, 'AdditionalAuthenticationProviders'),
  ]
  const accepted = providers.flatMap(provider => {
    const issuer =
      identifier(provider, 'openid_connect_config', 'issuer') ?? identifier(provider, 'OpenIDConnectConfig', 'Issuer')
    const pool = identifier(provider, 'user_pool_config', 'user_pool_id')
    return [...(issuer ? [issuer] : []), ...(pool ? [issuerOfPool(entities, pool)] : [])]
  })
  const audiences = providers.flatMap(
    provider =>
      identifier(provider, 'openid_connect_config', 'client_id') ??
      identifier(provider, 'user_pool_config', 'app_id_client_regex') ??
      [],
  )
  return accepted.length === 0 ? undefined : { accepted, audiences }
}

/** Istio, Envoy, Kong and their like, where Terraform applies the manifest. */
const manifests = (resource: EvaluatedResource): TokenFacts | undefined => {
  const manifest = resource.type === 'kubernetes_manifest' ? argument(resource, 'manifest') : undefined
  if (manifest === undefined) return undefined
  const tokens = new TokenSettings()
  readGateways([manifest], tokens)
  return tokens.isEmpty
    ? undefined
    : { accepted: tokens.accepted, minted: tokens.minted, audiences: tokens.audiences, jwks: tokens.jwks }
}

/**
 * Infrastructure that issues or checks tokens, as applications of its own: the same settings, comparable and traceable like those of a
 * service. Each is named by its address.
 */
export const tokenInfrastructure = (
  environment: string,
  entities: Entities,
  sources: readonly EvaluatedSource[],
): readonly EvaluatedApp[] => {
  const resources = sources
    .flatMap(source => source.resources)
    .filter(({ exists, mode }) => exists !== 'no' && mode === 'managed')
  const found = [
    ...userPools(entities),
    ...authorizers(entities),
    ...loadBalancers(entities),
    ...resources.flatMap((resource): readonly (readonly [Address, string, TokenFacts])[] => {
      const appsync = appSync(entities, resource)
      if (appsync) return [[resource.address, 'appsync', appsync]]
      const gateway = manifests(resource)
      return gateway ? [[resource.address, 'kubernetes', gateway]] : []
    }),
    ...identityProviders(resources),
  ]
  const ids = new Set<string>()
  return found.map(([address, framework, facts]) => {
    let id = address.name
    if (ids.has(id)) id = `${address.source}:${address.name}`
    for (let count = 2; ids.has(id); count += 1) id = `${address.source}:${address.name}#${count}`
    ids.add(id)
    return appOf(environment, id, framework, facts)
  })
}
