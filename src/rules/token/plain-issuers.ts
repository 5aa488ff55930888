import type { EvaluatedApp } from '../../model/evaluated.ts'
import { isString, type Value } from '../../model/value.ts'
import { issuersIn } from '../../trace/token.ts'
import type { RuleContext } from '../rule.ts'
import { looseIssuer, textsOf } from './verifiers.ts'

export const isPlain = (value: Value): boolean => isString(value) && /^http:\/\//i.test(value.value)
const isSecure = (value: Value): boolean => isString(value) && /^https:\/\//i.test(value.value)

/** An issuer of which the scheme is not known. */
const isOpen = (value: Value): boolean =>
  value.kind === 'template' && !/^https?:\/\//i.test(textsOf(value.parts.slice(0, 1))[0] ?? '')

const issuersOf = ({ issuersAccepted, issuersMinted }: EvaluatedApp) => [...issuersMinted, ...issuersAccepted]

interface Use {
  readonly app: string
  readonly issuer: Value
  readonly rehearsed: readonly Value[]
}

/** Issuers of production that are, or may be, plain http where the same app's are https in staging; by their text. */
export const plainIssuers = ({
  production,
  correspondence,
}: RuleContext): ReadonlyMap<string, readonly [Use, ...Use[]]> => {
  const minted = textsOf(issuersIn(production))
  const found = new Map<string, readonly [Use, ...Use[]]>()
  for (const pairing of correspondence.apps) {
    if (pairing.kind !== 'paired') continue
    const rehearsed = issuersOf(pairing.staging)
    if (rehearsed.some(isPlain) || !rehearsed.some(isSecure)) continue
    for (const issuer of issuersOf(pairing.production).filter(each => isPlain(each) || isOpen(each))) {
      const [text = `issuer of ${pairing.production.id}`] = textsOf([issuer])
      // Where the tokens carry the same issuer with https, the two spellings differ: that is a finding of its own.
      if (minted.some(other => other !== text && looseIssuer(other) === looseIssuer(text))) continue
      const use = { app: pairing.production.id, issuer, rehearsed: rehearsed.filter(isSecure) }
      const before = found.get(text)
      found.set(text, before ? [...before, use] : [use])
    }
  }
  return found
}
