import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { forwardedGroups } from './forwarded-groups.ts'

/** A rule forwards to a target group into which nothing puts targets: clients get 503. */
export const targetGroupEmpty = defineRule<{ group: string; because: string }>({
  id: 'target-group-empty',
  patterns: ['ALB18', 'ECS12'],
  title: 'A rule forwards to a target group without targets',
  severity: 'error',

  message: ({ group, because }) => `clients get 503 for requests forwarded to ${group}: ${because}`,

  *check({ staging, production, traces }) {
    const inStaging = forwardedGroups(staging)
    for (const { role, group, answer, at, standsBy } of forwardedGroups(production)) {
      if (answer.kind === 'service' || standsBy) continue
      const twins = inStaging.filter(candidate => candidate.role === role)
      if (twins.some(candidate => candidate.answer.kind === 'empty')) continue
      const twin = twins.find(candidate => candidate.answer.kind === 'service')
      const rehearsed = twin?.answer.kind === 'service' ? twin.answer.service : undefined
      const subject = `target group ${role}`
      const staged = [
        ...(rehearsed?.desiredCount ? valueEvidence(staging, 'tasks of its service', rehearsed.desiredCount) : []),
        ...(rehearsed ? [lineEvidence(staging, 'service behind it', rehearsed.at)] : []),
        ...(twin && !rehearsed ? [lineEvidence(staging, 'target group with targets', twin.group.at)] : []),
      ]
      const groupLines = [
        lineEvidence(production, 'target group', group.at),
        lineEvidence(production, 'forwards to it', at),
      ]
      if (answer.kind === 'undetermined') {
        if (!twin || group.isLookup) continue
        const message = `whether anything is behind ${group.address.name} in production cannot be told`
        yield { kind: 'undetermined', subject, message, evidence: [...groupLines, ...staged], decides: answer.decides }
        continue
      }
      const pair = traces.find(({ production: { hops } }) =>
        hops.some(hop => hop.stage === 'target' && hop.outcome === 'fails' && hop.detail.includes(group.address.name)),
      )
      const count = answer.service?.desiredCount
      yield {
        kind: 'finding',
        subject,
        data: { group: group.address.name, because: answer.because },
        confidence: twin ? 'proved' : 'likely',
        evidence: [
          ...(count ? valueEvidence(production, 'tasks of its service', count) : []),
          ...groupLines,
          ...staged,
        ],
        fix: {
          description: count ? 'run at least one task' : 'put a service or an attachment behind the target group',
          at: count ? decisiveLine(count) : group.at,
        },
        ...(pair ? { traces: pair } : {}),
      }
    }
  },
})
