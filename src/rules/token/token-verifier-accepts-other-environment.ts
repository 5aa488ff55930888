import { decidersOf } from '../../model/deciders.ts'
import { isString, type Value } from '../../model/value.ts'
import { issuersIn } from '../../trace/token.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import { defineRule, type RuleContext } from '../rule.ts'
import { pairedVerifiers, textsOf } from './verifiers.ts'

const hostOf = (issuer: string): string => /^https?:\/\/([^/:?#]+)/i.exec(issuer)?.[1] ?? ''

/** Whether an issuer is staging's: its services write it and production's do not, or it lies on a host that only staging has. */
const isStagings = (context: RuleContext): ((value: Value) => boolean) => {
  const ours = new Set(textsOf(issuersIn(context.staging)))
  const theirs = new Set(textsOf(issuersIn(context.production)))
  const isForeign = isStagingOnly(context)
  return value =>
    isString(value) && !theirs.has(value.value) && (ours.has(value.value) || isForeign(hostOf(value.value)))
}

/** A list of accepted issuers that was added to, not replaced: whoever can get a token in staging can use it in production. */
export const tokenVerifierAcceptsOtherEnvironment = defineRule<{ app: string; issuer: string }>({
  id: 'token-verifier-accepts-other-environment',
  patterns: ['JWT15', 'J01'],
  title: "A production service also accepts the other environment's tokens",
  severity: 'error',

  message: ({ app, issuer }) =>
    `${app} accepts tokens of "${issuer}" in production beside its own: staging's tokens are let in`,

  *check(context) {
    const { staging, production } = context
    const isForeign = isStagings(context)
    for (const { app, staging: rehearsed, production: accepted } of pairedVerifiers(context)) {
      if (accepted.length < 2) continue
      const foreign = accepted.filter(isForeign)
      const subject = `issuers that ${app} accepts`
      const written = [...rehearsed, ...issuersIn(staging)].flatMap(value =>
        valueEvidence(staging, "staging's issuer", value),
      )
      const [first] = foreign
      if (first && foreign.length < accepted.length)
        yield {
          kind: 'finding',
          subject,
          data: { app, issuer: textsOf(foreign).join('" and "') },
          confidence: 'proved',
          evidence: [...foreign.flatMap(value => valueEvidence(production, 'accepted', value)), ...written],
          fix: { description: `take "${textsOf([first])[0]}" out of the list`, at: decisiveLine(first) },
        }
      const open = accepted.filter(value => value.kind !== 'known')
      const decides = open.flatMap(decidersOf)
      if (foreign.length === 0 && decides.length > 0 && rehearsed.every(({ kind }) => kind === 'known'))
        yield {
          kind: 'undetermined',
          subject,
          message: `whether ${app} accepts staging's tokens in production cannot be told`,
          evidence: [...open.flatMap(value => valueEvidence(production, 'accepted', value)), ...written],
          decides,
        }
    }
  },
})
