import { compareValues } from '../../model/compare-values.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Truth } from '../../model/truth.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { plainIssuer } from '../../trace/cognito-issuer.ts'
import { equalsText } from '../../trace/match-value.ts'
import { issuersIn } from '../../trace/token.ts'
import type { RuleContext } from '../rule.ts'

/** A service that checks `iss`, as it stands in both environments. */
export interface PairedVerifier {
  readonly app: string
  readonly staging: readonly Value[]
  readonly production: readonly Value[]
}

const checksIssuer = (issuers: readonly Value[]): boolean =>
  issuers.length > 0 && !issuers.some(issuer => isKnown(issuer) && issuer.value === '*')

/** Services that check the issuer in production, with what they accept there and in staging (nothing where staging says nothing). */
export const pairedVerifiers = ({ correspondence }: RuleContext): readonly PairedVerifier[] =>
  correspondence.apps.flatMap(pairing => {
    if (pairing.kind === 'paired' && checksIssuer(pairing.production.issuersAccepted))
      return [
        {
          app: pairing.production.id,
          staging: pairing.staging.issuersAccepted,
          production: pairing.production.issuersAccepted,
        },
      ]
    if (pairing.kind === 'only-production' && checksIssuer(pairing.production.issuersAccepted))
      return [{ app: pairing.production.id, staging: [], production: pairing.production.issuersAccepted }]
    return []
  })

export const textsOf = (values: readonly Value[]): readonly string[] =>
  values.flatMap(value => (isKnown(value) ? [String(value.value)] : []))

/** Whether tokens that an environment's own services write are accepted; `nobody` where none of them writes tokens. */
export const acceptsOwnTokens = (
  model: EnvironmentModel,
  accepted: readonly Value[],
): 'yes' | 'no' | 'undetermined' | 'nobody' => {
  const minted = issuersIn(model)
  if (minted.length === 0) return 'nobody'
  const truths = minted.flatMap(issuer =>
    accepted.map(value =>
      isKnown(issuer) ? equalsText(value, String(issuer.value)) : isOnePool(model, value, issuer),
    ),
  )
  return truths.includes('yes') ? 'yes' : truths.includes('undetermined') ? 'undetermined' : 'no'
}

/** A user pool's issuer is not known before it is made, and still the same wherever it stands. */
const isOnePool = (model: EnvironmentModel, one: Value, other: Value): Truth =>
  compareValues(plainIssuer(model, one), plainIssuer(model, other)) === 'same' ? 'yes' : 'undetermined'

/** An issuer without what people overlook: trailing slash, letter case, default port, http for https. Only to explain, never to compare. */
export const looseIssuer = (issuer: string): string =>
  issuer
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/:(?:443|80)(?=\/|$)/, '')
    .replace(/\/+$/, '')

/** What sets a mismatch apart: each kind has a rule of its own. */
export type Mismatch = 'spelling' | 'other-environment' | 'not-issued'

/** Why a verifier refuses the tokens of its own environment. */
export const classifyMismatch = ({ staging, production }: RuleContext, verifier: PairedVerifier): Mismatch => {
  const accepted = textsOf(verifier.production)
  const minted = textsOf(issuersIn(production))
  if (accepted.some(text => minted.some(other => looseIssuer(other) === looseIssuer(text)))) return 'spelling'
  const foreign = new Set([...textsOf(issuersIn(staging)), ...textsOf(verifier.staging)])
  return accepted.some(text => foreign.has(text)) ? 'other-environment' : 'not-issued'
}
