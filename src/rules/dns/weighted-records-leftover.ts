import { decidersOf } from '../../model/deciders.ts'
import { decisiveLine, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { leftoversOf, recordLabel, weightOf } from './weighted-set.ts'
import { hostAnswers } from './wrong-target.ts'

/** A record that staging has taken out of use (weight 0) still gets a share of production's queries (Route 53 guide, "Weighted routing"). */
export const weightedRecordsLeftover = defineRule<{ host: string; record: string; share: string }>({
  id: 'weighted-records-leftover',
  patterns: ['DNS10'],
  title: 'A weighted record that staging no longer uses gets a share in production',
  severity: 'warning',

  message: ({ host, record, share }) =>
    `${share} of the clients of ${host} are still sent to record "${record}", which has weight 0 in staging`,

  *check(context) {
    const { staging, production } = context
    for (const answers of hostAnswers(context)) {
      const host = answers.hosts.production
      for (const leftover of leftoversOf(context, answers)) {
        const { record, weight, twin, role, share } = leftover
        const subject = `record "${role}" of ${host}`
        const evidence = [
          ...valueEvidence(production, 'weight', weight),
          ...valueEvidence(staging, 'weight', twin.weight),
        ]
        if (weightOf(record) === undefined) {
          const message = `whether record "${recordLabel(record)}" of ${host} still gets a share cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(weight) }
          continue
        }
        yield {
          kind: 'finding',
          subject,
          data: {
            host,
            record: recordLabel(record),
            share: share === undefined ? 'some' : `${Math.round(share * 100)} %`,
          },
          confidence: 'proved',
          evidence,
          fix: {
            description: 'remove the record, or set its weight to 0 beside one with a weight',
            at: decisiveLine(weight),
          },
        }
      }
    }
  },
})
