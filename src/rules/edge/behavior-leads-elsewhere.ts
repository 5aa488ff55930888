import { decidersOf, displayValue } from '../../model/deciders.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { pairedBehaviors, patternOf } from './paired-behaviors.ts'
import { counterpartOrigin, pathRole } from './same-origin.ts'

/** The first behaviour that takes a path decides (CloudFront guide, "Cache behavior settings"); its origin's path goes before the path asked for. */
export const behaviorLeadsElsewhere = defineRule<{ path: string; name: string; wanted: string; taken: string }>({
  id: 'behavior-leads-elsewhere',
  patterns: ['CF05', 'CF09'],
  title: 'CloudFront sends a path to another origin than in staging',
  severity: 'error',

  message: ({ path, name, wanted, taken }) =>
    `${name}${path} goes to ${taken} in production; in staging it goes to ${wanted}`,

  *check(context) {
    const { staging, production } = context
    for (const { path, name, staging: one, production: other } of pairedBehaviors(context)) {
      const wanted = counterpartOrigin(context, one, other)
      if (!wanted) continue
      const subject = `${path} of the distribution of ${name}`
      const written = other.distribution.behaviors.find(
        ({ pathPattern }) =>
          pathPattern && one.behavior.pathPattern && displayValue(pathPattern) === patternOf(one.behavior),
      )
      const evidence = [
        lineEvidence(production, `behaviour ${patternOf(other.behavior)} takes it`, other.behavior.at),
        ...valueEvidence(production, 'origin', other.behavior.origin),
        ...(written && written !== other.behavior
          ? [lineEvidence(production, `behaviour ${patternOf(written)} comes later`, written.at)]
          : []),
        lineEvidence(staging, `behaviour ${patternOf(one.behavior)} takes it`, one.behavior.at),
      ]
      if (wanted !== other.origin) {
        const fix =
          written && written !== other.behavior
            ? `put behaviour ${patternOf(written)} before ${patternOf(other.behavior)}`
            : `send ${path} to ${displayValue(wanted.id)}`
        yield {
          kind: 'finding',
          subject,
          data: { path, name, wanted: displayValue(one.origin.id), taken: displayValue(other.origin.id) },
          confidence: 'proved',
          evidence,
          fix: { description: fix, at: (written ?? other.behavior).at },
        }
        continue
      }
      const [prefix, twin] = [pathRole(one.origin, staging.name), pathRole(other.origin, production.name)]
      if (prefix === twin) continue
      const paths = [
        ...(other.origin.path ? valueEvidence(production, 'path of the origin', other.origin.path) : []),
        ...(one.origin.path ? valueEvidence(staging, 'path of the origin', one.origin.path) : []),
      ]
      const decides = [one.origin.path, other.origin.path].flatMap(value => (value ? decidersOf(value) : []))
      const at = (origin: typeof wanted): string =>
        `${displayValue(origin.id)}${origin.path ? displayValue(origin.path) : ''}`
      if (prefix === undefined || twin === undefined) {
        const message = `whether ${name}${path} goes to the same path of its origin as in staging cannot be told`
        if (decides.length > 0)
          yield { kind: 'undetermined', subject, message, evidence: [...paths, ...evidence], decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { path, name, wanted: at(one.origin), taken: at(other.origin) },
          confidence: 'likely',
          evidence: [...paths, ...evidence],
          fix: {
            description: 'give the origin the path that staging has',
            at: other.origin.path?.from.at ?? other.behavior.at,
          },
        }
    }
  },
})
