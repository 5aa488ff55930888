import type { Value } from '../../../../model/value.ts'
import { callNamed } from '../../code/call-named.ts'
import { type Code, dottedName, lastName } from '../../code/expression.ts'
import { textOf } from '../../read-value.ts'
import { chainOf, type Site, type SiteCall } from '../site.ts'
import { emptyAlwaysFails, uncheckedIfMissing } from '../token-settings.ts'
import { javascriptProviderSites } from './javascript-providers.ts'

const importedFrom = (site: SiteCall, pattern: RegExp): boolean => {
  const root = site.name.split('.')[0] ?? ''
  const from = site.file.imports.get(root)?.from
  return from === undefined ? false : pattern.test(from)
}

/** `verify(token, key, options)` of jsonwebtoken, also through Nest's JwtService. */
const verify: Site = {
  name: callNamed('verify verifyAsync'),
  read: site => {
    const { call, tokens, at, name } = site
    if (
      !/(^|\.)(jwt|jsonwebtoken|jwtservice|jose|jws)\.verify(Async)?$/i.test(name) &&
      !importedFrom(site, /^jsonwebtoken$/)
    )
      return
    const isService = /service/i.test(name)
    const index = isService ? 1 : 2
    if (call.args.length < 2 && !isService) return
    tokens.accept(site.option(index, 'issuer'), at, uncheckedIfMissing)
    tokens.audience(site.option(index, 'audience'))
  },
}

/** `sign(payload, key, options)`: claims in the payload count as well. */
const sign: Site = {
  name: callNamed('sign signAsync'),
  read: site => {
    const { tokens, name } = site
    if (!/(^|\.)(jwt|jsonwebtoken|jwtservice|jws)\.sign(Async)?$/i.test(name) && !importedFrom(site, /^jsonwebtoken$/))
      return
    const index = /service/i.test(name) ? 1 : 2
    tokens.mint(site.option(index, 'issuer') ?? site.option(0, 'iss'))
    tokens.audience(site.option(index, 'audience') ?? site.option(0, 'aud'))
  },
}

const joseVerify: Site = {
  name: callNamed('jwtVerify'),
  read: site => {
    site.tokens.accept(site.option(2, 'issuer'), site.at, emptyAlwaysFails)
    site.tokens.audience(site.option(2, 'audience'))
  },
}

const keySets: Site = {
  name: callNamed(
    'createRemoteJWKSet jwksClient jwksRsa JwksClient buildGetJwks expressJwtSecret passportJwtSecret koaJwtSecret hapiJwt2KeyAsync jwksRsaClient',
  ),
  read: site => site.tokens.keySet(site.option(0, 'jwksUri') ?? site.option(0, 'jwksUrl') ?? site.arg(0)),
}

/** `new SignJWT(claims).setIssuer(…).setAudience(…)` */
const joseSign: Site = {
  name: callNamed('setIssuer setAudience SignJWT'),
  read: site => {
    const method = lastName(site.call.callee)
    const signs = chainOf(site.call).some(call =>
      /^(SignJWT|EncryptJWT|UnsecuredJWT)$/.test(lastName(call.callee) ?? ''),
    )
    if (!signs) return
    if (method === 'setIssuer') site.tokens.mint(site.arg(0))
    else if (method === 'setAudience') site.tokens.audience(site.arg(0))
    else {
      site.tokens.mint(site.option(0, 'iss'))
      site.tokens.audience(site.option(0, 'aud'))
    }
  },
}

/** express-jwt, koa-jwt: one object of options. */
const middleware: Site = {
  name: /^(expressjwt|expressJwt|expressJWT|jwtMiddleware|koajwt|koaJwt|kjwt|jwt|ejwt)(\.expressjwt)?$/,
  read: site => {
    const options = site.call.args[0]
    if (site.call.args.length !== 1 || options?.kind !== 'object') return
    if (
      !options.entries.some(
        entry => !('spread' in entry) && entry.key.kind === 'literal' && entry.key.value === 'secret',
      )
    )
      return
    site.tokens.accept(site.option(0, 'issuer'), site.at, uncheckedIfMissing)
    site.tokens.audience(site.option(0, 'audience'))
    site.tokens.mint(undefined)
  },
}

/** passport-jwt: `super({ … })` of a Nest strategy, `new JwtStrategy({ … }, verify)`. */
const passport: Site = {
  name: /^(super|JwtStrategy|Strategy|passportJwt\.Strategy|passport-jwt\.Strategy)$/,
  read: site => {
    const options = site.call.args[0]
    if (options?.kind !== 'object') return
    const has = (key: string): boolean =>
      options.entries.some(entry => !('spread' in entry) && entry.key.kind === 'literal' && entry.key.value === key)
    if (!has('secretOrKey') && !has('secretOrKeyProvider') && !has('jwtFromRequest')) return
    site.tokens.accept(
      site.option(0, 'issuer') ?? site.option(0, 'jsonWebTokenOptions', 'issuer'),
      site.at,
      uncheckedIfMissing,
    )
    site.tokens.audience(site.option(0, 'audience') ?? site.option(0, 'jsonWebTokenOptions', 'audience'))
  },
}

/** Nest's JwtModule: what it signs with does not configure what it verifies. */
const nestModule: Site = {
  name: /(^|\.)JwtModule\.register(Async)?$/,
  read: site => {
    const prefix = site.name.endsWith('Async') ? ['useFactory'] : []
    const option = (...path: string[]): Value | undefined => site.option(0, ...prefix, ...path)
    site.tokens.mint(option('signOptions', 'issuer'))
    site.tokens.audience(option('signOptions', 'audience'))
    site.tokens.audience(option('verifyOptions', 'audience'))
    const verifies = option('verifyOptions')
    if (verifies !== undefined) site.tokens.accept(option('verifyOptions', 'issuer'), site.at, uncheckedIfMissing)
  },
}

/** `app.register(fastifyJwt, { secret, sign, verify })`, `createSigner`, `createVerifier`. */
const fastify: Site = {
  name: callNamed('register'),
  read: site => {
    const plugin = site.call.args[0]
    const plugged = plugin && (moduleOf(plugin, site) ?? '')
    if (plugged === undefined || !/(@fastify\/jwt|fastify-jwt|fastifyJwt|fastifyJWT)/.test(plugged)) return
    site.tokens.accept(site.option(1, 'verify', 'allowedIss'), site.at, uncheckedIfMissing)
    site.tokens.audience(site.option(1, 'verify', 'allowedAud'))
    site.tokens.mint(site.option(1, 'sign', 'iss'))
    site.tokens.audience(site.option(1, 'sign', 'aud'))
  },
}

const moduleOf = (code: Code, site: SiteCall): string | undefined => {
  if (code.kind === 'call' && dottedName(code.callee) === 'require') return textOf(site.evaluate(code.args[0]))
  const name = dottedName(code)
  return name === undefined ? undefined : `${site.file.imports.get(name)?.from ?? ''} ${name}`
}

const fastJwt: Site = {
  name: callNamed('createVerifier createSigner'),
  read: site => {
    if (site.name.endsWith('createVerifier')) {
      site.tokens.accept(site.option(0, 'allowedIss'), site.at, uncheckedIfMissing)
      site.tokens.audience(site.option(0, 'allowedAud'))
    } else {
      site.tokens.mint(site.option(0, 'iss'))
      site.tokens.audience(site.option(0, 'aud'))
    }
  },
}

export const javascriptSites: readonly Site[] = [
  verify,
  sign,
  joseVerify,
  joseSign,
  keySets,
  middleware,
  passport,
  nestModule,
  fastify,
  fastJwt,
  ...javascriptProviderSites,
]
