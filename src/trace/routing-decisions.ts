import type { ListenerRule } from '../model/entity.ts'
import type { Request } from '../model/trace.ts'
import type { Truth } from '../model/truth.ts'
import { absentHeader, type Box, meets, type Space, spaceOf, subtract } from './rule-boxes.ts'

/** What becomes of one rule of a listener, or of its default action where `rule` is absent. */
export interface RoutingDecision {
  readonly rule: ListenerRule | undefined
  /** Whether it takes any request at all. */
  readonly isReached: Truth
  /** A request that it takes and no rule before it; absent where none can be made up. */
  readonly request?: Request
  /** Of a rule that is never reached: earlier rules that together take all of its requests, each of which is needed. */
  readonly blockedBy: readonly ListenerRule[]
}

/** More pieces than this are not followed: nothing is said then. */
const mostPieces = 2_000

interface Rest {
  readonly pieces: readonly Box[]
  readonly blockers: readonly number[]
}

/** What earlier boxes leave of one, and which of them took something. Nothing where it falls into too many pieces. */
const restOf = (box: Box, earlier: readonly Box[], space: Space): Rest | undefined => {
  let pieces: readonly Box[] = [...box.values()].some(wanted => wanted.size === 0) ? [] : [box]
  const blockers: number[] = []
  for (const [index, other] of earlier.entries()) {
    if (pieces.length === 0) break
    if (!meets(box, other)) continue
    const next = pieces.flatMap(piece => subtract(piece, other, space.axes))
    if (next.length > mostPieces) return undefined
    if (next.length !== pieces.length || next.some((piece, at) => piece !== pieces[at])) blockers.push(index)
    pieces = next
  }
  return { pieces, blockers }
}

/** Of the rules that took something, those without which something would be left: the latest that can be spared go first. */
const neededOf = (box: Box, earlier: readonly Box[], blockers: readonly number[], space: Space): readonly number[] => {
  let kept = blockers
  for (const candidate of [...blockers].reverse()) {
    const without = kept.filter(index => index !== candidate)
    const rest = restOf(
      box,
      without.flatMap(index => earlier[index] ?? []),
      space,
    )
    if (rest?.pieces.length === 0) kept = without
  }
  return kept
}

/** A box whose conditions of which nobody knows count as met, unless the rule in question has the very same. */
const withoutUnsure = (box: Box, own: Box, space: Space): Box =>
  new Map([...box].filter(([axis]) => !space.unsure.has(axis) || own.has(axis)))

/** A request in a piece. A condition that is taken as a whole and has to hold gives none. */
const requestIn = (piece: Box, space: Space, host: string): Request | undefined => {
  const headers = new Map<string, readonly string[]>()
  let [path, method, own] = ['/', 'GET', host]
  for (const [axis, wanted] of piece) {
    const [first] = [...wanted].sort((one, other) => one - other)
    const text = first === undefined ? undefined : space.axes.get(axis)?.[first]
    if (text === undefined) return undefined
    if (space.opaque.has(axis)) {
      if (!wanted.has(0)) return undefined
    } else if (axis === 'host-header') own = text
    else if (axis === 'path-pattern') path = text
    else if (axis === 'http-request-method') method = text
    else if (text !== absentHeader) headers.set(axis.slice('header '.length), [text])
  }
  return { scheme: 'https', host: own, port: 443, path, query: '', method, headers }
}

/**
 * One concrete request for each decision that rules make, in the order in which a listener tries them, and for what none of them takes; which rules
 * no request reaches, and what takes theirs. Exact over hosts, paths, methods and headers with wildcards; conditions of other kinds hold or do not,
 * whatever the others say. `host` is the host of requests to rules that ask for none.
 */
export const routingDecisions = (rules: readonly ListenerRule[], host = 'x.example'): readonly RoutingDecision[] => {
  const space = spaceOf(rules)
  if (!space) return [...rules, undefined].map(rule => ({ rule, isReached: 'undetermined', blockedBy: [] }))
  const boxes = rules.map(rule => space.boxOf(rule))
  const decide = (rule: ListenerRule | undefined, box: Box, earlier: readonly Box[]): RoutingDecision => {
    const rest = restOf(box, earlier, space)
    if (!rest) return { rule, isReached: 'undetermined', blockedBy: [] }
    if (rest.pieces.length === 0) {
      const blockedBy = neededOf(box, earlier, rest.blockers, space).flatMap(index => rules[index] ?? [])
      return { rule, isReached: 'no', blockedBy }
    }
    const request = rest.pieces.map(piece => requestIn(piece, space, host)).find(found => found !== undefined)
    const isOpen =
      space.unsure.size > 0 &&
      rule !== undefined &&
      restOf(
        box,
        earlier.map(other => withoutUnsure(other, box, space)),
        space,
      )?.pieces.length === 0
    if (isOpen) return { rule, isReached: 'undetermined', blockedBy: [] }
    return { rule, isReached: 'yes', ...(request ? { request } : {}), blockedBy: [] }
  }
  return [
    ...rules.map((rule, index) => decide(rule, boxes[index] ?? new Map(), boxes.slice(0, index))),
    decide(undefined, new Map(), boxes),
  ]
}
