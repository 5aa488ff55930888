import { roleName } from '../../align/role-name.ts'
import type { TargetGroup } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isString } from '../../model/value.ts'
import { findTarget, sharingGroups, type TargetAnswer } from '../../trace/target.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

interface Forwarded {
  readonly role: string
  readonly answer: TargetAnswer
  readonly at: Parameters<typeof lineEvidence>[2]
}

const roleOf = (group: TargetGroup, { name }: EnvironmentModel): string =>
  roleName(isString(group.name) ? group.name.value : group.address.name, name)

/** Every target group that a rule or a default action forwards to, with who is behind it. */
const forwardedGroups = (model: EnvironmentModel): readonly Forwarded[] => {
  const owners = [
    ...model.entities['listener-rule'].filter(({ exists }) => exists === 'yes').map(({ actions }) => actions),
    ...model.entities.listener.map(({ defaultActions }) => defaultActions),
  ]
  return owners.flat().flatMap(action =>
    action.type === 'forward'
      ? sharingGroups(action).flatMap(({ targetGroup }) => {
          const answer = findTarget(model, targetGroup)
          return answer.kind === 'undetermined' ? [] : [{ role: roleOf(answer.group, model), answer, at: action.at }]
        })
      : [],
  )
}

/** A rule forwards to a target group into which nothing puts targets: clients get 503. */
export const targetGroupEmpty = defineRule<{ group: string; because: string }>({
  id: 'target-group-empty',
  patterns: ['ALB18', 'ECS12'],
  title: 'A rule forwards to a target group without targets',
  severity: 'error',

  message: ({ group, because }) => `requests forwarded to ${group} get 503: ${because}`,

  *check({ staging, production, traces }) {
    const inStaging = forwardedGroups(staging)
    for (const { role, answer, at } of forwardedGroups(production)) {
      if (answer.kind !== 'empty') continue
      const twins = inStaging.filter(candidate => candidate.role === role)
      const [twin] = twins
      if (twins.some(candidate => candidate.answer.kind === 'empty')) continue
      const pair = traces.find(({ production: { hops } }) =>
        hops.some(
          hop => hop.stage === 'target' && hop.outcome === 'fails' && hop.entity?.name === answer.group.address.name,
        ),
      )
      yield {
        kind: 'finding',
        subject: `target group ${role}`,
        data: { group: answer.group.address.name, because: answer.because },
        confidence: twin ? 'proved' : 'likely',
        evidence: [
          lineEvidence(production, 'target group', answer.group.at),
          lineEvidence(production, 'forwards to it', at),
          ...(twin?.answer.kind === 'service' && twin.answer.service
            ? [lineEvidence(staging, 'service behind it', twin.answer.service.at)]
            : []),
        ],
        fix: {
          description: 'put a service or an attachment behind the target group',
          at: answer.service?.at ?? answer.group.at,
        },
        ...(pair ? { traces: pair } : {}),
      }
    }
  },
})
