import type { Change, DifferenceRoot, RootSide } from '../model/change.ts'
import { displayValue } from '../model/deciders.ts'
import type { Entity } from '../model/entity.ts'
import { formatLocation, type SourceLocation } from '../model/source-location.ts'
import type { Origin, Value } from '../model/value.ts'
import { classifyValues, type RootClass, type Sides } from './classify-root.ts'
import { entityRoots } from './entity-roots.ts'
import { type HostSplits, hostSplits, splitBetween } from './host-splits.ts'
import type { HostPair } from './hosts.ts'
import { inputValues } from './input-values.ts'

/** A place where the models differ, with the entities that it belongs to. */
export interface Difference {
  readonly path: readonly [kind: string, role: string, field: string]
  readonly staging: Value | undefined
  readonly production: Value | undefined
  readonly entities: readonly [Entity | undefined, Entity | undefined]
  /** The role of what stands for this one on the other side, where several share it. */
  readonly shares?: readonly string[]
}

/** What a difference flows from, before those of one root are put together. */
export interface Rooted extends RootClass {
  readonly key: string
  readonly name: string
  readonly source: DifferenceRoot['source']
  readonly staging: RootSide | undefined
  readonly production: RootSide | undefined
  /** Every input that has a part in it. */
  readonly inputs: readonly string[]
}

/** Kinds that say no more than which environment it is and how big. */
const explaining: ReadonlySet<string> = new Set(['identity', 'capacity'])

const placeOf = (value: Value | undefined): SourceLocation | undefined => value?.from.at

const sideOf = (value: Value | undefined, at: SourceLocation | undefined = placeOf(value)): RootSide | undefined =>
  value && at ? { at, text: shorten(displayValue(value)) } : undefined

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 200 ? `${line.slice(0, 199)}…` : line
}

interface InputPair {
  readonly name: string
  readonly staging: Origin
  readonly production: Origin
}

/** Inputs that both values flow from, set on different lines and to different values. */
const differingInputs = (
  { staging, production }: Difference,
  values: readonly [ReadonlyMap<string, Value>, ReadonlyMap<string, Value>],
): readonly InputPair[] => {
  const others = new Map((production?.from.origins ?? []).map(origin => [origin.name, origin]))
  return (staging?.from.origins ?? []).flatMap(origin => {
    const twin = others.get(origin.name)
    if (!twin || formatLocation(origin.at) === formatLocation(twin.at)) return []
    const [one, other] = [values[0].get(formatLocation(origin.at)), values[1].get(formatLocation(twin.at))]
    if (one && other && displayValue(one) === displayValue(other) && !one.sensitive) return []
    return [{ name: origin.name, staging: origin, production: twin }]
  })
}

/** The root of a difference between two entities, or settings, of one role. */
const rootOf = (
  difference: Difference,
  sides: Sides,
  values: readonly [ReadonlyMap<string, Value>, ReadonlyMap<string, Value>],
): Rooted => {
  const { staging, production, path } = difference
  const inputs = differingInputs(difference, values)
  const [input] = inputs
  if (input) {
    const [one, other] = [input.staging.at, input.production.at]
    const [ours, theirs] = [values[0].get(formatLocation(one)), values[1].get(formatLocation(other))]
    return {
      ...classifyValues(input.name, ours ?? staging, theirs ?? production, sides),
      key: `input ${input.name} ${formatLocation(one)} ${formatLocation(other)}`,
      name: input.name,
      source: 'input',
      staging: sideOf(ours ?? staging, one),
      production: sideOf(theirs ?? production, other),
      inputs: inputs.map(({ name }) => name),
    }
  }
  const classified = classifyValues(path[2], staging, production, sides)
  const lone = loneInput(difference)
  if (lone) {
    const kind = classified.kind === 'value' || classified.kind === 'unknown' ? 'missing' : classified.kind
    return {
      ...classified,
      kind,
      key: `input ${lone.side} ${lone.origin.name} ${formatLocation(lone.origin.at)}`,
      name: lone.origin.name,
      source: 'input',
      staging: lone.side === 'staging' ? sideOf(staging, lone.origin.at) : sideOf(staging),
      production: lone.side === 'production' ? sideOf(production, lone.origin.at) : sideOf(production),
      inputs: [lone.origin.name],
    }
  }
  const places = [placeOf(staging), placeOf(production)]
  const isOneLine = places[0] && places[1] && formatLocation(places[0]) === formatLocation(places[1])
  if (classified.kind === 'identity' && classified.detail !== 'secret' && isOneLine)
    return {
      ...classified,
      key: `names ${classified.detail ?? ''}`,
      name: classified.detail ?? 'name',
      source: 'names',
      staging: sideOf(staging),
      production: sideOf(production),
      inputs: [],
    }
  const lines = places.map(place => (place ? formatLocation(place) : '-')).join(' ')
  return {
    ...classified,
    key: `line ${lines}`,
    name: path[0] === 'setting' ? path[2] : path.join(' '),
    source: 'line',
    staging: sideOf(staging),
    production: sideOf(production),
    inputs: [],
  }
}

/** One host here and several there: everything that differs by it follows from that. */
const splitRoot = (
  difference: Difference,
  splits: HostSplits,
  values: readonly [ReadonlyMap<string, Value>, ReadonlyMap<string, Value>],
): Rooted | undefined => {
  const { staging, production } = difference
  const split = splitBetween(splits, staging, production)
  if (split === undefined) return undefined
  const inputs = differingInputs(difference, values)
  const [input] = inputs
  return {
    kind: 'split',
    detail: 'hosts',
    key: `split ${split}`,
    name: split,
    source: 'existence',
    staging: sideOf(staging, input?.staging.at ?? placeOf(staging)),
    production: sideOf(production, input?.production.at ?? placeOf(production)),
    inputs: inputs.map(({ name }) => name),
  }
}

/** The input that only one side flows from, where the other side has none at all. */
const loneInput = ({
  staging,
  production,
}: Difference): { readonly side: 'staging' | 'production'; readonly origin: Origin } | undefined => {
  const [ours, theirs] = [staging?.from.origins ?? [], production?.from.origins ?? []]
  const [one, other] = [ours[0], theirs[0]]
  if (one && !other) return { side: 'staging', origin: one }
  if (other && !one) return { side: 'production', origin: other }
  return undefined
}

/** The differences under their roots. Those of something that only one side has follow from its being there. */
export const groupByRoot = (
  differences: readonly Difference[],
  sides: Sides,
  hosts: readonly HostPair[],
): { readonly changes: readonly Change[]; readonly roots: readonly DifferenceRoot[] } => {
  const values = [inputValues(sides.staging), inputValues(sides.production)] as const
  const splits = hostSplits(hosts)
  const ofEntities = entityRoots(differences, sides, splits)
  const groups = new Map<string, { readonly root: Rooted; count: number }>()
  const changes = differences.map((difference): Change => {
    const root =
      ofEntities.get(difference) ?? splitRoot(difference, splits, values) ?? rootOf(difference, sides, values)
    const group = groups.get(root.key) ?? { root, count: 0 }
    groups.set(root.key, group)
    group.count++
    return {
      path: difference.path,
      staging: difference.staging,
      production: difference.production,
      roots: root.inputs,
      isExplained: explaining.has(group.root.kind),
      root: root.key,
    }
  })
  const roots = [...groups.values()].map(({ root: { inputs: _, ...root }, count }): DifferenceRoot => {
    return { ...root, count, matters: !explaining.has(root.kind) }
  })
  return { changes, roots: roots.sort(byWeight) }
}

const byWeight = (one: DifferenceRoot, other: DifferenceRoot): number =>
  Number(other.matters) - Number(one.matters) || other.count - one.count || (one.key < other.key ? -1 : 1)
