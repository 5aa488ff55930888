import type { Patterns, UserPoolClient } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isReadable, isString, sameAddress, type Value } from '../../model/value.ts'
import type { RuleContext } from '../rule.ts'
import { pairedSettings } from '../settings/paired-settings.ts'

/** A URL that a user pool has to send a browser back to, or the login ends with an error. */
export interface NeededCallback {
  readonly url: string
  readonly client: UserPoolClient
  /** What needs it: the host of a listener rule, a setting. */
  readonly because: Value
  readonly label: string
}

/** Of a client's callback URLs: whether one is this, or what of them is not known. */
export const listsCallback = ({ callbackUrls }: UserPoolClient, url: string): true | false | readonly Value[] => {
  if (callbackUrls === undefined) return false
  const urls = 'unknown' in callbackUrls ? [callbackUrls.unknown] : callbackUrls
  if (urls.some(each => isString(each) && each.value === url)) return true
  const open = urls.filter(each => !isReadable(each))
  return open.length === 0 ? false : open
}

const exactHosts = (values: Patterns): readonly (Value & { readonly value: string })[] =>
  'unknown' in values ? [] : values.flatMap(value => (isString(value) && !/[*?]/.test(value.value) ? [value] : []))

/** Where a load balancer has logins come back to (ELB guide, "Authenticate users using an Application Load Balancer"). */
const ofRules = (model: EnvironmentModel): readonly NeededCallback[] =>
  model.entities['listener-rule'].flatMap(({ actions, conditions, exists }) => {
    const action = actions.find(({ type }) => type === 'authenticate-cognito')
    if (action?.type !== 'authenticate-cognito' || !action.client || exists === 'no') return []
    const client = resolveEntity(model, 'user-pool-client', action.client)
    if (client.kind !== 'entity') return []
    return conditions.flatMap(condition =>
      condition.field === 'host-header'
        ? exactHosts(condition.values).map(host => ({
            url: `https://${host.value.toLowerCase()}/oauth2/idpresponse`,
            client: client.entity,
            because: host,
            label: 'host of a rule with a login',
          }))
        : [],
    )
  })

/** The counterpart of the client that lists staging's value of a setting has to list production's. */
const ofSettings = (context: RuleContext): readonly NeededCallback[] => {
  const { correspondence, production } = context
  const redirects = new Set(
    production.apps.flatMap(({ domainTied }) =>
      domainTied.flatMap(({ role, value }) => (role === 'redirect' && isString(value) ? [value.value] : [])),
    ),
  )
  return pairedSettings(context).flatMap(({ key, staging, production: value }): readonly NeededCallback[] => {
    if (!isString(staging) || !isString(value) || value.sensitive || !redirects.has(value.value)) return []
    return correspondence.entities['user-pool-client'].flatMap(pairing =>
      pairing.kind === 'paired' && listsCallback(pairing.staging, staging.value) === true
        ? [{ url: value.value, client: pairing.production, because: value, label: key }]
        : [],
    )
  })
}

/** Every callback once. */
export const neededCallbacks = (context: RuleContext): readonly NeededCallback[] => {
  const all = [...ofRules(context.production), ...ofSettings(context)]
  return all.filter(
    ({ url, client }, index) =>
      all.findIndex(other => other.url === url && sameAddress(other.client.address, client.address)) === index,
  )
}
