import { decidersOf, displayValue } from '../../model/deciders.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { hostAnswers, openWildcard, swallowedBy, targetOf } from './wrong-target.ts'

/** A host without a record of its own gets a wildcard's answer (RFC 4592 section 3.3.1): another entry than the one that serves it. */
export const wildcardRecordSwallowsHost = defineRule<{ host: string; wildcard: string; entry: string }>({
  id: 'wildcard-record-swallows-host',
  patterns: ['DNS06'],
  title: 'A wildcard record answers for a host that has its own record in staging',
  severity: 'error',

  message: ({ host, wildcard, entry }) =>
    `${host} has no record of its own: ${wildcard} answers, and clients reach ${entry} instead`,

  *check(context) {
    const { staging, production, traces } = context
    for (const answers of hostAnswers(context)) {
      const { hosts } = answers
      const subject = `host ${hosts.production}`
      const open = openWildcard(answers)
      const target = open && targetOf(open)
      if (open && target && answers.staging.kind === 'entry') {
        yield {
          kind: 'undetermined',
          subject,
          message: `where ${displayValue(open.name)} leads clients of ${hosts.production} cannot be told`,
          evidence: [
            lineEvidence(production, 'wildcard that answers', open.at),
            ...answers.staging.records.slice(0, 1).map(({ at }) => lineEvidence(staging, 'record of its own', at)),
          ],
          decides: answers.production.kind === 'undetermined' ? answers.production.decides : decidersOf(target),
        }
        continue
      }
      const found = swallowedBy(context, answers)
      if (!found) continue
      const { own, wildcard, entry } = found
      const pair = traces.find(({ production: { request } }) => request.host === hosts.production)
      yield {
        kind: 'finding',
        subject,
        data: { host: hosts.production, wildcard: displayValue(wildcard.name), entry: entry.address.name },
        confidence: 'proved',
        evidence: [
          ...valueEvidence(production, 'wildcard that answers', wildcard.name),
          lineEvidence(production, 'wildcard that answers', wildcard.at),
          ...valueEvidence(staging, 'record of its own', own.name),
        ],
        fix: { description: `add a record ${hosts.production}`, at: wildcard.at },
        ...(pair ? { traces: pair } : {}),
      }
    }
  },
})
