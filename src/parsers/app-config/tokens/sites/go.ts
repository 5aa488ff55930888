import { callNamed } from '../../code/call-named.ts'
import { lastName } from '../../code/expression.ts'
import { textOf } from '../../read-value.ts'
import { chainOf, type Site, type SiteCall } from '../site.ts'
import { requiredIssuer } from '../token-settings.ts'

/** golang-jwt: options of the parser; without WithIssuer, or with an empty one, `iss` is not checked. */
const parser: Site = {
  name: /(^|\.)(jwt\.(NewParser|Parse|ParseWithClaims|NewValidator)|ParseWithClaims)$/,
  read: site => {
    if (
      site.name.endsWith('ParseWithClaims') &&
      !site.name.startsWith('jwt') &&
      site.file.calls.some(call => /NewParser$/.test(lastName(call.callee) ?? ''))
    )
      return
    const options = new Map(
      site.call.args.flatMap(arg => (arg.kind === 'call' ? [[lastName(arg.callee) ?? '', arg] as const] : [])),
    )
    const argument = (name: string) => site.evaluate(options.get(name)?.args[0])
    site.tokens.accept(argument('WithIssuer'), site.at)
    for (const name of ['WithAudience', 'WithAnyAudience', 'WithAllAudiences']) {
      for (const arg of options.get(name)?.args ?? []) site.tokens.audience(site.evaluate(arg))
    }
  },
}

/** Claims of a token that is signed: `jwt.RegisteredClaims{Issuer: …}`, `jwt.MapClaims{"iss": …}`. */
const claims: Site = {
  name: callNamed('RegisteredClaims StandardClaims MapClaims'),
  read: site => {
    site.tokens.mint(site.named('Issuer', 'iss'))
    site.tokens.audience(site.named('Audience', 'aud'))
  },
}

/** go-oidc: discovery must name the issuer it was asked for. */
const provider: Site = {
  name: /(^|\.)oidc\.(NewProvider|NewVerifier)$/,
  read: site => {
    const isVerifier = site.name.endsWith('NewVerifier')
    if (!skipsIssuer(site)) site.tokens.accept(site.arg(isVerifier ? 0 : 1), site.at, requiredIssuer)
    else site.tokens.acceptAny(site.at)
  },
}

const skipsIssuer = (site: SiteCall): boolean =>
  site.file.calls.some(
    call =>
      /(^|\.)Config$/.test(lastName(call.callee) ?? '') &&
      call.named.some(({ name, value }) => name === 'SkipIssuerCheck' && textOf(site.evaluate(value)) === 'true'),
  )

const config: Site = {
  name: /(^|\.)oidc\.Config$/,
  read: site => {
    if (textOf(site.named('SkipClientIDCheck')) !== 'true') site.tokens.audience(site.named('ClientID'))
  },
}

const keySet: Site = {
  name: /(^|\.)(NewRemoteKeySet|keyfunc\.(Get|NewDefault|NewDefaultCtx)|jwk\.(Fetch|Register))$/,
  read: site => {
    for (const arg of site.call.args) {
      const value = site.evaluate(arg)
      site.tokens.keySet(
        value?.kind === 'known' || value?.kind === 'list' || value?.kind === 'template' ? value : undefined,
      )
    }
  },
}

/** lestrrat-go/jwx: `jwt.WithIssuer` among the options of `jwt.Parse`; auth0's go-jwt-middleware: `validator.New(keys, alg, issuer, audience)`. */
const middleware: Site = {
  name: /(^|\.)validator\.New$/,
  read: site => {
    site.tokens.accept(site.arg(2), site.at, requiredIssuer)
    site.tokens.audience(site.arg(3))
  },
}

const builder: Site = {
  name: callNamed('Issuer Audience'),
  read: site => {
    if (!chainOf(site.call).some(call => /NewBuilder$/.test(lastName(call.callee) ?? ''))) return
    if (lastName(site.call.callee) === 'Issuer') site.tokens.mint(site.arg(0))
    else site.tokens.audience(site.arg(0))
  },
}

export const goSites: readonly Site[] = [parser, claims, provider, config, keySet, middleware, builder]
