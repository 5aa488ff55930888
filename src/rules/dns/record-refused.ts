import { decidersOf, displayValue } from '../../model/deciders.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { refusedRecords } from './refused-records.ts'

/** Route 53 refuses the change as a whole, so that nothing of it reaches production. */
export const recordRefused = defineRule<{ name: string; type: string; why: string }>({
  id: 'record-refused',
  patterns: ['DNS04', 'DNS11'],
  title: 'Route 53 refuses a record of production',
  severity: 'error',

  message: ({ name, type, why }) => `Route 53 refuses the ${type} record ${name}: ${why}`,

  *check({ production }) {
    for (const { record, why, beside, open } of refusedRecords(production)) {
      const [name, type] = [displayValue(record.name), displayValue(record.recordType)]
      const subject = `record ${name}${open ? '' : ` ${type}`}`
      const evidence = [
        ...valueEvidence(production, 'name', record.name),
        ...valueEvidence(production, 'type', record.recordType),
        ...(beside ? [lineEvidence(production, 'stands beside', beside.at)] : []),
      ]
      if (open)
        yield {
          kind: 'undetermined',
          subject,
          message: `whether Route 53 takes the record ${name} cannot be told: ${why}`,
          evidence,
          decides: decidersOf(open),
        }
      else
        yield {
          kind: 'finding',
          subject,
          data: { name, type, why },
          confidence: 'proved',
          evidence,
          fix: {
            description: beside ? 'keep one of the two' : 'use an alias record (A, AAAA) instead',
            at: decisiveLine(record.recordType),
          },
        }
    }
  },
})
