import { callNamed } from '../../code/call-named.ts'
import { lastName } from '../../code/expression.ts'
import { chainOf, type Site, type SiteCall } from '../site.ts'
import { requiredIssuer } from '../token-settings.ts'

const chainHas = (site: SiteCall, pattern: RegExp): boolean =>
  chainOf(site.call).some(call => pattern.test(lastName(call.callee) ?? ''))

/** jjwt `Jwts.parser().requireIssuer(…)`, java-jwt `JWT.require(…).withIssuer(…)`; without either nothing is checked. */
const parsers: Site = {
  name: callNamed(
    'requireIssuer withIssuer requireAudience withAudience withAnyOfAudience issuer setIssuer audience setAudience add build',
  ),
  read: site => {
    const method = lastName(site.call.callee) ?? ''
    const verifies = chainHas(site, /^(parser|parserBuilder|require)$/)
    const signs =
      !verifies &&
      chainHas(site, /^(builder|create)$/) &&
      /Jwts|JWT\.create|JwtClaimsSet|JWTClaimsSet/.test(site.file.text)
    if (method === 'build') {
      if (verifies && !chainHas(site, /^(requireIssuer|withIssuer)$/)) site.tokens.acceptAny(site.at)
      return
    }
    const values = site.call.args.map(arg => site.evaluate(arg))
    if (/^(requireIssuer|withIssuer)$/.test(method) && verifies)
      for (const value of values) site.tokens.accept(value, site.at)
    else if (/audience/i.test(method) && (verifies || signs)) for (const value of values) site.tokens.audience(value)
    else if (/issuer/i.test(method) && signs) for (const value of values) site.tokens.mint(value)
  },
}

/** Spring Security in code. */
const spring: Site = {
  name: callNamed(
    'fromTrustedIssuers createDefaultWithIssuer fromIssuerLocation fromOidcIssuerLocation withIssuerLocation JwtIssuerValidator withJwkSetUri issuer',
  ),
  read: site => {
    const method = lastName(site.call.callee)
    if (method === 'withJwkSetUri') {
      site.tokens.keySet(site.arg(0))
      if (!/createDefaultWithIssuer|JwtIssuerValidator|issuer-uri/.test(site.file.text)) site.tokens.acceptAny(site.at)
    } else if (method === 'issuer') {
      if (/AuthorizationServerSettings|ProviderSettings/.test(site.file.text) && chainHas(site, /^builder$/))
        site.tokens.mint(site.arg(0))
    } else for (const arg of site.call.args) site.tokens.accept(site.evaluate(arg), site.at, requiredIssuer)
  },
}

export const jvmSites: readonly Site[] = [parsers, spring]
