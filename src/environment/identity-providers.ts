import { argument, blocks, identifier, patterns } from '../aws/read-argument.ts'
import type { EvaluatedResource, EvaluatedSetting } from '../model/evaluated.ts'
import { type Address, isString, known, type Value } from '../model/value.ts'
import { listed, numbered, type TokenFacts } from './token-facts.ts'

type Read = (resource: EvaluatedResource) => TokenFacts

const lists = (resource: EvaluatedResource, ...names: readonly string[]): readonly EvaluatedSetting[] =>
  names.flatMap(name => numbered(name, patterns(argument(resource, name))))

const texts = (resource: EvaluatedResource, ...names: readonly string[]): readonly EvaluatedSetting[] =>
  names.flatMap(name => {
    const value = identifier(resource, name)
    return value ? [{ key: name, value }] : []
  })

/** Text around a value that may not be known. */
const around = (before: string, value: Value, after: string): Value =>
  isString(value)
    ? { ...value, value: `${before}${value.value}${after}` }
    : {
        kind: 'template',
        parts: [known(before, value.from), value, known(after, value.from)].filter(
          part => part.kind !== 'known' || part.value !== '',
        ),
        from: value.from,
      }

const one = (value: Value | undefined): readonly Value[] => (value ? [value] : [])

/** A realm's issuer lies on its frontend URL, where it has one of its own. Else Keycloak's hostname decides, which Terraform does not know. */
const keycloakRealm: Read = resource => {
  const realm = identifier(resource, 'realm')
  const frontend = identifier(resource, 'attributes', 'frontendUrl')
  if (realm === undefined || frontend === undefined) return {}
  const base: Value = isString(frontend) ? { ...frontend, value: frontend.value.replace(/\/+$/, '') } : frontend
  const path = around('/realms/', realm, '')
  const minted: Value =
    isString(base) && isString(path)
      ? { ...base, value: `${base.value}${path.value}` }
      : { kind: 'template', parts: [base, path], from: frontend.from }
  return { minted: [minted] }
}

/** Terraform providers of identity providers. Auth0 writes a custom domain into `iss` with a slash at the end. */
const readers: Readonly<Record<string, Read>> = {
  auth0_client: resource => ({
    settings: [
      ...lists(resource, 'callbacks', 'allowed_logout_urls', 'web_origins', 'allowed_origins').map(
        ({ key, value }) => ({ key: key.replace(/^callbacks/, 'callback_urls'), value }),
      ),
      ...texts(resource, 'initiate_login_uri'),
    ],
  }),
  auth0_resource_server: resource => ({ audiences: one(identifier(resource, 'identifier')) }),
  auth0_custom_domain: resource => {
    const domain = identifier(resource, 'domain')
    return domain ? { minted: [around('https://', domain, '/')] } : {}
  },
  keycloak_realm: keycloakRealm,
  keycloak_openid_client: resource => ({
    audiences: one(identifier(resource, 'client_id')),
    settings: [
      ...lists(resource, 'valid_redirect_uris', 'web_origins'),
      ...numbered('post_logout_redirect_uris', patterns(argument(resource, 'valid_post_logout_redirect_uris'))),
      ...texts(resource, 'root_url', 'base_url'),
    ],
  }),
  okta_app_oauth: resource => ({
    settings: [
      ...lists(resource, 'redirect_uris', 'post_logout_redirect_uris'),
      ...texts(resource, 'login_uri', 'client_uri'),
    ],
  }),
  okta_auth_server: resource => ({ audiences: listed(patterns(argument(resource, 'audiences'))) }),
  azuread_application: resource => ({
    audiences: listed(patterns(argument(resource, 'identifier_uris'))),
    settings: ['web', 'single_page_application', 'public_client'].flatMap(kind =>
      blocks(resource, kind).flatMap(block => [
        ...numbered(`${kind}.redirect_uris`, patterns(argument(block, 'redirect_uris'))),
        ...numbered(`${kind}.logout_url`, patterns(argument(block, 'logout_url'))),
      ]),
    ),
  }),
}

/** What Auth0, Keycloak, Okta and Entra are told through Terraform. */
export const identityProviders = (
  resources: readonly EvaluatedResource[],
): readonly (readonly [Address, string, TokenFacts])[] =>
  resources.flatMap(resource => {
    const read = Object.hasOwn(readers, resource.type) ? readers[resource.type] : undefined
    const facts = read?.(resource)
    const isEmpty = facts === undefined || Object.values(facts).every(list => list.length === 0)
    return isEmpty ? [] : [[resource.address, resource.type.replace(/_.*/, ''), facts] as const]
  })
