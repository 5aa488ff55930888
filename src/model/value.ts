import type { SourceLocation } from './source-location.ts'

export type Scalar = string | number | boolean | null

/**
 * One input that a value flowed from: the line that a person would change to change the value.
 * `name` is how its owner calls it: `var.domain`, `Environment` (a parameter), `JWT_ISSUER`.
 */
export interface Origin {
  readonly kind: OriginKind
  readonly name: string
  readonly at: SourceLocation
}

export type OriginKind =
  | 'tfvars' // an entry of a variable file
  | 'default' // the default of a variable or parameter: it holds only while nothing sets it
  | 'parameter' // an entry of a CloudFormation parameter file or command line
  | 'mapping' // an entry of a CloudFormation mapping
  | 'environment-variable' // process environment, env file, workflow `env:`
  | 'config-file' // an entry of an application config file
  | 'argument' // given on the command line or in sotsu.yaml
  | 'plan' // read from a plan or state

/**
 * Where a value comes from. `at` is the expression or setting that has it; `through` the places that it passed on its way
 * (module arguments, locals), nearest first; `origins` the inputs it flowed from, in order of first use, without repeats.
 */
export interface Provenance {
  readonly at: SourceLocation
  readonly origins: readonly Origin[]
  readonly through?: readonly SourceLocation[]
}

/**
 * An entity's name inside one source of an environment. `source` is the source's id (a root module's directory, a stack's name, an app's name),
 * `name` the source's own name for it: `module.edge.aws_lb.this[0]`, `ListenerRule`, `data.aws_lb.main`.
 */
export interface Address {
  readonly source: string
  readonly name: string
}

/** Why a value is not known. `names` is what a person must look up or set to know it: the thing that decides. */
export interface UnknownReason {
  readonly kind:
    | 'unset-input' // a variable or parameter without a value
    | 'data-source' // looked up by the provider when it plans
    | 'computed' // decided at deployment
    | 'unsupported' // a function, type or syntax that sotsu does not evaluate
    | 'outside' // in a module, stack, file or service that is not among the sources
    | 'impure' // timestamp(), uuid(), …
    | 'invalid' // evaluation failed; a diagnostic says how
  readonly names: string
}

/** What a reference refers to: an address, and the attribute of it (empty for the thing itself). */
export interface Identity {
  readonly to: Address
  readonly attribute: readonly string[]
}

interface Evaluated {
  readonly from: Provenance
  /** Declared sensitive, or a secret by key or shape: comparable, never printable. A sensitive scalar holds its digest, not its text. */
  readonly sensitive?: true
}

export type KnownValue = Evaluated & {
  readonly kind: 'known'
  readonly value: Scalar
  /** The text is the physical name or ARN of this, derived before deployment: a known name keeps the identity that a reference has. */
  readonly names?: Identity
  /** What the text of a JSON document was put together from, as a template's parts are: its members may come from different places. */
  readonly parts?: readonly Value[]
}
export type ListValue = Evaluated & { readonly kind: 'list' | 'set'; readonly items: readonly Value[] }
export type MapValue = Evaluated & { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Value> }
/** Decided at deployment, yet we know whose it is: an edge of the graph. `attribute` is empty for the thing itself (CloudFormation's Ref). */
export type ReferenceValue = Evaluated & {
  readonly kind: 'reference'
  readonly to: Address
  readonly attribute: readonly string[]
}
/** Text of which only some parts are known: `"https://${ref}/v1"`. Adjacent known parts are joined, but for those of a JSON document. */
export type TemplateValue = Evaluated & { readonly kind: 'template'; readonly parts: readonly Value[] }
export type UnknownValue = Evaluated & { readonly kind: 'unknown'; readonly why: UnknownReason }

/** What an expression, intrinsic or setting evaluates to in one environment. */
export type Value = KnownValue | ListValue | MapValue | ReferenceValue | TemplateValue | UnknownValue

export const known = (value: Scalar, from: Provenance): KnownValue => ({ kind: 'known', value, from })
export const unknown = (why: UnknownReason, from: Provenance): UnknownValue => ({ kind: 'unknown', why, from })

export const isKnown = (value: Value | undefined): value is KnownValue => value?.kind === 'known'
export const isString = (value: Value | undefined): value is KnownValue & { readonly value: string } =>
  value?.kind === 'known' && typeof value.value === 'string'
/** Known, and not only as the digest of a secret: two digests can be compared, but none with a text. */
export const isReadable = (value: Value | undefined): value is KnownValue =>
  isKnown(value) && value.sensitive === undefined
export const isNull = (value: Value | undefined): boolean => value?.kind === 'known' && value.value === null

/** The members of a list or set; `undefined` for anything else. */
export const itemsOf = (value: Value | undefined): readonly Value[] | undefined =>
  value?.kind === 'list' || value?.kind === 'set' ? value.items : undefined

/** The member of a map, at any depth; `undefined` where it is absent or the value is no map. */
export const member = (value: Value | undefined, ...path: readonly string[]): Value | undefined => {
  let current = value
  for (const key of path) current = current?.kind === 'map' ? current.entries.get(key) : undefined
  return current
}

export const sameAddress = (one: Address, other: Address): boolean =>
  one.source === other.source && one.name === other.name

/** A text that identifies an address among all sources of an environment. */
export const addressKey = (address: Address): string => `${address.source}\u0000${address.name}`
