import type { Correspondence } from '../align/correspondence.ts'
import type { Pairing } from '../align/pairing.ts'
import { type Entity, entityKinds } from '../model/entity.ts'
import type { Stage, Trace } from '../model/trace.ts'
import { type Address, addressKey } from '../model/value.ts'

/** One decision on a request's way. */
export interface Decision {
  readonly stage: Stage
  /** What was decided, for people: the hop's own words. */
  readonly detail: string
  readonly outcome: 'passes' | 'fails' | 'undetermined'
  readonly entity: Address | undefined
}

/** The decisions of a trace; names are no decision, they lead to one. */
export const decisionsOf = ({ hops }: Trace): readonly Decision[] =>
  hops.flatMap(({ stage, detail, outcome, entity }) => (stage === 'dns' ? [] : [{ stage, detail, outcome, entity }]))

/** Which path it is: equal for requests about which the same is decided all the way. */
export const pathKey = (trace: Trace): string =>
  [
    trace.request.host,
    trace.request.port,
    ...trace.hops.map(({ stage, outcome, entity }) => `${stage} ${outcome} ${entity ? addressKey(entity) : ''}`),
    trace.service ? addressKey(trace.service) : '',
    trace.disposition.kind,
  ].join('|')

/** Whether two addresses, of staging and of production, play one role. What neither has a counterpart for may be the same. */
export type SameRole = (staging: Address | undefined, production: Address | undefined) => boolean

export const sameRoleIn = ({ entities, services }: Correspondence): SameRole => {
  const roles: readonly [Map<string, Set<number>>, Map<string, Set<number>>] = [new Map(), new Map()]
  let role = 0
  const note = (side: 0 | 1, { address }: Entity): void => {
    const key = addressKey(address)
    roles[side].set(key, (roles[side].get(key) ?? new Set()).add(role))
  }
  const add = (pairing: Pairing<Entity>): void => {
    role++
    switch (pairing.kind) {
      case 'paired':
        note(0, pairing.staging)
        note(1, pairing.production)
        break
      case 'split':
        note(0, pairing.staging)
        for (const entity of pairing.productions) note(1, entity)
        break
      case 'merged':
        for (const entity of pairing.stagings) note(0, entity)
        note(1, pairing.production)
        break
      case 'ambiguous':
        for (const entity of pairing.stagings) note(0, entity)
        for (const entity of pairing.productions) note(1, entity)
        break
      case 'only-staging':
        note(0, pairing.staging)
        break
      case 'only-production':
        note(1, pairing.production)
        break
    }
  }
  for (const kind of entityKinds) if (kind !== 'service') (entities[kind] as readonly Pairing<Entity>[]).forEach(add)
  services.forEach(add)
  return (staging, production) => {
    if (!staging || !production) return staging === production
    const [ours, theirs] = [roles[0].get(addressKey(staging)), roles[1].get(addressKey(production))]
    if (!ours || !theirs) return ours === theirs
    return [...ours].some(each => theirs.has(each))
  }
}

/** The first of production's decisions that staging does not take on its way; nothing where it takes all of them. */
export const neverTaken = (staging: Trace, production: Trace, sameRole: SameRole): Decision | undefined => {
  const taken = decisionsOf(staging)
  const wanted = decisionsOf(production)
  const missing = wanted.find(
    decision =>
      !taken.some(
        other =>
          other.stage === decision.stage &&
          other.outcome === decision.outcome &&
          sameRole(other.entity, decision.entity),
      ),
  )
  if (missing) return missing
  if (staging.service || production.service) {
    if (!sameRole(staging.service, production.service)) return wanted.at(-1)
  }
  return undefined
}
