import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { TargetGroup } from '../../model/entity.ts'
import { isString } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { healthTraps } from './health-traps.ts'

const roleOf = ({ name, address }: TargetGroup, environment: string): string =>
  roleName(isString(name) ? name.value : address.name, environment)

/** A load balancer with one target group without healthy targets is unhealthy to Route 53 (developer guide, "Evaluate target health"), whatever the others have. */
export const recordFollowsEmptyTargetGroup = defineRule<{ name: string; group: string }>({
  id: 'record-follows-empty-target-group',
  patterns: ['DNS13'],
  title: 'An empty target group makes Route 53 pass a record over',
  severity: 'error',

  message: ({ name, group }) =>
    `Route 53 passes this record of ${name} over: it follows the health of a load balancer whose target group ${group} has no targets`,

  *check({ staging, production }) {
    const rehearsed = new Set(healthTraps(staging).map(({ group }) => roleOf(group, staging.name)))
    for (const { record, name, group, answer } of healthTraps(production)) {
      const role = roleOf(group, production.name)
      if (rehearsed.has(role)) continue
      const follows = record.alias?.evaluateTargetHealth
      const subject = `health of ${name} ${displayValue(record.recordType)} by ${role}`
      const evidence = [
        ...(follows ? valueEvidence(production, 'evaluate_target_health', follows) : []),
        lineEvidence(production, 'target group without targets', group.at),
      ]
      if (answer.kind === 'undetermined') {
        const message = `whether the target group ${group.address.name} has targets cannot be told: Route 53 passes ${name} over if it has none`
        yield { kind: 'undetermined', subject, message, evidence, decides: answer.decides }
      } else
        yield {
          kind: 'finding',
          subject,
          data: { name, group: group.address.name },
          confidence: 'likely',
          evidence,
          fix: {
            description: 'put targets into the group, do not forward to it, or do not follow its health',
            at: follows ? decisiveLine(follows) : record.at,
          },
        }
    }
  },
})
