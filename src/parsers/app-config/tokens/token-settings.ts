import type { Leeway } from '../../../model/evaluated.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { UnknownReason, Value } from '../../../model/value.ts'
import { isEmptyText, textOf, unresolved, withText } from '../read-value.ts'

export type TokenRole = 'accepted' | 'minted' | 'audience' | 'jwks'

/** What a verifier does where its issuer is not given, or given as empty text. */
export interface IssuerRules {
  readonly missing: 'unchecked' | 'nothing'
  readonly empty: 'unchecked' | 'value'
}

export const uncheckedIfMissing: IssuerRules = { missing: 'unchecked', empty: 'unchecked' }
export const emptyAlwaysFails: IssuerRules = { missing: 'unchecked', empty: 'value' }
export const requiredIssuer: IssuerRules = { missing: 'nothing', empty: 'value' }

/** Collects who may sign, who signs, for whom and with which keys, from all the places that say so. */
export class TokenSettings {
  readonly accepted: Value[] = []
  readonly minted: Value[] = []
  readonly audiences: Value[] = []
  readonly jwks: Value[] = []
  readonly algorithms: Value[] = []
  readonly leeway: Leeway[] = []
  readonly requiredClaims: Value[] = []
  readonly tokenDemanded: Value[] = []

  /** An issuer that a verifier lets through. `undefined`: the setting is not there at all. */
  accept(value: Value | undefined, at: SourceLocation, rules: IssuerRules = uncheckedIfMissing): void {
    if (isMissing(value)) {
      if (rules.missing === 'unchecked') this.acceptAny(at)
      return
    }
    for (const item of itemsIn(value)) {
      if (isEmptyText(item) && rules.empty === 'unchecked') this.acceptAny(item.from.at)
      else add(this.accepted, item)
    }
  }

  /** A verifier exists and does not check `iss`. */
  acceptAny(at: SourceLocation): void {
    add(this.accepted, { kind: 'known', value: '*', from: { at, origins: [] } })
  }

  mint(value: Value | undefined): void {
    for (const item of itemsIn(value)) if (!isEmptyText(item)) add(this.minted, item)
  }

  /** The issuer is whatever host a request names. */
  mintFromRequest(at: SourceLocation): void {
    add(this.minted, unresolved('computed', 'request-host', at))
  }

  /** Only the provider's metadata says it. */
  acceptDiscovered(provider: Value, at: SourceLocation): void {
    const url = textOf(provider)
    add(this.accepted, url === undefined ? provider : unresolved('outside', `discovery:${url}`, at))
  }

  audience(value: Value | undefined): void {
    for (const item of itemsIn(value)) if (!isEmptyText(item)) add(this.audiences, item)
  }

  /** A key set's address; files and keys are not addresses. */
  keySet(value: Value | undefined): void {
    for (const item of itemsIn(value)) {
      const text = textOf(item)
      if (text === undefined ? item.kind !== 'unknown' || item.why.kind !== 'outside' : /^https?:\/\//.test(text))
        add(this.jwks, item)
    }
  }

  /** Only names of algorithms are: much else is called `algorithm`. What is not known counts where a call takes it as one. */
  algorithm(value: Value | undefined, isCertain = true): void {
    for (const item of itemsIn(commaList(value)))
      if (isAlgorithm(textOf(item)) || (isCertain && item.kind !== 'known')) add(this.algorithms, item)
  }

  tolerate(value: Value | undefined, seconds: number | undefined): void {
    if (value === undefined || this.leeway.some(one => textOf(one.value) === textOf(value))) return
    this.leeway.push(seconds === undefined ? { value } : { value, seconds })
  }

  requireClaims(value: Value | undefined): void {
    for (const item of itemsIn(commaList(value))) if (!isEmptyText(item)) add(this.requiredClaims, item)
  }

  cannotTell(role: 'accepted' | 'minted', kind: UnknownReason['kind'], names: string, at: SourceLocation): void {
    add(this[role], unresolved(kind, names, at))
  }

  get isEmpty(): boolean {
    return this.accepted.length + this.minted.length + this.audiences.length + this.jwks.length === 0
  }
}

/** RFC 7518 section 3.1, RFC 8037; the names by which jose4j, IdentityModel and Rust call them end alike. */
const isAlgorithm = (text: string | undefined): boolean =>
  text !== undefined && /^((HS|RS|ES|PS)(256|384|512)|ES256K|EdDSA|none)$/i.test(text)

export const isMissing = (value: Value | undefined): value is undefined =>
  value === undefined || (value.kind === 'known' && (value.value === null || typeof value.value === 'boolean'))

const itemsIn = (value: Value | undefined): readonly Value[] => {
  if (value === undefined || isMissing(value)) return []
  if (value.kind === 'list' || value.kind === 'set') return value.items.flatMap(itemsIn)
  return value.kind === 'map' ? [] : [value]
}

const add = (list: Value[], value: Value): void => {
  const same = (other: Value): boolean => {
    if (value.kind === 'known') return other.kind === 'known' && other.value === value.value
    return value.kind === 'unknown' && other.kind === 'unknown' && other.why.names === value.why.names
  }
  if (!list.some(same)) list.push(value)
}

/** `a, b` as the list that some settings bind it to. */
export const commaList = (value: Value | undefined): Value | undefined => {
  const text = textOf(value)
  if (value?.kind !== 'known' || text?.includes(',') !== true) return value
  return {
    kind: 'list',
    items: text
      .split(',')
      .map(item => withText(value, item.trim()))
      .filter(item => item.value !== ''),
    from: value.from,
  }
}
