import { decidersOf } from '../../model/deciders.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import { isKnown } from '../../model/value.ts'
import { decisiveLine } from '../evidence.ts'
import type { RuleContext, RuleOutcome } from '../rule.ts'
import { namesStaging } from './names-staging.ts'
import { bothSides, known, pairedApps } from './paired-apps.ts'
import { acceptsOwnTokens } from './verifiers.ts'

export interface SharedIssuer {
  readonly app: string
  readonly shared: string
}

const issuersOf = ({ issuersMinted, issuersAccepted }: EvaluatedApp) => [...issuersMinted, ...issuersAccepted]

/** Apps that write or accept the same issuer in both environments, one that names staging. Production agrees with itself, so no request fails. */
export function* sharedIssuers(context: RuleContext): Iterable<RuleOutcome<SharedIssuer>> {
  const isForeign = namesStaging(context)
  const seen = new Set<string>()
  for (const { staging, production } of pairedApps(context)) {
    const agreement = acceptsOwnTokens(context.production, production.issuersAccepted)
    // Then what production accepts differs from what it issues: that is said where issuers are compared.
    if (agreement === 'no' || agreement === 'undetermined') continue
    const [ours, theirs] = [issuersOf(staging), issuersOf(production)]
    const named = known(ours).flatMap(([text]) => (isForeign(text) ? [text] : []))
    if (named.length === 0) continue
    const subject = `issuer of ${production.id}`
    const evidence = bothSides(context, 'issuer', theirs, ours)
    const used = known(theirs)
    // One of several that are accepted is an addition, which has a rule of its own.
    const foreign = used.every(([text]) => named.includes(text)) ? used[0] : undefined
    const open = theirs.filter(value => !isKnown(value))
    if (foreign) {
      const { file, start } = decisiveLine(foreign[1])
      const line = `${file}:${start.line}`
      if (seen.has(line)) continue
      seen.add(line)
      yield {
        kind: 'finding',
        subject,
        data: { app: production.id, shared: foreign[0] },
        confidence: 'likely',
        evidence,
        fix: { description: "name production's issuer", at: decisiveLine(foreign[1]) },
      }
    } else if (open.length > 0) {
      const message = `whether ${production.id} uses an issuer of its own in production cannot be told`
      yield { kind: 'undetermined', subject, message, evidence, decides: open.flatMap(decidersOf) }
    }
  }
}
