import type { SourceLocation } from '../../model/source-location.ts'
import type { Origin, Scalar } from '../../model/value.ts'

/** One node of a template in long form: `!Sub x` is the map `{ Fn::Sub: x }`. Every node knows where it is written. */
export type TemplateNode = ScalarNode | ListNode | MapNode | BrokenNode

/** `text` is what a text-only place (a parameter default, a member of Join) makes of it: `0644` and `1.10` keep their digits there. */
export interface ScalarNode {
  readonly kind: 'scalar'
  readonly value: Scalar
  readonly text: string
  readonly at: SourceLocation
  /** As it stands in the file, where that is no longer in `text`: `On` may be a name, although it is the boolean true as a value. */
  readonly written?: string
  /** A loop put this text here: the inputs that its collection came from. */
  readonly origins?: readonly Origin[]
}

export interface ListNode {
  readonly kind: 'list'
  readonly items: readonly TemplateNode[]
  readonly at: SourceLocation
}

export interface MapNode {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, MapEntry>
  readonly at: SourceLocation
}

export interface MapEntry {
  readonly key: SourceLocation
  readonly node: TemplateNode
}

/** Something that CloudFormation refuses; the diagnostic has been reported when it was read. */
export interface BrokenNode {
  readonly kind: 'broken'
  readonly why: string
  readonly at: SourceLocation
}

/** The entry of a map; `undefined` where it is absent or the node is no map. */
export const entryOf = (node: TemplateNode | undefined, key: string): TemplateNode | undefined =>
  node?.kind === 'map' ? node.entries.get(key)?.node : undefined

/** The text of a scalar; `undefined` for anything else. */
export const textOf = (node: TemplateNode | undefined): string | undefined =>
  node?.kind === 'scalar' ? node.text : undefined

/** A scalar that names something of the template: keys are never taken for booleans, so what refers to them is not either. */
export const nameOf = (node: TemplateNode | undefined): string | undefined =>
  node?.kind === 'scalar' ? (node.written ?? node.text) : undefined

/** The name and argument of `{ Fn::X: … }`, `{ Ref: … }`, `{ Condition: … }`: the only entry of a map; `undefined` for anything else. */
export const onlyEntry = (node: TemplateNode): { name: string; argument: TemplateNode } | undefined => {
  if (node.kind !== 'map' || node.entries.size !== 1) return undefined
  const [only] = node.entries
  return only && { name: only[0], argument: only[1].node }
}
