import type { EvaluatedSetting } from '../../../model/evaluated.ts'
import { remembered } from '../../../model/remembered.ts'
import type { Value } from '../../../model/value.ts'
import { callNamed, type NameTest } from '../code/call-named.ts'
import { type Code, dottedName, lastName } from '../code/expression.ts'
import { getPath } from '../layers/merge.ts'
import { textOf } from '../read-value.ts'
import { normaliseKey } from './secrets.ts'
import type { SiteCall } from './site.ts'
import type { TokenSettings } from './token-settings.ts'

/** Calls that sign or verify, in any language: they take algorithms, leeway and required claims as options. */
const checking = callNamed(
  'verify verifyAsync verifyJWT sign signAsync jwtVerify decode encode expressjwt expressJwt expressJWT koaJwt jwt ejwt super JwtStrategy Strategy createVerifier createSigner register registerAsync TokenValidationParameters Config Verifier',
)
/** Calls that are about one of them alone. */
const single: readonly {
  readonly name: NameTest
  readonly read: (site: SiteCall, argument: Code | undefined) => void
}[] = [
  {
    name: callNamed('WithValidMethods jwsAlgorithm jwsAlgorithms setJwsAlgorithmConstraints WithSupportedSigningAlgs'),
    read: ({ tokens, evaluate }, argument) => tokens.algorithm(named(argument) ?? evaluate(argument)),
  },
  {
    name: /(^|\.)Validation\.new$/,
    read: ({ tokens }, argument) => tokens.algorithm(named(argument)),
  },
  {
    name: callNamed(
      'WithLeeway acceptLeeway acceptExpiresAt clockSkewSeconds setAllowedClockSkewSeconds setAllowedClockSkewInSeconds JwtTimestampValidator',
    ),
    read: ({ tokens, evaluate }, argument) => tolerate(tokens, argument, evaluate(argument), 1),
  },
  {
    name: callNamed('set_required_spec_claims setRequireClaims requiredClaims'),
    read: ({ tokens, evaluate }, argument) => tokens.requireClaims(evaluate(argument)),
  },
]

const singleOf = remembered(name => single.filter(one => one.name.test(name)))
const isChecking = remembered(name => checking.test(name))

const holders: readonly (readonly string[])[] = [
  [],
  ['verify'],
  ['sign'],
  ['options'],
  ['verifyOptions'],
  ['signOptions'],
  ['jsonWebTokenOptions'],
  ['useFactory', 'verifyOptions'],
  ['useFactory', 'signOptions'],
]

/** `SignatureAlgorithm.RS256`, `Algorithm::RS256`: the constant's own name. */
const named = (code: Code | undefined): Value | undefined => {
  const name = code?.kind === 'member' ? code.name : undefined
  return code === undefined || name === undefined
    ? undefined
    : { kind: 'known', value: name, from: { at: code.source.at(code.start, code.end), origins: [] } }
}

const units: Readonly<Record<string, number>> = {
  milliseconds: 0.001,
  millis: 0.001,
  millisecond: 0.001,
  seconds: 1,
  second: 1,
  minutes: 60,
  minute: 60,
  hours: 3600,
  hour: 3600,
}

const unitOf = (name: string | undefined): number | undefined =>
  units[(name ?? '').toLowerCase().replace(/^(from|of)/, '')]

/** `TimeSpan.FromSeconds(30)`, `Duration.ofMinutes(1)`, `30 * time.Second`, `timedelta(seconds=30)`. */
const durationIn = (code: Code | undefined): number | undefined => {
  if (code === undefined) return undefined
  if (code.kind === 'literal' && typeof code.value === 'number') return code.value
  if (code.kind === 'member' && code.name === 'Zero') return 0
  if (code.kind === 'member') return unitOf(code.name)
  if (code.kind === 'binary' && code.operator === '*') {
    const [left, right] = [durationIn(code.left), durationIn(code.right)]
    return left === undefined || right === undefined ? undefined : left * right
  }
  if (code.kind !== 'call') return undefined
  const [keyword] = code.named
  const unit = unitOf(lastName(code.callee)) ?? unitOf(keyword?.name)
  const count = durationIn(code.args[0] ?? keyword?.value)
  return unit === undefined || count === undefined ? undefined : unit * count
}

/** `30`, `"30"`, `"30s"`, `"5 minutes"`, `PT30S`. */
const secondsOf = (value: Value | undefined, unit: number): number | undefined => {
  const text = textOf(value)?.trim()
  const [, count, word] = /^(?:PT)?(-?\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text ?? '') ?? []
  if (count === undefined) return undefined
  const letter = word?.toLowerCase() ?? ''
  if (letter === '') return Number(count) * unit
  const scale =
    letter === 'ms'
      ? 0.001
      : (unitOf(letter) ?? unitOf({ s: 'second', sec: 'second', m: 'minute', min: 'minute', h: 'hour' }[letter]))
  return scale === undefined ? undefined : Number(count) * scale
}

const tolerate = (tokens: TokenSettings, code: Code | undefined, value: Value | undefined, unit: number): void => {
  const written = code?.kind === 'literal' || code === undefined ? undefined : durationIn(code)
  const at = code?.source.at(code.start, code.end)
  const own: Value | undefined =
    written === undefined || at === undefined || value?.kind === 'known'
      ? value
      : { kind: 'known', value: written, from: { at, origins: [{ kind: 'config-file', name: at.file, at }] } }
  tokens.tolerate(own, value?.kind === 'known' ? secondsOf(value, unit) : written)
}

/** What one call says about algorithms, leeway and required claims. */
export const readChecksInCode = (site: SiteCall): void => {
  const { name, call, tokens, file } = site
  for (const one of singleOf(name)) one.read(site, call.args[0])
  if (!isChecking(name)) return
  // fast-jwt counts in milliseconds; everybody else in seconds.
  const unit = [...file.modules].some(module => /^(fast-jwt|@fastify\/jwt|fastify-jwt)$/.test(module)) ? 0.001 : 1
  const option = (...keys: readonly string[]): Value | undefined => {
    for (const holder of holders)
      for (const key of keys) {
        const [head, ...rest] = holder
        const inNamed = head === undefined ? undefined : getPath(site.named(head), [...rest, key])
        if (inNamed !== undefined) return inNamed
        for (let index = 0; index < Math.max(1, Math.min(call.args.length, 4)); index += 1) {
          const found = site.option(index, ...holder, key)
          if (found !== undefined) return found
        }
      }
    return undefined
  }
  if (call.args.length + call.named.length === 0) return
  tokens.algorithm(option('algorithms', 'algorithm', 'alg', 'ValidAlgorithms', 'SupportedSigningAlgs'))
  tokens.requireClaims(option('requiredClaims', 'required_claims', 'require'))
  const leeway = option('clockTolerance', 'leeway', 'clockSkew', 'ClockSkew', 'exp_leeway')
  if (leeway !== undefined) {
    const code = call.named.find(({ name: key }) => /^(ClockSkew|leeway)$/.test(key))?.value
    tolerate(tokens, code, leeway, unit)
  }
  if (file.language === 'python' && /(^|\.)(decode|encode)$/.test(name) && /jwt/i.test(dottedName(call.callee) ?? ''))
    tokens.algorithm(site.arg(2))
}

const algorithmName =
  /(?<![^._])(jwt[._]?)?(jws_?|signing_?|verify_?|decode_?|encode_?|token_?signing_?|access_?token_?|publickey\.)?alg(orithm)?s?([.[]\d+\]?)*$/
const leewayName = /(clock_?)?(skew|leeway|tolerance)(_(seconds|sec|ms|millis))?$|expiration\.grace$|lifespan_grace$/
const requiredName = /(?<![^._])(required_?claims|jwt[._]required[._]claims|require_claims)([.[]\d+\]?)*$/

/** The same of settings, by their names; an algorithm must also be one, and leeway must have something about tokens in its name. */
export const readChecksByName = (settings: readonly EvaluatedSetting[], tokens: TokenSettings): void => {
  for (const { key, value } of settings) {
    const path = normaliseKey([key])
    if (algorithmName.test(path)) tokens.algorithm(value, /jwt|jws|jose/.test(path))
    else if (requiredName.test(path)) tokens.requireClaims(value)
    else if (leewayName.test(path) && /jwt|jws|oidc|oauth|token|auth|clock/.test(path))
      tokens.tolerate(value, secondsOf(value, /(ms|millis)$/.test(path) ? 0.001 : 1))
  }
}
