import { roleName } from '../../align/role-name.ts'
import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { TargetGroup } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown } from '../../model/value.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

type Trait = 'protocol' | 'protocolVersion' | 'targetType'

/** What AWS has where nothing is written (ELB API, CreateTargetGroup); a protocol has to be written, but for Lambda functions. */
const defaults: Readonly<Record<Trait, string>> = { protocol: '', protocolVersion: 'HTTP1', targetType: 'instance' }

/** ELB guide, "Target groups for your Application Load Balancers" and "HTTP 464". */
const effects: Readonly<Record<Trait, readonly [string, string]>> = {
  protocol: ['protocol', 'tasks that do not speak it are answered for with 502'],
  protocolVersion: [
    'protocol version',
    'clients that do not speak it get 464, tasks that do not are answered for with 502',
  ],
  targetType: ['target type', 'what registers itself otherwise is refused, and nothing is behind the group'],
}

const textOf = (group: TargetGroup, trait: Trait): string | undefined => {
  const value = group[trait]
  if (value === undefined) return defaults[trait]
  return isKnown(value) ? String(value.value) : undefined
}

const lines = (model: EnvironmentModel, group: TargetGroup, trait: Trait) => {
  const value = group[trait]
  return value
    ? valueEvidence(model, effects[trait][0], value)
    : [lineEvidence(model, `no ${effects[trait][0]}`, group.at, defaults[trait])]
}

/** The load balancer speaks to production's tasks in another way than to staging's, which nothing has tried. */
export const targetGroupDiffers = defineRule<{ group: string; what: string; effect: string }>({
  id: 'target-group-differs',
  patterns: ['ALB20', 'ALB21', 'ALB22'],
  title: 'The load balancer speaks to targets otherwise than in staging',
  severity: 'warning',

  message: ({ group, what, effect }) => `${group} has ${what}: ${effect}`,

  *check({ staging, production, correspondence }) {
    for (const pairing of correspondence.entities['target-group']) {
      if (pairing.kind !== 'paired') continue
      const { staging: one, production: other } = pairing
      if ([one, other].some(({ isLookup, exists }) => isLookup || exists === 'no')) continue
      const group = isKnown(other.name) ? String(other.name.value) : other.address.name
      for (const trait of ['protocol', 'protocolVersion', 'targetType'] as const) {
        const [ours, theirs] = [textOf(one, trait), textOf(other, trait)]
        if (ours === theirs && ours !== undefined) continue
        const [name, effect] = effects[trait]
        const subject = `${name} of ${roleName(group, production.name)}`
        const evidence = [...lines(production, other, trait), ...lines(staging, one, trait)]
        if (ours !== undefined && theirs !== undefined)
          yield {
            kind: 'finding',
            subject,
            data: { group, what: `${name} ${theirs || 'none'} instead of ${ours || 'none'}`, effect },
            confidence: 'likely',
            evidence,
            fix: {
              description: `give both environments one ${name}`,
              at: other[trait] ? decisiveLine(other[trait]) : other.at,
            },
          }
        else {
          const open = [other[trait], one[trait]].find(value => value && !isKnown(value))
          if (!open || (other[trait] && one[trait] && displayValue(other[trait]) === displayValue(one[trait]))) continue
          const message = `whether ${group} has the ${name} of staging cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(open) }
        }
      }
    }
  },
})
