import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { type Passage, passagesOf } from './balancer-passages.ts'

const rank = { nobody: 0, somebody: 1, everybody: 2 } as const

/** How wide a way has to be in production: as wide as staging's, but not wider than such a way needs. */
const neededFor = ({ most }: Passage, twin: Passage | undefined): number => {
  const rehearsed = twin?.openness.to
  return rehearsed === undefined || rehearsed === 'undetermined' ? 1 : Math.min(rank[rehearsed], rank[most])
}

const effects = {
  clients: 'connections time out',
  tasks: 'requests end with 504',
  'identity provider': 'logins and token checks end with 500',
} as const

const describe = ({ kind, port, service }: Passage, onlySome: boolean): string =>
  kind === 'clients'
    ? `let ${onlySome ? 'only some clients' : 'no client'} in on port ${port}`
    : `let no connection to ${service ?? 'its identity provider'} out on port ${port}`

/** The security groups of a load balancer stop clients, its own requests to tasks, or those to its identity provider. */
export const loadBalancerCutOff = defineRule<{ groups: string; balancer: string; what: string; effect: string }>({
  id: 'load-balancer-cut-off',
  patterns: ['ECS04', 'ECS05', 'JWT12'],
  title: 'The security groups of a load balancer stop what they let through in staging',
  severity: 'error',

  message: ({ groups, balancer, what, effect }) => `${groups} of ${balancer} ${what}: ${effect}`,

  *check({ staging, production }) {
    const rehearsed = new Map(passagesOf(staging).map(passage => [passage.role, passage]))
    for (const passage of passagesOf(production)) {
      const { role, balancer, kind, port, openness } = passage
      const twin = rehearsed.get(role)
      const direction = kind === 'clients' ? 'lets in' : 'lets out'
      const shown = openness.permissions.flatMap(({ at, fromPort }) =>
        fromPort
          ? valueEvidence(production, `${direction} from port`, fromPort)
          : [lineEvidence(production, direction, at)],
      )
      const evidence = [
        ...openness.groups.map(group => lineEvidence(production, 'security group of the load balancer', group.at)),
        ...shown,
        lineEvidence(production, 'load balancer', balancer.at),
        ...(twin?.openness.groups ?? []).map(group =>
          lineEvidence(staging, 'security group of the load balancer', group.at),
        ),
      ]
      if (openness.to === 'undetermined') {
        const message = `whether the security groups of ${balancer.address.name} let port ${port} pass for its ${kind} cannot be told`
        const isRehearsed = twin?.openness.to === 'everybody' || twin?.openness.to === 'somebody'
        if (isRehearsed && openness.decides.length > 0)
          yield { kind: 'undetermined', subject: role, message, evidence, decides: openness.decides }
        continue
      }
      if (rank[openness.to] >= neededFor(passage, twin)) continue
      const isSure = openness.to === 'nobody' && twin !== undefined && twin.openness.to !== 'undetermined'
      yield {
        kind: 'finding',
        subject: role,
        data: {
          groups: openness.groups.map(({ address }) => address.name).join(', ') || 'the security groups',
          balancer: balancer.address.name,
          what: describe(passage, openness.to === 'somebody'),
          effect: effects[kind],
        },
        confidence: isSure ? 'proved' : 'likely',
        evidence,
        fix: {
          description: `let port ${port} ${kind === 'clients' ? 'in' : 'out'} as staging does`,
          at: openness.permissions[0]?.at ?? openness.groups[0]?.at ?? balancer.at,
        },
      }
    }
  },
})
