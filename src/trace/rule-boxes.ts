import type { Condition, ListenerRule, Patterns } from '../model/entity.ts'
import { isKnown, isReadable } from '../model/value.ts'
import { type Atoms, type Axis, atomsOf, headerAxis, hostAxis, pathAxis } from './axis-atoms.ts'
import { describeCondition } from './conditions.ts'

/** Which classes of each axis a rule asks for; an axis that it says nothing of is absent. */
export type Box = ReadonlyMap<string, ReadonlySet<number>>

/** All requests to a listener as a product of axes, each in classes that none of its rules tells apart. */
export interface Space {
  readonly axes: ReadonlyMap<string, readonly string[]>
  readonly boxOf: (rule: ListenerRule) => Box
  /** Axes of conditions that are not compared with others (ranges of addresses, queries, expressions, what is not known): they hold or not. */
  readonly opaque: ReadonlySet<string>
  /** Those of them of which nobody knows whether a plain request meets them; without a query none asks for one. */
  readonly unsure: ReadonlySet<string>
}

const textsOf = (patterns: Patterns): readonly string[] | undefined => {
  if ('unknown' in patterns) return undefined
  const texts = patterns.flatMap(value => (isReadable(value) ? [String(value.value)] : []))
  return texts.length === patterns.length ? texts : undefined
}

const hasRegex = (condition: Condition): boolean =>
  'regexValues' in condition &&
  condition.regexValues !== undefined &&
  ('unknown' in condition.regexValues || condition.regexValues.length > 0)

/** The axis that a condition is about, with the patterns that it asks for. */
const axisOf = (condition: Condition): { readonly name: string; readonly patterns: readonly string[] } | undefined => {
  if (hasRegex(condition)) return undefined
  switch (condition.field) {
    case 'host-header':
    case 'path-pattern':
    case 'http-request-method': {
      const patterns = textsOf(condition.values)
      return patterns && { name: condition.field, patterns }
    }
    case 'http-header': {
      const patterns = textsOf(condition.values)
      return patterns && isKnown(condition.name)
        ? { name: `header ${String(condition.name.value).toLowerCase()}`, patterns }
        : undefined
    }
    default:
      return undefined
  }
}

const kindOf = (name: string): Axis =>
  name === 'host-header' ? hostAxis : name === 'path-pattern' ? pathAxis : headerAxis

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND']

/** Methods are exact words: each is a class, and all others are one. */
const methodAtoms = (named: readonly string[]): Atoms => {
  const other = methods.find(method => !named.includes(method)) ?? 'OTHER'
  const matchedBy = new Map(named.map((method, index) => [method, new Set([index])]))
  return { texts: [...named, other], matchedBy }
}

/** The class of requests without a header: no pattern matches it, not even `*`. */
export const absentHeader = '\u0000'

/** Key of a condition that is taken as a whole. */
const opaqueKey = (condition: Condition): string => `condition ${describeCondition(condition)}`

/** The space that rules divide; nothing where their patterns are too entangled. */
export const spaceOf = (rules: readonly ListenerRule[]): Space | undefined => {
  const patterns = new Map<string, Set<string>>()
  const [opaque, unsure] = [new Set<string>(), new Set<string>()]
  for (const { conditions } of rules)
    for (const condition of conditions) {
      const axis = axisOf(condition)
      if (!axis) {
        opaque.add(opaqueKey(condition))
        if (condition.field !== 'query-string' || 'unknown' in condition.pairs) unsure.add(opaqueKey(condition))
      } else {
        const found = patterns.get(axis.name) ?? new Set<string>()
        patterns.set(axis.name, found)
        for (const pattern of axis.patterns) found.add(pattern)
      }
    }
  const atoms = new Map<string, Atoms>()
  for (const [name, found] of patterns) {
    const made = name === 'http-request-method' ? methodAtoms([...found]) : atomsOf([...found], kindOf(name))
    if (!made) return undefined
    atoms.set(name, made)
  }
  const axes = new Map<string, readonly string[]>([
    ...[...atoms].map(
      ([name, { texts }]) => [name, name.startsWith('header ') ? [...texts, absentHeader] : texts] as const,
    ),
    ...[...opaque].map(name => [name, ['no', 'yes']] as const),
  ])
  const boxOf = ({ conditions }: ListenerRule): Box => {
    const box = new Map<string, ReadonlySet<number>>()
    for (const condition of conditions) {
      const axis = axisOf(condition)
      const name = axis?.name ?? opaqueKey(condition)
      const wanted = new Set<number>(axis ? [] : [1])
      for (const pattern of axis?.patterns ?? [])
        for (const atom of atoms.get(name)?.matchedBy.get(pattern) ?? []) wanted.add(atom)
      const before = box.get(name)
      box.set(name, before ? intersect(before, wanted) : wanted)
    }
    return box
  }
  return { axes, boxOf, opaque, unsure }
}

export const intersect = (one: ReadonlySet<number>, other: ReadonlySet<number>): ReadonlySet<number> => {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  return new Set([...small].filter(atom => large.has(atom)))
}

/** Whether two boxes share a request. */
export const meets = (one: Box, other: Box): boolean => {
  for (const [axis, wanted] of one) {
    const there = other.get(axis)
    if (wanted.size === 0) return false
    if (!there) continue
    const [small, large] = wanted.size <= there.size ? [wanted, there] : [there, wanted]
    let found = false
    for (const atom of small)
      if (large.has(atom)) {
        found = true
        break
      }
    if (!found) return false
  }
  return [...other.values()].every(wanted => wanted.size > 0)
}

/** What is left of a box without another: one box for each axis on which the other asks for less, none of which overlap. */
export const subtract = (box: Box, other: Box, axes: Space['axes']): readonly Box[] => {
  if (!meets(box, other)) return [box]
  const left: Box[] = []
  const inner = new Map(box)
  for (const [axis, wanted] of other) {
    const own = inner.get(axis) ?? new Set((axes.get(axis) ?? []).keys())
    const outside = new Set([...own].filter(atom => !wanted.has(atom)))
    if (outside.size > 0) left.push(new Map([...inner, [axis, outside]]))
    inner.set(axis, intersect(own, wanted))
  }
  return left
}
