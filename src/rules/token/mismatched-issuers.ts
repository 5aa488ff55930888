import { ownZones, zoneOf } from '../../align/hosts.ts'
import { decidersOf } from '../../model/deciders.ts'
import { issuersIn } from '../../trace/token.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import type { RuleContext, RuleOutcome } from '../rule.ts'
import { settingWith } from '../write-edit.ts'
import {
  acceptsOwnTokens,
  classifyMismatch,
  looseIssuer,
  type Mismatch,
  type PairedVerifier,
  pairedVerifiers,
  textsOf,
} from './verifiers.ts'

export interface MismatchData {
  readonly app: string
  readonly accepted: string
  readonly issued: string
}

/** A verifier that staging's own tokens fail too is meant for another issuer's, unless what it accepts is, or nearly is, one of production's own names. */
const isForeign = (context: RuleContext, verifier: PairedVerifier): boolean => {
  const { staging, production } = context
  if (verifier.staging.length === 0 || acceptsOwnTokens(staging, verifier.staging) !== 'no') return false
  if (classifyMismatch(context, verifier) === 'spelling') return false
  const zones = ownZones(production)
  return !textsOf(verifier.production).some(
    issuer => zoneOf(looseIssuer(issuer).split('/')[0] ?? '', zones) !== undefined,
  )
}

/** Verifiers that refuse every token that production's own services write, of one class. */
export function* mismatchedIssuers(context: RuleContext, wanted: Mismatch): Iterable<RuleOutcome<MismatchData>> {
  const { staging, production } = context
  for (const verifier of pairedVerifiers(context)) {
    const inProduction = acceptsOwnTokens(production, verifier.production)
    if (inProduction === 'yes' || inProduction === 'nobody') continue
    if (isForeign(context, verifier)) continue
    const subject = `issuer that ${verifier.app} accepts`
    const minted = issuersIn(production)
    const evidence = [
      ...verifier.production.flatMap(value => valueEvidence(production, 'accepted', value)),
      ...minted.flatMap(value => valueEvidence(production, 'issued', value)),
      ...verifier.staging.flatMap(value => valueEvidence(staging, 'accepted', value)),
      ...issuersIn(staging).flatMap(value => valueEvidence(staging, 'issued', value)),
    ]
    if (inProduction === 'undetermined') {
      if (wanted !== 'not-issued') continue
      const decides = [...verifier.production, ...minted].flatMap(decidersOf)
      yield {
        kind: 'undetermined',
        subject,
        message: `whether ${verifier.app} accepts production's tokens cannot be told`,
        evidence,
        decides,
      }
      continue
    }
    if (classifyMismatch(context, verifier) !== wanted) continue
    const issued = textsOf(minted)
    const [first] = verifier.production
    const [only = ''] = issued
    const line = first && issued.length === 1 ? settingWith(decisiveLine(first), only) : undefined
    const pair = context.traces.find(({ production: { behind, disposition } }) =>
      [disposition, ...behind.map(failure => failure.disposition)].some(
        end => end.kind === 'token-rejected' && end.claim === 'iss',
      ),
    )
    yield {
      kind: 'finding',
      subject,
      data: { app: verifier.app, accepted: textsOf(verifier.production).join(' or '), issued: issued.join(' or ') },
      confidence: 'proved',
      evidence,
      fix: first && {
        description: `accept ${issued.map(text => `"${text}"`).join(' or ')}`,
        at: decisiveLine(first),
        ...line,
      },
      ...(pair ? { traces: pair } : {}),
    }
  }
}
