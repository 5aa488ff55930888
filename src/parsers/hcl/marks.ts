import type { SourceLocation } from '../../model/source-location.ts'
import type { Origin } from '../../model/value.ts'
import type { HclValue, Marks, Trail } from './value.ts'

export const noMarks: Marks = { sensitive: false, origins: [], trail: undefined }
export const sensitiveMarks: Marks = { sensitive: true, origins: [], trail: undefined }
export const ephemeralMarks: Marks = { sensitive: false, origins: [], trail: undefined, ephemeral: true }

const sameOrigin = (one: Origin, other: Origin): boolean =>
  one === other ||
  (one.name === other.name &&
    one.kind === other.kind &&
    one.at.file === other.at.file &&
    one.at.start.offset === other.at.start.offset)

/** More than this many are a list that nobody reads; the first are kept, so that merging stays cheap. */
const maximumOrigins = 256

/** Up to this many, comparing each with each is cheaper than looking keys up. */
const fewComparisons = 64

const newAmongFew = (one: readonly Origin[], other: readonly Origin[]): readonly Origin[] =>
  other.filter(origin => !one.some(present => sameOrigin(present, origin)))

const keys = new WeakMap<Origin, string>()

/** Equal for origins that are the same. */
const keyOf = (origin: Origin): string => {
  let key = keys.get(origin)
  if (key === undefined) {
    const { kind, name, at } = origin
    key = `${kind} ${name} ${at.start.offset} ${at.file}`
    keys.set(origin, key)
  }
  return key
}

const newAmongMany = (one: readonly Origin[], other: readonly Origin[]): readonly Origin[] => {
  const present = new Set(one.map(keyOf))
  return other.filter(origin => !present.has(keyOf(origin)))
}

const mergeOrigins = (one: readonly Origin[], other: readonly Origin[]): readonly Origin[] => {
  if (other.length === 0 || one === other || one.length >= maximumOrigins) return one
  if (one.length === 0) return other
  const added = one.length * other.length <= fewComparisons ? newAmongFew(one, other) : newAmongMany(one, other)
  return added.length === 0 ? one : [...one, ...added].slice(0, maximumOrigins)
}

/** The union of two values' marks; the trail is the first one's, or else the second's. */
export const mergeMarks = (one: Marks, other: Marks): Marks => {
  if (one === other || other === noMarks) return one
  if (one === noMarks) return other
  const origins = mergeOrigins(one.origins, other.origins)
  const sensitive = one.sensitive || other.sensitive
  const trail = one.trail ?? other.trail
  const ephemeral = one.ephemeral ?? other.ephemeral
  const has = (marks: Marks): boolean =>
    origins === marks.origins && sensitive === marks.sensitive && trail === marks.trail && ephemeral === marks.ephemeral
  if (has(one)) return one
  if (has(other)) return other
  return ephemeral === undefined ? { sensitive, origins, trail } : { sensitive, origins, trail, ephemeral }
}

/** What a text is put together from, where each part has marks of its own. */
const partsOf = (value: HclValue): readonly HclValue[] | undefined =>
  value.state === 'known' ? value.parts : undefined

const withoutParts = <V extends HclValue>(value: V): V => {
  if (partsOf(value) === undefined) return value
  const { parts: _, ...rest } = value as V & { readonly parts: unknown }
  return rest as unknown as V
}

/** The value with these marks as well, and with it what its text is put together from. Of a text that is a secret as a whole no part is told. */
export const withMarks = <V extends HclValue>(value: V, marks: Marks): V => {
  const merged = mergeMarks(value.marks, marks)
  if (marks.sensitive) {
    if (value.state === 'unknown' && value.cause.kind === 'template') {
      const parts = value.cause.parts.map(part => withMarks(part, marks))
      return { ...value, marks: merged, cause: { kind: 'template', parts } }
    }
    return merged === value.marks ? withoutParts(value) : { ...withoutParts(value), marks: merged }
  }
  if (merged === value.marks) return value
  const parts = partsOf(value)
  return parts === undefined
    ? { ...value, marks: merged }
    : { ...value, marks: merged, parts: parts.map(part => withMarks(part, marks)) }
}

/** Of a longer way only the latest places are told. */
const longestWay = 16

/** The way of a collection, and before that the way that its member came until it was put into it. */
const wayThrough = (collection: Trail, member: Trail): Trail => {
  const places: SourceLocation[] = []
  for (let step: Trail | undefined = collection; step && places.length < longestWay; step = step.next)
    if (step.at !== member.at) places.push(step.at)
  return places.reduceRight<Trail>((next, at) => ({ at, next }), member)
}

/** A member as it is taken out of a collection with these marks. */
export const withMarksOfCollection = <V extends HclValue>(member: V, marks: Marks): V => {
  const own = member.marks.trail
  const taken = withMarks(member, marks)
  return own === undefined || marks.trail === undefined
    ? taken
    : { ...taken, marks: { ...taken.marks, trail: wayThrough(marks.trail, own) } }
}

/** The same value with these marks as well, of which its parts know already. */
export const withMarksOfParts = <V extends HclValue>(value: V, marks: Marks): V => {
  const merged = mergeMarks(value.marks, marks)
  return merged === value.marks ? value : { ...value, marks: merged }
}

/** The same value with exactly these marks. */
export const replaceMarks = <V extends HclValue>(value: V, marks: Marks): V =>
  value.marks === marks ? value : { ...withoutParts(value), marks }

export const withoutSensitive = (marks: Marks): Marks => (marks.sensitive ? { ...marks, sensitive: false } : marks)

/** The children of a known list, set, tuple, map or object. */
const childrenOf = (value: HclValue): Iterable<HclValue> => {
  if (value.state !== 'known' || typeof value.data !== 'object') return []
  if (Array.isArray(value.data)) return value.data as readonly HclValue[]
  return value.data instanceof Map ? value.data.values() : []
}

const deepMarksOf = new WeakMap<object, Marks>()

/**
 * The union of the marks of a value and of everything inside it. Remembered for containers: the same ones may be part of a value
 * over and over, so that walking it would take time exponential in its depth.
 */
export const deepMarks = (value: HclValue): Marks => {
  if (value.state !== 'known' || typeof value.data !== 'object') return value.marks
  const present = deepMarksOf.get(value)
  if (present !== undefined) return present
  let marks = value.marks
  for (const child of childrenOf(value)) marks = mergeMarks(marks, deepMarks(child))
  deepMarksOf.set(value, marks)
  return marks
}

export const isDeeplySensitive = (value: HclValue): boolean => deepMarks(value).sensitive
export const isDeeplyEphemeral = (value: HclValue): boolean => deepMarks(value).ephemeral === true
