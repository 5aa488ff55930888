import type { Value } from '../../../../model/value.ts'
import { lastName } from '../../code/expression.ts'
import { textOf } from '../../read-value.ts'
import type { Site, SiteCall } from '../site.ts'
import { emptyAlwaysFails } from '../token-settings.ts'

const option = (site: SiteCall, ...names: readonly string[]): Value | undefined => {
  const direct = site.named(...names)
  if (direct !== undefined) return direct
  for (let i = site.call.args.length - 1; i >= 0; i -= 1) {
    for (const name of names) {
      const found = site.option(i, name)
      if (found !== undefined) return found
    }
  }
  return undefined
}

const isOn = (value: Value | undefined): boolean => textOf(value) === 'true'

/** ruby-jwt ignores `iss:` and `aud:` unless `verify_iss: true` and `verify_aud: true` stand beside them. */
const decode: Site = {
  name: /(^|\.)JWT\.decode$/,
  read: site => {
    if (textOf(site.arg(2)) === 'false') return
    if (isOn(option(site, 'verify_iss'))) site.tokens.accept(option(site, 'iss'), site.at, emptyAlwaysFails)
    else site.tokens.acceptAny(site.at)
    if (isOn(option(site, 'verify_aud'))) site.tokens.audience(option(site, 'aud'))
    const jwks = option(site, 'jwks')
    if (jwks !== undefined) site.tokens.keySet(jwks)
  },
}

const encode: Site = {
  name: /(^|\.)JWT\.encode$/,
  read: site => {
    site.tokens.mint(site.option(0, 'iss'))
    site.tokens.audience(site.option(0, 'aud'))
  },
}

/** doorkeeper-openid_connect: `issuer 'https://…'`, or a block, which is computed for each request. */
const doorkeeper: Site = {
  name: /(^|\.)OpenidConnect\.configure$/,
  read: site => {
    for (const code of site.call.block ?? []) {
      if (code.kind !== 'call' || code.callee.kind !== 'name' || code.callee.name !== 'issuer') continue
      if (code.block === undefined) site.tokens.mint(site.evaluate(code.args[0]))
      else {
        const last = code.block.at(-1)
        const value = last?.kind === 'literal' || last?.kind === 'template' ? site.evaluate(last) : undefined
        if (value?.kind === 'known') site.tokens.mint(value)
        else site.tokens.mintFromRequest(code.source.at(code.start, code.end))
      }
    }
  },
}

/** devise-jwt and warden-jwt_auth check no issuer. */
const devise: Site = {
  name: /(^|\.)(config\.jwt|jwt_revocation_strategy)$/,
  read: site => {
    if (site.call.block !== undefined && site.hasModule(/Devise\.setup/)) site.tokens.acceptAny(site.at)
  },
}

/** Knock checks an audience if it has one, and no issuer. */
const knock: Site = {
  name: /(^|\.)Knock\.setup$/,
  read: site => {
    site.tokens.acceptAny(site.at)
    for (const code of site.call.block ?? []) {
      if (code.kind === 'assign' && lastName(code.target) === 'token_audience')
        site.tokens.audience(site.evaluate(code.value))
    }
  },
}

export const rubySites: readonly Site[] = [decode, encode, doorkeeper, devise, knock]
