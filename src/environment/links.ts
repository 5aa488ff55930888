import type { Diagnostic } from '../model/diagnostic.ts'
import type { Entity } from '../model/entity.ts'
import type { Link } from '../model/environment-model.ts'
import type { EvaluatedSource } from '../model/evaluated.ts'
import type { Address, Value } from '../model/value.ts'
import { addressKey, sameAddress } from '../model/value.ts'
import { arrive } from './links/arrive.ts'
import { certificateValidation } from './links/certificate-validation.ts'
import type { DeclaredLink } from './links/declared-links.ts'
import { declaredLinks } from './links/declared-links.ts'
import { deployedIdentifiers } from './links/deployed-identifiers.ts'
import type { LinkStrategy, Proposal } from './links/link-strategy.ts'
import { indexEnvironment } from './links/linked-environment.ts'
import { literalNames } from './links/literal-names.ts'
import { lookups } from './links/lookups.ts'
import { remoteState } from './links/remote-state.ts'
import { stackExports } from './links/stack-exports.ts'
import { storedParameters } from './links/stored-parameters.ts'
import { terraformOutputs } from './links/terraform-outputs.ts'
import { rewriteValue } from './rewrite-value.ts'

/** By reliability; declared links come before all of them. */
const strategies: readonly LinkStrategy[] = [
  certificateValidation,
  storedParameters,
  stackExports,
  terraformOutputs,
  remoteState,
  lookups,
  deployedIdentifiers,
  literalNames,
]

/** A chain of links that is longer than this is a circle. */
const maxHops = 16
/** Far more than real environments need: a bound for inputs that are made to grow without end. */
const maxSteps = 2_000_000

export interface Linker {
  /** A value that is no container, with all links followed; `owner` is who has it. */
  readonly follow: (value: Value, owner: Address) => Value
  readonly links: () => readonly Link[]
  readonly diagnostics: () => readonly Diagnostic[]
}

const isComposite = ({ kind }: Value): boolean =>
  kind === 'list' || kind === 'set' || kind === 'map' || kind === 'template'

type Meeting = Extract<Proposal, { readonly kind: 'meets' }>

/** Makes the references of an environment meet. Links and diagnostics are those of the values resolved so far. */
export const createLinker = (
  sources: readonly EvaluatedSource[],
  entities: readonly Entity[],
  declared: readonly DeclaredLink[],
): Linker => {
  const links = new Map<string, Link>()
  const diagnostics = new Map<string, Diagnostic>()
  const following = new Set<Value>()
  const resolved = new WeakMap<Value, Value>()
  let steps = 0

  const record = (from: Address, meeting: Meeting, end: Value): void => {
    const to = end.kind === 'reference' && environment.entityAt(end.to) ? end.to : meeting.owner
    const { reliability, because, evidence } = meeting
    if (meeting.isInternal || sameAddress(from, to)) return
    links.set([addressKey(from), addressKey(to), because].join('\u0000'), { reliability, from, to, because, evidence })
  }

  /** What is ambiguous is said once, at the first place that needs it. */
  const report = (value: Value, { what, candidates }: Extract<Proposal, { readonly kind: 'ambiguous' }>): void => {
    const { at } = value.from
    const names = candidates.map(({ source, name }) => `${source}:${name}`).join(', ')
    const key = `${what}\u0000${names}`
    if (diagnostics.has(key)) return
    diagnostics.set(key, {
      severity: 'warning',
      summary: 'Ambiguous link',
      detail: `There is more than one ${what}: ${names}. Say which is meant with a link in sotsu.yaml.`,
      at,
    })
  }

  /** Follows one value from owner to owner, as far as links lead. A value that is being followed already is not followed again. */
  const follow = (value: Value, owner: Address): Value => {
    const hops: { readonly from: Address; readonly meeting: Meeting }[] = []
    const entered: Value[] = []
    let current = value
    let holder = owner
    while (hops.length < maxHops && !following.has(current) && steps < maxSteps) {
      steps++
      following.add(current)
      entered.push(current)
      const proposal = propose(current, holder)
      if (proposal?.kind === 'ambiguous') report(current, proposal)
      if (proposal?.kind !== 'meets') break
      hops.push({ from: holder, meeting: proposal })
      holder = proposal.owner
      current = arrive(current, proposal.value)
      if (isComposite(current)) current = resolve(current, holder)
    }
    for (const each of entered) following.delete(each)
    for (const { from, meeting } of hops) record(from, meeting, current)
    return current
  }

  const propose = (value: Value, owner: Address): Proposal | undefined => {
    if (value.kind === 'known' && typeof value.value !== 'string' && !value.names) return undefined
    for (const strategy of everyStrategy) {
      const proposal = strategy(value, environment, owner)
      if (proposal) return proposal
    }
    return undefined
  }

  const resolve = (value: Value, owner: Address): Value => rewriteValue(value, leaf => follow(leaf, owner))

  /** What strategies ask for on their way is the same every time. */
  const resolveOnce = (value: Value, owner: Address): Value => {
    const done = resolved.get(value)
    if (done) return done
    const result = resolve(value, owner)
    resolved.set(value, result)
    return result
  }

  const environment = indexEnvironment(sources, entities, resolveOnce)
  const declaration = declaredLinks(declared, environment)
  const everyStrategy = [declaration.strategy, ...strategies]
  return {
    follow,
    links: () => [...links.values()],
    diagnostics: () => [...declaration.diagnostics, ...diagnostics.values()],
  }
}
