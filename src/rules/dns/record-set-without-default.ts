import { decidersOf } from '../../model/deciders.ts'
import { counterpartHosts } from '../counterpart-hosts.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { completenessOf, recordSets } from './record-sets.ts'

/** Route 53 developer guide, "Values specific for geolocation records" (default location) and "Failover routing". */
export const recordSetWithoutDefault = defineRule<{ name: string; type: string; lack: string }>({
  id: 'record-set-without-default',
  patterns: ['DNS12'],
  title: 'Records of production have no answer for everybody',
  severity: 'warning',

  message: ({ name, type, lack }) => `${type} records of ${name}: ${lack}`,

  *check(context) {
    const { staging, production } = context
    const rehearsed = recordSets(staging)
    for (const set of recordSets(production)) {
      const { name, type, routing, records } = set
      const answer = completenessOf(set)
      const alike = rehearsed.filter(other => other.routing === routing)
      const counterparts = alike.filter(other => counterpartHosts(context, name).includes(other.name))
      const twins = counterparts.length > 0 ? counterparts : alike
      const whole = twins.find(twin => completenessOf(twin).kind === 'whole')
      if (answer.kind === 'whole' || (twins.length > 0 && !whole)) continue
      const subject = `${routing} records of ${name} ${type}`
      const evidence = [
        ...records.slice(0, 4).map(({ at }) => lineEvidence(production, `${routing} record`, at)),
        ...(whole?.records.slice(0, 2) ?? []).map(({ at }) => lineEvidence(staging, `${routing} record`, at)),
      ]
      if (answer.kind === 'lacks')
        yield {
          kind: 'finding',
          subject,
          data: { name, type, lack: answer.what },
          confidence: whole ? 'proved' : 'likely',
          evidence,
          fix: records[0] && { description: answer.add, at: records[0].at },
        }
      else {
        const decides = answer.decides.flatMap(decidersOf)
        const message = `whether the ${routing} records of ${name} have an answer for everybody cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
      }
    }
  },
})
