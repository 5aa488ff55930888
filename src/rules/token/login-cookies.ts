import { displayValue } from '../../model/deciders.ts'
import type { Action, ListenerRule } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { addressKey, isString, type Value } from '../../model/value.ts'
import { conditionValues } from '../rules-taken.ts'

type Login = Extract<Action, { readonly type: 'authenticate-oidc' | 'authenticate-cognito' }>

/** Where nothing is said (ELB API, AuthenticateOidcActionConfig). */
const defaultCookie = 'AWSELBAuthSessionCookie'

interface LoginOnHost {
  readonly rule: ListenerRule
  readonly login: Login
  readonly host: string
  readonly balancer: string
  readonly client: string
}

const clientOf = (login: Login): string => {
  const value = login.type === 'authenticate-oidc' ? login.clientId : login.client
  return value ? displayValue(value) : ''
}

const hostsOf = (rule: ListenerRule): readonly string[] =>
  conditionValues(rule, 'host-header').flatMap(value => (isString(value) ? [value.value.toLowerCase()] : []))

const loginsOnHosts = (model: EnvironmentModel): readonly LoginOnHost[] =>
  model.entities['listener-rule'].flatMap(rule => {
    const listener = resolveEntity(model, 'listener', rule.listener)
    const login = rule.actions.find(
      (action): action is Login => action.type === 'authenticate-oidc' || action.type === 'authenticate-cognito',
    )
    if (!login || rule.exists !== 'yes' || listener.kind !== 'entity') return []
    const { loadBalancer } = listener.entity
    const balancer = loadBalancer.kind === 'reference' ? addressKey(loadBalancer.to) : displayValue(loadBalancer)
    return hostsOf(rule).map(host => ({ rule, login, host, balancer, client: clientOf(login) }))
  })

/** Two logins of different clients that keep their sessions in one cookie of one host. */
export interface SharedCookie {
  readonly host: string
  readonly cookie: string
  readonly one: ListenerRule
  readonly other: ListenerRule
  /** A name that is not known, which may be the other's. */
  readonly open?: Value
}

export const sharedCookies = (model: EnvironmentModel): readonly SharedCookie[] => {
  const logins = loginsOnHosts(model)
  return logins.flatMap((one, index) =>
    logins.slice(index + 1).flatMap((other): readonly SharedCookie[] => {
      if (one.host !== other.host || one.balancer !== other.balancer || one.client === other.client) return []
      const [name, otherName] = [one, other].map(({ login: { sessionCookie } }) =>
        sessionCookie === undefined ? defaultCookie : isString(sessionCookie) ? sessionCookie.value : undefined,
      )
      const pair = { host: one.host, cookie: name ?? otherName ?? defaultCookie, one: one.rule, other: other.rule }
      if (name !== undefined && otherName !== undefined) return name === otherName ? [pair] : []
      const open = [one, other].flatMap(({ login: { sessionCookie } }) =>
        sessionCookie && !isString(sessionCookie) ? [sessionCookie] : [],
      )
      return open[0] ? [{ ...pair, open: open[0] }] : []
    }),
  )
}
