import { compareValues } from '../model/compare-values.ts'
import { decidersOf, displayValue } from '../model/deciders.ts'
import type { Service } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { EvaluatedApp } from '../model/evaluated.ts'
import type { Decider, Request } from '../model/trace.ts'
import { someOf, type Truth } from '../model/truth.ts'
import { isKnown, sameAddress, type Value } from '../model/value.ts'
import { plainIssuer } from './cognito-issuer.ts'
import { equalsText } from './match-value.ts'

/** What a verifier lets through. */
export interface Verifier {
  readonly issuers: readonly Value[]
  readonly audiences: readonly Value[]
}

export type TokenAnswer =
  | { readonly kind: 'accepted'; readonly because: string; readonly values: readonly Value[] }
  | {
      readonly kind: 'rejected'
      readonly claim: 'iss' | 'aud'
      readonly because: string
      readonly values: readonly Value[]
    }
  | {
      readonly kind: 'undetermined'
      readonly decides: readonly Decider[]
      readonly because: string
      readonly values: readonly Value[]
    }

/** The app that a service runs, where it says which tokens it accepts. */
export const verifierOf = (model: EnvironmentModel, service: Service): EvaluatedApp | undefined =>
  model.apps.find(app => {
    const runs = model.serviceOfApp.get(app.id)
    return runs !== undefined && sameAddress(runs, service.address) && app.issuersAccepted.length > 0
  })

/** Issuers whose tokens clients of this environment hold: those that its own services write. */
export const issuersIn = (model: EnvironmentModel): readonly Value[] => model.apps.flatMap(app => app.issuersMinted)

const accepts = (accepted: readonly Value[], text: string): Truth => someOf(accepted, value => equalsText(value, text))

/** Whether an issuer that is only known in part is one of those accepted. */
const compared = (accepted: readonly Value[], issuer: Value): Truth =>
  someOf(accepted, value => {
    const comparison = compareValues(value, issuer)
    return comparison === 'same' ? 'yes' : comparison === 'different' ? 'no' : 'undetermined'
  })

const list = (values: readonly Value[]): string => values.map(value => `"${displayValue(value)}"`).join(' or ')

/** Comparison is exact: a trailing slash, another case or scheme is another issuer (RFC 7519 section 2; RFC 8725 section 3.8). */
export const checkToken = (model: EnvironmentModel, verifier: Verifier, request: Request): TokenAnswer => {
  const { audiences } = verifier
  const issuers = verifier.issuers.map(issuer => plainIssuer(model, issuer))
  if (issuers.some(issuer => isKnown(issuer) && issuer.value === '*'))
    return checkAudience(audiences, request, { kind: 'accepted', because: 'iss is not checked', values: issuers })
  if (request.token?.iss !== undefined)
    return checkAudience(audiences, request, checkIssuer(issuers, [request.token.iss], []))

  const written = issuersIn(model)
  const pools = model.entities['user-pool'].map(({ issuer }) => issuer).filter(issuer => !written.includes(issuer))
  const minted = [...written, ...pools].map(issuer => plainIssuer(model, issuer))
  const same = minted.filter(issuer => !isKnown(issuer) && compared(issuers, issuer) === 'yes')
  if (same.length > 0)
    return checkAudience(audiences, request, {
      kind: 'accepted',
      because: `iss ${list(issuers)} accepted`,
      values: [...issuers, ...same],
    })
  const open = minted.filter(issuer => !isKnown(issuer) && compared(issuers, issuer) !== 'no')
  const texts = minted.flatMap(issuer => (isKnown(issuer) ? [String(issuer.value)] : []))
  if (minted.length === 0) {
    const decides = issuers.flatMap(decidersOf)
    const at = (issuers[0] as Value).from.at
    return {
      kind: 'undetermined',
      because: `accepts iss ${list(issuers)}; who issues its tokens is not among the sources`,
      decides: decides.length > 0 ? decides : [{ names: `iss of the tokens sent to ${list(issuers)}`, at }],
      values: issuers,
    }
  }
  const answer = checkIssuer(issuers, texts, minted)
  if (answer.kind === 'rejected' && open.length > 0)
    return {
      kind: 'undetermined',
      because: `accepts iss ${list(issuers)}`,
      decides: open.flatMap(decidersOf),
      values: [...issuers, ...open],
    }
  return checkAudience(audiences, request, answer)
}

const checkIssuer = (issuers: readonly Value[], texts: readonly string[], minted: readonly Value[]): TokenAnswer => {
  const truth = someOf(texts, text => accepts(issuers, text))
  const values = [...issuers, ...minted]
  const carried = minted.length > 0 ? minted.map(displayValue) : texts
  if (truth === 'yes') return { kind: 'accepted', because: `iss ${list(issuers)} accepted`, values }
  if (truth === 'undetermined')
    return {
      kind: 'undetermined',
      because: `accepts iss ${list(issuers)}`,
      decides: issuers.flatMap(decidersOf),
      values,
    }
  return {
    kind: 'rejected',
    claim: 'iss',
    because: `accepts iss ${list(issuers)}, but tokens carry iss ${carried.map(text => `"${text}"`).join(' or ')}`,
    values,
  }
}

const checkAudience = (audiences: readonly Value[], request: Request, issuer: TokenAnswer): TokenAnswer => {
  const claimed = request.token?.aud
  if (issuer.kind !== 'accepted' || claimed === undefined || audiences.length === 0) return issuer
  const truth = someOf(claimed, text => accepts(audiences, text))
  const values = [...issuer.values, ...audiences]
  if (truth === 'yes') return { ...issuer, because: `${issuer.because}, aud accepted`, values }
  if (truth === 'undetermined')
    return {
      kind: 'undetermined',
      because: `accepts aud ${list(audiences)}`,
      decides: audiences.flatMap(decidersOf),
      values,
    }
  return {
    kind: 'rejected',
    claim: 'aud',
    because: `accepts aud ${list(audiences)}, but the token carries aud ${claimed.map(text => `"${text}"`).join(', ')}`,
    values,
  }
}
