import { decidersOf } from '../../model/deciders.ts'
import type { ListenerRule } from '../../model/entity.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule, type RuleContext } from '../rule.ts'
import { askedFor } from '../rules-taken.ts'
import { pairTraits, shown, wordsOf } from './paired-traits.ts'
import { isShownByRequest, traitsOf } from './rule-traits.ts'

const pairedRules = ({ correspondence }: RuleContext): readonly (readonly [ListenerRule, ListenerRule])[] =>
  correspondence.entities['listener-rule'].flatMap(pairing =>
    pairing.kind === 'paired' && pairing.staging.exists !== 'no' && pairing.production.exists !== 'no'
      ? [[pairing.staging, pairing.production] as const]
      : [],
  )

/** The rules of one role let through, rewrite, redirect or authenticate otherwise: what staging shows of it does not hold. */
export const listenerRuleDiffers = defineRule<{ rule: string; what: string }>({
  id: 'listener-rule-differs',
  patterns: ['ALB14', 'ALB16', 'ALB19', 'ALB24', 'JWT13'],
  title: 'A listener rule treats requests otherwise than in staging',
  severity: 'warning',

  message: ({ rule, what }) => `the rule for ${rule}: ${what}`,

  *check(context) {
    const { staging, production } = context
    for (const [one, other] of pairedRules(context)) {
      const traits = pairTraits(traitsOf(one, staging.name), traitsOf(other, production.name))
      const open = traits.filter(each => each.production?.open ?? each.staging?.open)
      const different = traits.filter(each => !open.includes(each) && !isShownByRequest(each.staging, each.production))
      const evidence = (different.length > 0 ? different : open).flatMap(each => [
        lineEvidence(
          production,
          each.what,
          each.production?.at ?? other.at,
          each.production ? shown(each.production) : 'no',
        ),
        lineEvidence(staging, each.what, each.staging?.at ?? one.at, each.staging ? shown(each.staging) : 'no'),
      ])
      const rule = askedFor(other)
      const subject = `rule for ${rule}`
      const decides = open.flatMap(each => (each.production?.open ? decidersOf(each.production.open) : []))
      if (different.length > 0)
        yield {
          kind: 'finding',
          subject,
          data: { rule, what: different.map(wordsOf).join('; ') },
          confidence: 'proved',
          evidence,
          fix: { description: 'make both rules alike', at: different[0]?.production?.at ?? other.at },
        }
      else if (decides.length > 0) {
        const message = `whether the rule for ${rule} treats requests as in staging cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides }
      }
    }
  },
})
