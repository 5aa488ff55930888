import { decidersOf } from '../../model/deciders.ts'
import { issuersIn } from '../../trace/token.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import type { RuleContext, RuleOutcome } from '../rule.ts'
import { settingWith } from '../write-edit.ts'
import { acceptsOwnTokens, classifyMismatch, type Mismatch, pairedVerifiers, textsOf } from './verifiers.ts'

export interface MismatchData {
  readonly app: string
  readonly accepted: string
  readonly issued: string
}

/** Verifiers that refuse every token that production's own services write, of one class. A verifier that staging's own tokens fail too is not rehearsed at all and stays out. */
export function* mismatchedIssuers(context: RuleContext, wanted: Mismatch): Iterable<RuleOutcome<MismatchData>> {
  const { staging, production } = context
  for (const verifier of pairedVerifiers(context)) {
    const inStaging = verifier.staging.length > 0 ? acceptsOwnTokens(staging, verifier.staging) : 'nobody'
    const inProduction = acceptsOwnTokens(production, verifier.production)
    if (inStaging === 'no' || inProduction === 'yes' || inProduction === 'nobody') continue
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
