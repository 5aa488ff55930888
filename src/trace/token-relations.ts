import { ownNames } from '../align/own-names.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { DomainTiedSetting, EvaluatedApp } from '../model/evaluated.ts'
import { every, someOf, type Truth } from '../model/truth.ts'
import { isKnown, isString, type Value } from '../model/value.ts'
import { nameCovers } from './certificate-names.ts'
import { keySetOf } from './issuer-origin.ts'
import { equalsText } from './match-value.ts'

const textsOf = (values: readonly Value[]): readonly string[] =>
  values.flatMap(value => (isString(value) ? [value.value] : []))

const accepts = (accepted: readonly Value[], value: Value): Truth =>
  isKnown(value) ? someOf(accepted, each => equalsText(each, String(value.value))) : 'undetermined'

/** Whether a key set is the one that an issuer's product fixes; undetermined where only metadata would say it. */
export const isKeySetOf = (jwks: Value, issuer: Value): Truth => {
  const own = isString(issuer) ? keySetOf(issuer.value) : undefined
  return own === undefined ? 'undetermined' : equalsText(jwks, own)
}

/** Services that a token with this audience is for, in an environment. */
export const servicesOfAudience = (model: EnvironmentModel, audience: string): readonly EvaluatedApp[] =>
  model.apps.filter(
    app => app.issuersAccepted.length > 0 && someOf(app.audiences, value => equalsText(value, audience)) === 'yes',
  )

/** Whether an environment answers under a host; undetermined where none of its names are known. */
export const isServed = (model: EnvironmentModel, host: string): Truth => {
  const names = ownNames(model)
  if (names.size === 0) return 'undetermined'
  return names.has(host) || [...names].some(name => nameCovers(name, host)) ? 'yes' : 'no'
}

/** Whether a browser at a host keeps a cookie with this Domain (RFC 6265 section 5.1.3). */
export const cookieReaches = (domain: string, host: string): boolean => {
  const bare = domain.replace(/^\./, '').toLowerCase()
  return host === bare || host.endsWith(`.${bare}`)
}

/** A cookie domain and the public hosts of its app that it does not reach; and whether it reaches a host of another environment. */
export interface CookieReach {
  readonly setting: DomainTiedSetting
  readonly missed: readonly string[]
  readonly foreign: readonly string[]
}

export const cookieReachOf = (app: EvaluatedApp, foreignNames: ReadonlySet<string>): readonly CookieReach[] => {
  const hosts = app.domainTied
    .filter(({ role }) => role === 'base-url' || role === 'redirect')
    .flatMap(setting => setting.hosts)
  return app.domainTied
    .filter(({ role }) => role === 'cookie-domain')
    .flatMap(setting =>
      setting.hosts.map(domain => ({
        setting,
        missed: hosts.length > 0 && !hosts.some(host => cookieReaches(domain, host)) ? hosts : [],
        foreign: [...foreignNames].filter(name => cookieReaches(domain, name)),
      })),
    )
}

/** Tokens that one environment writes and a verifier of another lets in. */
export interface TokenCrossing {
  readonly issuer: Value
  readonly writer: EvaluatedApp
  readonly verifier: EvaluatedApp
  /** By issuer and audience; `iss` unchecked counts as let in. */
  readonly letIn: Truth
}

/** Every token of one environment held against every verifier of the other. A crossing that is `no` on the issuer is left out. */
export const tokenCrossings = (from: EnvironmentModel, to: EnvironmentModel): readonly TokenCrossing[] =>
  from.apps.flatMap(writer =>
    writer.issuersMinted.flatMap(issuer =>
      to.apps.flatMap((verifier): readonly TokenCrossing[] => {
        const accepted = verifier.issuersAccepted
        if (accepted.length === 0) return []
        const byIssuer: Truth = textsOf(accepted).includes('*') ? 'yes' : accepts(accepted, issuer)
        if (byIssuer === 'no') return []
        const byAudience: Truth =
          verifier.audiences.length === 0 || writer.audiences.length === 0
            ? 'yes'
            : someOf(writer.audiences, audience => accepts(verifier.audiences, audience))
        const letIn = every([byIssuer, byAudience])
        return letIn === 'no' ? [] : [{ issuer, writer, verifier, letIn }]
      }),
    ),
  )
