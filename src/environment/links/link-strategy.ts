import type { Entity, EntityKind, EntityOf } from '../../model/entity.ts'
import type { Link } from '../../model/environment-model.ts'
import type { EvaluatedOutput, EvaluatedResource, EvaluatedSource } from '../../model/evaluated.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Address, Value } from '../../model/value.ts'
import type { Identified } from './deployed-identifiers.ts'

/** What a strategy has to say about one value. */
export type Proposal =
  | {
      readonly kind: 'meets'
      /** The value that stands at the other end, as its owner has it. */
      readonly value: Value
      /** Who has it: a stored parameter, an output, an entity. */
      readonly owner: Address
      readonly reliability: Link['reliability']
      readonly because: string
      readonly evidence: readonly SourceLocation[]
      /** Within one source: nothing meets that was apart. */
      readonly isInternal?: true
    }
  | {
      readonly kind: 'ambiguous'
      /** What was looked for: `listener of load balancer "edge"`. */
      readonly what: string
      readonly candidates: readonly Address[]
    }

/**
 * One way in which references meet. It is asked about a value that is not a container, and answers `undefined` when the value is none
 * of its concern, or when nothing in the environment answers to it.
 */
export type LinkStrategy = (value: Value, environment: LinkedEnvironment, owner: Address) => Proposal | undefined

/** A Terraform output or CloudFormation output, and whose it is. */
export interface NamedOutput {
  readonly source: EvaluatedSource
  readonly name: string
  readonly output: EvaluatedOutput
  readonly address: Address
}

/** What strategies may ask about the environment. Entities are as they were read: `resolve` follows their values. */
export interface LinkedEnvironment {
  readonly entities: readonly Entity[]
  readonly sources: readonly EvaluatedSource[]
  readonly outputs: readonly NamedOutput[]
  resourceAt(address: Address): EvaluatedResource | undefined
  entityAt(address: Address): Entity | undefined
  ofKind<K extends EntityKind>(kind: K): readonly EntityOf<K>[]
  /** The entities of a kind that have a certain known name. */
  named<K extends EntityKind>(kind: K, name: string): readonly EntityOf<K>[]
  /** The names of the outputs that are read of a look-up of another root's state. */
  outputsRead(lookup: Address): ReadonlySet<string>
  /** The listeners whose load balancer is the one at that address, links followed. */
  listenersOf(loadBalancer: Address): readonly EntityOf<'listener'>[]
  /** The entities that AWS gave a certain ARN, id or host name, where a plan or state says so. */
  identified(text: string): readonly Identified[]
  /** A value with all links followed. */
  resolve(value: Value, owner: Address): Value
}

/** A reference to an entity, written where `value` is. */
export const referenceTo = (to: Address, value: Value, attribute: readonly string[] = []): Value => ({
  kind: 'reference',
  to,
  attribute,
  from: value.from,
})

/** One candidate is a link, several are ambiguous, none is nobody's concern. */
export const choose = <C extends { readonly address: Address }>(
  what: string,
  candidates: readonly C[],
  link: (candidate: C) => Proposal,
): Proposal | undefined => {
  const [first, ...others] = candidates
  if (first === undefined) return undefined
  return others.length === 0
    ? link(first)
    : { kind: 'ambiguous', what, candidates: candidates.map(each => each.address) }
}
